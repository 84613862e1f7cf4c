import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { ClientStep } from './plans.js';

const at = (v: Values, own = 'the server') => (v.host === undefined ? own : `${v.host}${v.virtualDirectory ?? ''}`);

/** What broke and what it means, in English. */
export const rules = {
  'wrong-account': {
    title: (v) =>
      `The token is for ${v.user ?? 'one account'}, but ${v.host ?? 'the server'} was asked for ${v.identity ?? 'another one'}, and it was refused.`,
    meaning: (v) =>
      `Windows or Office signed in with another account than the one of the mailbox, often without asking. For a shared mailbox two names are normal: then ${v.user ?? 'the account'} lacks the rights on it.`,
    next: () => 'The sign-in log of Entra ID shows which account signed in to which application at that minute.',
  },
  'basic-auth-retired': {
    title: (v) => {
      if (v.kind === 'mail')
        return `Exchange Online does not take a user name and password here any more${given(v.code, (reply) => ` (${reply})`)}.`;
      const who = given(v.user, (user) => ` of ${user}`);
      if (v.kind === 'policy')
        return `Exchange Online refused the Basic authentication${who} at ${at(v, 'its host')}: a policy switches it off.`;
      return `The client sent Basic authentication${who} to ${at(v, 'Exchange Online')}, which has not accepted it since ${v.since ?? '2022'}.`;
    },
    meaning: (v) => {
      if (v.kind === 'mail')
        return 'Basic authentication is switched off for this protocol in Exchange Online. A new password does not help; the program or device has to sign in by OAuth, or to send another way.';
      if (v.kind === 'policy')
        return `The user name and password are not even looked at: an authentication policy of the organization switches Basic authentication off for this user and protocol${given(v.switch, (parameter) => ` (${parameter})`)}. Exchange Online gives no other hint than the empty realm.`;
      return 'Basic authentication is retired in Exchange Online: nobody, support included, can switch it on again for this protocol. The answer looks like a wrong password, and a new password does not help. Exchange on-premises is not affected.';
    },
    next: () =>
      'The sign-in log of Entra ID lists who still does this: filter by client app, Legacy Authentication Clients.',
  },
  'rpc-over-http': {
    title: (v) =>
      v.kind === 'refused'
        ? `Outlook still speaks RPC over HTTP to ${v.host ?? 'the server'}, which takes no tokens, and was refused.`
        : `Outlook still speaks RPC over HTTP to ${v.host ?? 'the server'}, which takes no tokens.`,
    meaning: (v) => {
      if (v.kind === 'beside')
        return 'MAPI over HTTP is in use as well, so that this is mostly one delegate or public folder. It works as long as NTLM, Negotiate or Basic is taken there.';
      return 'Modern authentication works over MAPI over HTTP alone. MAPI over HTTP is off in the organization, for this mailbox or on this client, or the profile has not changed over yet.';
    },
    next: () =>
      'Outlook changes over by itself some time after Autodiscover offers MAPI over HTTP, and asks to be restarted.',
  },
  'basic-auth-used': {
    title: (v) =>
      `${v.client ?? 'A client'} signs in to ${at(v)} with user name and password, though Bearer is offered.`,
    meaning: () =>
      'Nothing is broken. Exchange on-premises takes Basic authentication as long as the virtual directory allows it, and most organizations have such clients. The password crosses the wire with every request.',
  },
  'bearer-not-attempted': {
    title: (v) => `${v.client ?? 'The client'} never tried modern authentication at ${at(v)}, and did not get in.`,
    meaning: (v) => {
      if (v.reason === 'outlook-2010') return 'Outlook 2010 cannot do modern authentication at all.';
      if (v.reason === 'mac-2011') return 'Outlook for Mac 2011 cannot do modern authentication at all.';
      if (v.reason === 'android-mail' || v.reason === 'thunderbird')
        return 'This client signs in to Exchange on-premises with user name and password alone. They were refused: they may simply be wrong, or Basic authentication is not allowed there.';
      if (v.reason === 'outlook-2013')
        return 'Outlook 2013 does modern authentication only when the registry asks for it (EnableADAL) and its updates are installed.';
      if (v.reason === 'accept-auth')
        return 'The client lists the schemes it will use (Accept-Auth), and Bearer is not among them: it is switched off on this computer.';
      if (v.reason === 'mac')
        return 'Outlook for Mac does modern authentication unless the preference DisableModernAuth switches it off.';
      return 'The server would answer a Bearer request, but the client sent none. Why cannot be known from the wire: a setting of the client, or an Outlook that was not restarted since the server changed.';
    },
    next: () => 'If the setting is right, check that no policy writes it back at the next sign-in to Windows.',
  },
  'signed-in-without-bearer': {
    title: (v) =>
      `The sign-in to ${at(v)} worked, but with ${v.scheme ?? 'another scheme'} and not with modern authentication.`,
    meaning: () =>
      'The client offered Bearer and then signed in with another scheme. This is how it looks where modern authentication is not in use; whether it is meant to be cannot be known here.',
    next: () => 'A client keeps its old scheme until Outlook is restarted.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'choose-account':
    'In Outlook, under File, Office Account, sign out of the account that does not belong here; then start Outlook and choose the account of the mailbox.',
  'see-authentication-policies': 'See what each policy allows.',
  'see-policy-of-user': 'See which authentication policy applies to the user.',
  'send-otherwise':
    'A device that cannot do OAuth may send by a connector with its address or certificate, or by High Volume Email.',
  'use-modern-client':
    'Update or replace the client by one that signs in by OAuth, and remove the old account from it before adding it again.',
  'new-profile': 'Restart Outlook; if it stays on RPC over HTTP, make a new profile.',
  'see-mapi-client': 'On the client, see whether MAPI over HTTP is switched off (1).',
  'see-mapi-http': 'See whether MAPI over HTTP is on in the organization.',
  'see-mapi-mailbox': 'See whether it is on for this mailbox.',
  'switch-mapi-on': 'If it is off, switch it on. This moves every Outlook of the organization to MAPI over HTTP.',
  'see-account-rights': 'If it is a shared mailbox, see who may open it.',
  'see-office-accounts': 'On the client, see which accounts Office knows.',
  'see-windows-account': 'See which account Windows itself is joined and signed in with.',
  'check-password': 'Have the user type the password anew.',
  'use-other-client':
    'If user name and password are not to be used, use a client that does modern authentication on-premises, such as Outlook for iOS and Android.',
  'clear-enable-adal': 'If EnableADAL is 0 there, remove it.',
  'mac-allow': 'If it is 1, allow modern authentication again and restart Outlook.',
  'mac-read': 'On the Mac, read the preference.',
  'replace-client': 'Replace it by a supported version of Outlook; no setting helps.',
  'see-connection-status':
    'Restart Outlook, hold Ctrl and right-click its tray icon, and open Connection Status: the column Authn shows Bearer*.',
  'see-identity-2013': 'See the present values for Outlook 2013.',
  'see-identity-2016': 'See whether EnableADAL is set for this user (0 switches modern authentication off).',
  'set-enable-adal': 'Where Outlook 2013 is to use modern authentication, let it, for this user.',
  'set-identity-version': 'It needs this value too. Then restart Outlook.',
} as const satisfies StepSentences<ClientStep>;
