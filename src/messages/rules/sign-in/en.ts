import { errorCode, given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import * as account from './account/en.js';
import * as application from './application/en.js';
import * as directory from './directory/en.js';
import { isAdfsError, type SignInStep } from './plans.js';
import * as policy from './policy/en.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const reported = (v: Values) =>
  v.code === undefined
    ? given(v.error, (error) => `: ${error}`) || ' with the error quoted below'
    : `: ${errorCode(v.code)}`;

const kinds: Readonly<Record<string, string>> = {
  replayed:
    'An authorization code, or a page, works once. Sent a second time, as when a capture is replayed or a page stood open too long, it gives this error: it says nothing of the real sign-in.',
  transient: 'It is a disturbance of the service, not a fault of the configuration: try again after some minutes.',
  loop: 'The client asked again and again. Mostly Exchange refuses the token each time: look there first.',
};

/** One card for what was revoked and for what ended by itself: the user signs in again. */
const grant: RuleSentences = {
  title: (v) =>
    `The saved sign-in of ${v.user ?? 'this user'} ${v.kind === undefined ? 'was revoked' : 'has expired'} and must be renewed${coded(v)}.`,
  meaning: (v) => {
    const times =
      v.issuedAt !== undefined && v.validFrom !== undefined
        ? ` It was issued at ${v.issuedAt}, and only grants from ${v.validFrom} on count.`
        : '';
    const ended = 'A password prompt should follow; here no successful sign-in was seen after it.';
    if (v.kind === 'frequency') return `A policy asks for a new sign-in from time to time. ${ended}`;
    if (v.kind !== undefined) return `It was too old, or was not used for too long. ${ended}`;
    return `A password change or reset, or an administrator, ended all earlier sessions of the account.${times} ${ended}`;
  },
  next: (v) =>
    v.kind === undefined
      ? 'If nobody changed the password, ask who revoked the sessions: the Entra audit log has the entry.'
      : `The sign-in log of Entra ID has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}.`,
};

/** What broke and what it means, in English. */
export const rules = {
  ...directory.rules,
  ...application.rules,
  ...account.rules,
  ...policy.rules,
  'spn-missing': {
    title: (v) =>
      `Entra ID does not know ${v.resource ?? v.host ?? 'the Exchange host that the client named'}${given(v.tenant, (tenant) => ` in the tenant ${tenant}`)}${coded(v)}.`,
    meaning: (v) => {
      if (v.kind === 'internal') {
        return `The client asked for a token for ${v.host ?? 'an internal server name'}, which is an internal name. It learned that name from the service connection point or from a virtual directory's URL. Correct the URL; an internal name does not belong into the SPN list.`;
      }
      if (v.kind === 'foreign-tenant') {
        return 'The error names a tenant which is not the one that Exchange trusts: the wrong account or the wrong tenant is signing in. Adding an SPN there would not help.';
      }
      return 'The client asks Entra ID for a token for exactly this URL. No service principal of the tenant lists it, so no token is issued, and Outlook shows a blank or repeated sign-in window. Exchange itself was never reached with a token.';
    },
    next: (v) =>
      v.kind === 'foreign-tenant'
        ? 'If the tenant is yours after all, register the URL there: each tenant whose users sign in needs it.'
        : 'Allow some minutes for the change to reach every Entra server. Then compare every URL that clients use with the list: the Autodiscover name is the one most often forgotten.',
  },
  'revoked-grant': grant,
  'expired-grant': grant,
  'sign-in-error': {
    title: (v) => `The sign-in${given(v.host, (host) => ` at ${host}`)} failed${reported(v)}.`,
    meaning: (v) =>
      `The sign-in service answered with an error${given(v.error, (error) => ` (${error})`)}.${given(kinds[v.kind ?? ''], (known) => ` ${known}`)} ${v.text === undefined ? 'Its own words are quoted above.' : `It says: ${v.text}`}`,
    next: (v) =>
      isAdfsError(v)
        ? 'The AD FS/Admin log of the AD FS servers has more.'
        : `If Entra ID answered, its sign-in log has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}.`,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  ...directory.steps,
  ...application.steps,
  ...account.steps,
  ...policy.steps,
  'add-spn':
    'In the same window, add the URL. The update replaces the whole list, so it refuses to run on a short list or without the kept copy.',
  'change-account':
    'If the tenant in the error is not yours, sign that account out of Outlook and Windows and sign in with the right one.',
  'correct-scp': 'Give the service connection point of that server the public name in place of <host>.',
  'correct-urls': 'Correct the virtual directory URLs that name the internal host in the same way.',
  'keep-spns': 'Read the present list and keep a copy in a file.',
  'read-error': 'Look the quoted error up by its code; its text may name the application, the policy or the resource.',
  'see-adfs-log': 'On the AD FS server, find this sign-in in the log, by its time.',
  'see-sign-in': 'Find this sign-in in the log.',
  'see-spn': 'See that the URL is listed now.',
  'see-tenant': 'See which tenant is yours.',
  'see-valid-from': 'See from when on sign-ins count: a sign-in after this time must have succeeded.',
} as const satisfies StepSentences<SignInStep>;
