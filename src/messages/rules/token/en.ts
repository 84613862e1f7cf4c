import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import * as content from './content/en.js';
import type { TokenStep } from './plans.js';
import * as trust from './trust/en.js';

/** What broke and what it means, in English. */
export const rules = {
  ...trust.rules,
  ...content.rules,
  'ssl-offload': {
    title: (v) =>
      v.kind === 'possible'
        ? `The refusal does not tell whether the name ${v.host ?? 'in the token'} is wrong, or only that ${v.expected ?? 'it'} was asked over plain HTTP.`
        : `Exchange${given(v.server, (server) => ` server ${server}`)} received the request for ${v.host ?? 'this host'} over plain HTTP, so it refused an https token.`,
    meaning: (v) =>
      v.kind === 'possible'
        ? 'Exchange writes the same sentence for another host name and, on some builds, for http in place of https. If the name arrives at Exchange unchanged, look for a load balancer that ends TLS (SSL offloading).'
        : `Host and token fit, only the scheme differs${given(v.expected, (expected) => `: expected ${expected}`)}${given(v.actual, (actual) => `, actual ${actual}`)}. A load balancer or proxy ends TLS and speaks HTTP to Exchange (SSL offloading), which modern authentication does not support.`,
    next: () => 'If only some requests fail, one pool member or one path rule of the load balancer still uses HTTP.',
  },
  'audience-mismatch': {
    title: (v) => {
      const token = given(v.audience ?? v.actual, (audience) => ` for ${audience}`);
      if (v.kind === 'resource')
        return `The client sent ${v.host ?? 'Exchange'} a token that was issued${token || ' for another resource'}.`;
      if (v.kind === 's2s') return `${v.host ?? 'Exchange'} refused a server-to-server token${token}.`;
      return `${v.host ?? 'Exchange'} refused a token${token}: Exchange sees another host name than the client does.`;
    },
    meaning: (v) => {
      if (v.kind === 'resource') {
        return 'The token is genuine, but it is meant for another service. The program that signs in asked for the wrong resource or scope.';
      }
      const names = given(
        v.expected,
        (expected) => ` Exchange expected ${expected}${given(v.actual, (actual) => ` and saw ${actual}`)}.`,
      );
      const cause =
        'Exchange compares the audience (aud) of the token with the host name of the request as it arrives at Exchange itself.';
      return v.kind === 's2s'
        ? `${cause}${names} For a call from Exchange Online, a device that rewrites the name or ends TLS in between is the usual cause.`
        : `${cause}${names} Entra ID issued the token, so the SPN is registered: a device on the way changes the host name, or the client was sent from one name to another.`;
    },
    next: () =>
      'If the name arrives unchanged, check that the virtual directory URLs name the host that clients use, on every server of the pool.',
  },
  'unknown-user': {
    title: (v) => {
      const user = v.user ?? 'the user in the token';
      if (v.kind === 'ambiguous') return `More than one account matches ${user} on the Exchange side.`;
      if (v.kind === 'cloud-only')
        return `The token belongs to ${user}, an account without an on-premises counterpart.`;
      if (v.kind === 'wrong-account') {
        return `The token belongs to ${user}, but the mailbox asked for is ${v.identity ?? "someone else's"}.`;
      }
      if (v.kind === 's2s') return `The receiving Exchange has no mail user for ${user}.`;
      if (v.kind === 'linked')
        return `The token carries another SID than the account that owns the mailbox of ${user}.`;
      return `Exchange found no account for ${user}, although the token is valid.`;
    },
    meaning: (v) => {
      if (v.kind === 'ambiguous') {
        return 'Two objects of the directory share a user principal name, SMTP or SIP address, and Exchange refuses to choose.';
      }
      if (v.kind === 's2s') {
        return 'In the server-to-server direction the other side names a user, and the receiving side needs a mail user or remote mailbox with that address.';
      }
      if (v.kind === 'wrong-account') {
        return 'Windows or Outlook signed in silently with another account, often the one that is signed in to Windows. Exchange looks up the user of the token, not the name in the profile.';
      }
      if (v.kind === 'cloud-only') {
        return 'Exchange looks the user up by the on-premises SID (onprem_sid), and this token has none: the account lives in Entra ID only. The mailbox belongs to another account.';
      }
      if (v.kind === 'linked') {
        return 'The mailbox is linked to an account of another forest. Exchange compares the SID of that account (msExchMasterAccountSid) with the one in the token, and they differ.';
      }
      if (v.user === undefined) {
        return 'Whose token it was is not to be seen. If a user signed in, Entra ID issued the token, so the account exists there: it may live in another forest, own a linked mailbox, have been recreated, or not have replicated. If a server asked for a user (free/busy, Test-OAuthConnectivity), the receiving side has no mail user or remote mailbox with that address.';
      }
      return 'Entra ID issued the token, so the account exists there. Exchange looks it up by its on-premises SID: the account may live in another forest, own a linked mailbox, have been recreated, or not have replicated to this site.';
    },
    next: (v) =>
      v.kind === 's2s'
        ? 'If the object is there, compare all its addresses with the one in the token.'
        : 'Compare the onprem_sid of the token with the SID of the account that owns the mailbox.',
  },
  'expired-token': {
    title: (v) =>
      v.kind === 'pasted'
        ? `The token${given(v.user, (user) => ` of ${user}`)} has expired${given(v.at, (judged) => ` by ${judged}`)}.`
        : `The token${given(v.user, (user) => ` of ${user}`)} had already expired when it was sent${given(v.at, (sent) => ` (${sent})`)}.`,
    meaning: (v) =>
      v.kind === 'pasted'
        ? `${given(v.expiredAt, (expired) => `It expired at ${expired}. `)}Whether it was still good when it was sent, the token alone does not tell: say that time with --at.`
        : `${given(v.expiredAt, (expired) => `It expired at ${expired}. `)}This was so at the time of the traffic, whatever the time is now. A client normally renews its token before that; a wrong clock, or a client that was asleep, can keep it from doing so.${given(v.skew, (minutes) => ` The clock of the capture and that of the server are ${minutes.replace('-', '')} minutes apart.`)}`,
    next: (v) =>
      v.kind === 'pasted'
        ? undefined
        : 'If a fresh token is refused too, compare the clocks of the client and of the server.',
  },
  'token-refused': {
    title: (v) => `${v.host ?? 'Exchange'} refused the token${given(v.category ?? v.code, (word) => ` (${word})`)}.`,
    meaning: (v) =>
      `The reason is not one that this tool knows, so it is shown as it is${given(v.reason, (reason) => `: "${reason}"`)}${given(v.category, () => given(v.code, (code) => ` (code ${code})`))}.`,
    next: () => 'Send the quoted header with the request id to whoever runs the server.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  ...trust.steps,
  ...content.steps,
  'ask-for-this-host': (v) =>
    `In the program that signs in, ask for a token for ${given(v.host, (host) => `https://${host}/`) || 'the Exchange host'} in place of the other resource.`,
  'ask-support':
    'These are servers of Microsoft: open a support request with the quoted header, the time and the request id.',
  'choose-mailbox-account':
    'Sign in with the account that owns the mailbox: in Outlook, File > Office Account, sign the other one out, then start Outlook again.',
  'keep-host-name':
    'Let the device in front pass the host name unchanged, with one public name from the client to Exchange.',
  're-encrypt':
    'On the load balancer, switch SSL offloading off: let it pass TLS through, or encrypt again to Exchange (bridging) with the same certificate.',
  'read-server-logs':
    'Look for the request in the HttpProxy and IIS logs of the server, by the time and the request id quoted above.',
  'remove-duplicate': 'Remove the address from the object that should not have it.',
  'see-clock': 'Check the clock of the client.',
  'see-duplicates': 'Find every object with this name or address.',
  'see-entra-user': 'See the account in Entra ID, with its on-premises SID.',
  'see-hybrid-targets': 'See where the hybrid configuration sends the calls.',
  'see-signed-in-account': 'See which account Windows is signed in with.',
  'see-offload': 'See whether Exchange itself is set for SSL offloading.',
  'see-recipient':
    'On the receiving side, see whether a mail user or remote mailbox has this address; directory synchronization should have made one.',
  'see-recipient-of-servers':
    'If servers speak to each other (free/busy): on the receiving side, see whether a mail user or remote mailbox has the address.',
  'see-user':
    'On-premises, see the account that Exchange should find, and compare the SIDs. Mind other forests, linked mailboxes and replication.',
  'see-web-application-proxy':
    'Where Web Application Proxy is in front, see that backend and external URL have the same host.',
  'test-oauth-online': 'In Exchange Online PowerShell, test the connection.',
} as const satisfies StepSentences<TokenStep>;
