import { given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { ContentStep } from './plans.js';
import { tokenMeanings } from './token-meanings-en.js';

const exchange = (v: Values) => v.host ?? 'Exchange';

/** What broke and what it means, in English. */
export const rules = {
  'invalid-token': {
    title: (v) => {
      const whose = given(v.user, (user) => ` of ${user}`);
      if (v.kind === 'wrong-profile')
        return `The token${whose} is of a kind${given(v.profile, (profile) => ` (${profile})`)} that ${v.virtualDirectory ?? 'this virtual directory'} of ${v.host ?? 'Exchange'} does not take.`;
      if (v.kind === 'no-user') return `${exchange(v)} finds no user in the token${whose}.`;
      const claim = given(v.claim, (name) => `, claim ${name}`);
      return `${exchange(v)} cannot use the token${whose}: its form or its claims are wrong${claim}.`;
    },
    meaning: (v) => tokenMeanings[v.kind ?? 'other'] ?? tokenMeanings.other ?? '',
    next: () =>
      'Read the token with hma-doctor token, and compare its claims with those of a token that is taken at the same place.',
  },
  'missing-permission': {
    title: (v) => {
      const where = `${v.virtualDirectory ?? 'this call'} at ${v.host ?? 'Exchange'}`;
      if (v.kind === 'linked-account')
        return `${exchange(v)} knows the calling application${given(v.application, (id) => ` ${id}`)}, but no account by whose rights it may act.`;
      if (v.kind === 'mailbox')
        return `The token${given(v.user, (user) => ` of ${user}`)} was used at ${exchange(v)} on somebody else's mailbox.`;
      if (v.kind === 'operation') return `${exchange(v)} does not allow this operation with a token.`;
      return `The token${given(v.user, (user) => ` of ${user}`)} does not permit ${where}.`;
    },
    meaning: (v) => {
      const has = given(v.granted, (granted) => ` It has ${granted}.`);
      const wants = given(v.required, (required) => ` Wanted is ${required}.`);
      if (v.kind === 'linked-account')
        return 'Applications and other servers act with the rights of a linked account. It is missing, has no role, or is disabled.';
      if (v.kind === 'mailbox')
        return "A user's token opens that user's mailbox; another one needs rights on it, or impersonation by an application.";
      if (v.kind === 'operation')
        return 'Some operations are closed to programs that sign in with OAuth, whatever permissions they have.';
      return `The sign-in is good; what is missing is a permission in the token.${has}${wants} Signing in again brings the same token and does not help.`;
    },
    next: () => 'Compare scp or roles of the token with what the program was given consent to in Entra ID.',
  },
  'token-not-yet-valid': {
    title: (v) =>
      `${exchange(v)} refused a token${given(v.user, (user) => ` of ${user}`)} because by its own clock the token is not valid yet.`,
    meaning: (v) =>
      `${given(v.validFrom, (from) => `The token is valid from ${from}${given(v.at, (at) => `, and the server says it is ${at}`)}. `)}${v.kind === 'adfs' ? 'The clocks of AD FS and of the server' : "Entra ID's clocks are right, so the clock of the server"}${given(v.server, (server) => ` ${server}`)} ${v.kind === 'adfs' ? 'do not agree' : 'is slow'}${given(v.skew, (minutes) => ` (it differs from the client's by ${minutes.replace('-', '')} minutes)`)}.`,
    next: () =>
      'See from where the server takes its time: the domain controller with the PDC emulator role should have an outside source.',
  },
  'exchange-internal-error': {
    title: (v) =>
      `${given(v.server, (server) => `Server ${server}`) || exchange(v)} failed while it checked the token.`,
    meaning: (v) => {
      if (v.kind === 'directory')
        return 'Exchange asked Active Directory, and got no good answer: a domain controller is down, slow or unreachable. Token and client are not to blame.';
      if (v.kind === 'configuration')
        return 'Exchange could not load its OAuth configuration (Get-AuthConfig) when it started. Token and client are not to blame.';
      return `The fault is on the server; token and client are not to blame${given(v.reason, (reason) => `. It says: "${reason}"`)}.`.replace(
        /\."\.$/,
        '."',
      );
    },
    next: () => 'If only one server of the pool does this, take it out of the pool and compare it with the others.',
  },
  'claims-challenge-unanswered': {
    title: (v) =>
      `${exchange(v)} keeps asking${given(v.user, (user) => ` ${user}`)} for a token that shows more, and the client does not bring one.`,
    meaning: (v) =>
      `Exchange Online asks for a fresher token after a critical event (password reset, revoked sessions, risk, other network)${given(v.times, (times) => `, here ${times} times`)}. ${v.kind === 'incapable' ? 'The token does not carry the client capability cp1, so this client cannot answer: it sends the same again.' : 'The client would have to sign in again with the claims that it was sent, and sends what it has.'}`,
    next: () =>
      'Find the sign-ins of this user in the sign-in log of Entra ID: they show whether the client asked for a new token, and why it got none.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'answer-claims':
    'In a program of your own, declare the client capability cp1 and pass the claims of the challenge on to the sign-in.',
  'ask-for-scope': (v) =>
    `In the program that signs in, ask for ${v.required ?? 'the permission that this call needs'}.`,
  'build-token-anew': 'Update the program or the server that makes the call: it builds its token wrongly.',
  'compare-sid': 'On-premises, compare the SID of the account.',
  'fetch-new-token': 'Have the program fetch a new token: those that it keeps have the old permissions.',
  'grant-permission': 'Add the permission to the application in Entra ID, and have an administrator consent to it.',
  'resync-clock': 'If its clock is wrong, have the server take the right time.',
  'see-application-permissions': 'See what the application may do, by consent and by role.',
  'see-exchange-events': 'On the server, see what Exchange logged at that time.',
  'see-server-clock': 'On the server, see its clock and where it takes the time from.',
  'see-services': 'See whether all services of Exchange run.',
  'see-signing-setup': 'See which realm each partner application has.',
  'see-token-partners': 'See the partner applications and their linked accounts.',
  'send-whole-token': 'Send the token as it was issued, on one line: this one was cut or changed on the way.',
  'set-linked-account': 'Give the partner application its linked account, and see that this account has its roles.',
  'update-client':
    'Update the client; close it, and sign in again, so that it fetches a token that fits the present state of the account.',
  'use-home-account':
    'Sign in with an account of the tenant itself: a guest has no claim by which Exchange could find a mailbox.',
  'use-open-operation': 'Use an operation that is open to OAuth, or one of the other interfaces of Exchange.',
  'use-own-mailbox': 'Sign in as the owner of the mailbox, or give the user rights on it.',
  'use-right-directory':
    'Only tokens of users are taken by /mapi, /OAB and ActiveSync: send calls of servers and of applications to /EWS or Autodiscover. In a test of free/busy this answer may be harmless.',
  'use-user-token': 'In a program, sign a user in where a user is needed, in place of the application alone.',
} as const satisfies StepSentences<ContentStep>;
