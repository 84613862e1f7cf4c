import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { MailboxStep } from './plans.js';

const protocols: Readonly<Record<string, string>> = {
  mapi: 'MAPI',
  'mapi-http': 'MAPI over HTTP',
  ews: 'Exchange Web Services',
  eas: 'Exchange ActiveSync',
  'smtp-off-tenant': 'SMTP AUTH',
  'smtp-off-mailbox': 'SMTP AUTH',
};
const protocol = (v: Values) => protocols[v.protocol ?? ''] ?? 'the protocol';
const mailbox = (v: Values) => (v.user === undefined ? 'the mailbox' : `the mailbox of ${v.user}`);
const code = (v: Values) => given(v.code, (number) => `${number}${given(v.name, (name) => `, ${name}`)}`);

const meanings: Readonly<Record<string, string>> = {
  access:
    'Who signed in may not open this mailbox: another account than the one of the mailbox, no rights on it, or an account that this Exchange matches to nobody.',
  context:
    'The server does not know the connection with the mailbox any more, and a new one did not help. Behind a load balancer this is how a lost affinity cookie looks.',
  moving: 'The mailbox is being moved or lives on another server. This mostly ends by itself.',
  client: 'The server does not accept this version of Outlook, or asks for an encryption that it does not use.',
  request: 'The server could not read the request. Something in between changed it, or client and server do not fit.',
};

/** What broke and what it means, in English. */
export const rules = {
  'protocol-disabled': {
    title: (v) => {
      if (v.protocol === 'smtp-off-tenant')
        return `SMTP AUTH is switched off for the organization${given(v.code, (reply) => ` (${reply})`)}.`;
      if (v.protocol === 'smtp-off-mailbox')
        return `SMTP AUTH is switched off for the mailbox${given(v.code, (reply) => ` (${reply})`)}.`;
      return `The sign-in is good, but ${protocol(v)} is switched off for ${mailbox(v)}.`;
    },
    meaning: (v) => {
      if (v.protocol?.startsWith('smtp'))
        return 'Exchange Online refuses the program or device whatever password or token it sends, because sending by SMTP AUTH is not allowed here. A setting of the mailbox comes before the one of the organization.';
      if (v.protocol === 'eas')
        return 'Exchange took the credentials and then refused the request (403): ActiveSync is switched off for this mailbox, or this device is blocked or in quarantine.';
      if (v.protocol === 'ews')
        return 'Exchange took the credentials and then refused the request (403). One reason is that EWS is switched off for this mailbox or for this application; others are possible.';
      return 'Exchange took the credentials and then refused to open the mailbox by this protocol. Modern authentication itself works.';
    },
    next: (v) =>
      `Look up the request in the HttpProxy log${given(v.server, (server) => ` of ${server}`)}: it names the user and the error.`,
  },
  'mapi-error': {
    title: (v) =>
      `The sign-in worked, but ${v.host ?? 'the server'} did not open ${mailbox(v)}${given(code(v), (said) => ` (${said})`)}.`,
    meaning: (v) =>
      `${meanings[v.kind ?? ''] ?? 'Why is not told.'} MAPI over HTTP says so inside of a 200, and no later request got through${given(v.request, (request) => ` after this ${request}`)}.`,
    next: (v) =>
      `Look up the request in the logs under Logging\\MapiHttp\\Mailbox${given(v.backEnd ?? v.server, (server) => ` on ${server}`)}: they name the error in words.`,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'keep-affinity':
    'If a load balancer or proxy stands in front, see that it passes the cookies MapiContext, MapiSequence and X-BackEndCookie unchanged.',
  'see-blocked-versions': 'See whether versions of Outlook are blocked for this mailbox.',
  'see-cas-mailbox': 'See which protocols are switched on for this mailbox.',
  'see-devices': 'See whether the device is blocked or in quarantine.',
  'see-mailbox-user': 'See whose mailbox this is.',
  'see-mapi-health': 'See whether MAPI over HTTP is healthy on that server.',
  'see-mapi-organization': 'See whether MAPI over HTTP is switched on in the organization.',
  'see-move': 'See whether the mailbox is being moved.',
  'see-permissions': 'See who may open it.',
  'see-smtp-tenant': 'See the setting of the organization. Leave it off, and allow single mailboxes.',
  'see-unchanged': 'Ask the server directly, without the device in front, and compare.',
  'switch-protocol': 'If it is meant to be used, switch it on for this one mailbox.',
} as const satisfies StepSentences<MailboxStep>;
