import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { LifeCycleStep } from './plans.js';

const server = (v: Values) => v.server ?? v.host ?? 'The server';
const version = (v: Values) =>
  `${v.product ?? 'a version of Exchange Server'}${given(v.release, (release) => ` ${release}`)}${given(v.build, (build) => ` (${build})`)}`;
const needed = (v: Values) => (v.kind === 'adfs' ? 'modern authentication with AD FS' : 'hybrid modern authentication');
const minimum = (v: Values) =>
  v.minimumRelease === undefined
    ? given(v.minimum, (build) => build)
    : `${v.minimumRelease}${given(v.minimum, (build) => ` (${build})`)}`;

/** What broke and what it means, in English. */
export const rules = {
  'exchange-build-too-old': {
    title: (v) => `${server(v)} runs ${version(v)}, which is too old for ${needed(v)}.`,
    meaning: (v) =>
      minimum(v) === ''
        ? 'This version never learned it; no setting helps. Every server that clients reach has to be of a newer version.'
        : `It begins with ${minimum(v)}. Below it no setting helps, and every server that clients reach has to be at that build at least.`,
    next: () =>
      'The build is the one of the server that answered. Another server of the pool may be newer: until all are, sign-ins depend on chance.',
  },
  'exchange-out-of-support': {
    title: (v) => `${server(v)} runs ${version(v)}, out of support${given(v.until, (day) => ` since ${day}`)}.`,
    meaning: () =>
      'That is no reason for a failed sign-in. After this day there are no more security updates, except under a contract of its own.',
  },
  'ews-retirement': {
    title: (v) =>
      v.kind === 'blocked'
        ? `EWS at ${v.host ?? 'Exchange Online'} answered 403: EWS in Exchange Online is being switched off${given(v.begins, (day) => ` since ${day}`)}.`
        : `A program uses EWS at ${v.host ?? 'Exchange Online'}, which is switched off there from ${v.begins ?? 'a day that is announced'} on.`,
    meaning: (v) =>
      `${v.ends === undefined ? 'The last day is not announced.' : `From ${v.ends} on nobody can have it back.`} ${
        v.kind === 'blocked'
          ? 'A 403 alone does not prove that this is the reason: a policy for applications answers alike.'
          : 'Microsoft has moved such days before.'
      } EWS on Exchange Server stays as it is.`,
    next: () => 'Where the program is Outlook itself, keeping it up to date is enough.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'leave-ews':
    'Ask who made the program for a version that uses Microsoft Graph; until then its application id has to be on the list of allowed applications.',
  'plan-upgrade': 'Plan the move to Exchange Server Subscription Edition.',
  'see-builds': 'See which versions the servers have.',
  'see-ews-mailbox': 'In Exchange Online: the same for the mailbox; both have to allow EWS.',
  'see-ews-organization': 'In Exchange Online: see whether EWS is allowed, and for which applications.',
  'see-setup-version': 'On each server, see the build with its updates.',
  'update-servers': (v) =>
    `Bring every server ${minimum(v) === '' ? 'to a version that can do it' : `to ${minimum(v)} or later`}, best to the newest one that is supported.`,
} as const satisfies StepSentences<LifeCycleStep>;
