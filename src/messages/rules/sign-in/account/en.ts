import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { AccountStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const who = (v: Values) => v.user ?? 'this user';
const logged = (v: Values) =>
  `The sign-in log of Entra ID has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}${given(v.at, (at) => ` at ${at}`)}.`;

/** What broke and what it means, in English. */
export const rules = {
  'user-not-in-tenant': {
    title: (v) =>
      `Entra ID does not find ${who(v)} in the tenant${given(v.tenant, (tenant) => ` ${tenant}`)}${coded(v)}.`,
    meaning: (v) => {
      if (v.kind === 'foreign') {
        return `An account of another tenant or a personal account signs in here${given(v.mailbox, (mailbox) => `, while the mailbox is that of ${mailbox}`)}. Windows often picks a saved account without asking.`;
      }
      if (v.kind === 'immutable-id') {
        return 'The account that the identity provider names does not match one of this tenant. After a change of the federation this is often a different ImmutableID; else the wrong account is signed in.';
      }
      return 'No account of the directory has this sign-in name. Either the user is not synchronized, or the sign-in name differs from the mail address that was entered, or the name was mistyped.';
    },
    next: logged,
  },
  'account-locked': {
    title: (v) => `Entra ID refuses sign-ins of ${who(v)} for too many bad attempts or a bad address${coded(v)}.`,
    meaning: () =>
      'The code means one of two things and does not say which: the account is locked after wrong passwords (smart lockout), or the address that the attempts come from is known for attacks. The sign-in log shows which.',
    next: (v) =>
      `A device with an old password locks the account again and again: the log shows its address. ${logged(v)}`,
  },
  'account-disabled': {
    title: (v) => `The account ${who(v)} is disabled in Entra ID${coded(v)}.`,
    meaning: () =>
      'Nobody can sign in with a disabled account. For a synchronized user the switch of Active Directory counts, and a change takes the next synchronization.',
    next: logged,
  },
  'password-wrong': {
    title: (v) => `The password of ${who(v)} was not accepted, and no sign-in followed${coded(v)}.`,
    meaning: (v) =>
      v.kind === 'none'
        ? 'Entra ID has no password for this account: password hash synchronization does not cover it, or the domain was federated before.'
        : 'The name or the password is wrong. A program that saved an old password sends it again and again, until the account is locked.',
    next: logged,
  },
  'password-expired': {
    title: (v) => `The password of ${who(v)} has expired${coded(v)}.`,
    meaning: (v) =>
      v.kind === 'on-premises'
        ? 'Active Directory says that the password has expired. It has to be changed there, or by password writeback.'
        : 'The password has to be changed before a token is issued. Outlook cannot do that; a browser can.',
    next: logged,
  },
  'user-not-assigned': {
    title: (v) =>
      `${v.user ?? 'This user'} is not assigned to the application ${v.applicationName ?? v.application ?? 'that the error names'}${coded(v)}.`,
    meaning: () =>
      'In this tenant only assigned users and groups may use the application. The error quotes the application: it may be the client or the resource.',
    next: logged,
  },
  'mfa-refused': {
    title: (v) => `The second factor of ${who(v)} was not passed${coded(v)}.`,
    meaning: () =>
      'The request was denied, mistyped or not answered in time, and no sign-in followed. A user who did not start this sign-in is right to deny it.',
    next: (v) => `If the user did not start this sign-in, someone else knows the password: change it. ${logged(v)}`,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'ask-directory': 'On the premises, see what Active Directory says of the account.',
  'assign-user': 'If the user shall use it, assign the user; in an application with roles choose one of them instead.',
  'change-password': (v) => `Let ${who(v)} change the password, in a browser or at a computer of the domain.`,
  'compare-names':
    'If the account exists under another sign-in name, use that name. If it is missing, add it to what is synchronized; making it in the cloud by hand would give it no mailbox on-premises.',
  'enable-account':
    'If the account shall be used, enable it: for a synchronized user in Active Directory, for a cloud user like this.',
  'enter-password': (v) => `Let ${who(v)} sign in once in a browser, and then with the same password in Outlook.`,
  'other-account': 'Sign the wrong account out of Outlook and Windows, and sign in with the account of this tenant.',
  'pass-factor': (v) => `Let ${who(v)} sign in again and pass the second factor; check which methods are registered.`,
  'see-account': 'See what Entra ID knows of the account.',
  'see-adfs-sign-in': 'On the AD FS server, find this sign-in in the log, by its time.',
  'see-assignment': 'See whether the application requires an assignment.',
  'see-attempts': 'See the last sign-ins: from which address, with which result.',
  unlock:
    'Wait until the lock ends (a minute at first, longer each time), stop what sends the old password, and have the password reset if it was guessed.',
} as const satisfies StepSentences<AccountStep>;
