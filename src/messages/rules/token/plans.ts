import * as commands from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { connect, restart, type SharedStep, seeAuthServers } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import { plans as content } from './content/plans.js';
import { seeLogs } from './see-logs.js';
import { plans as trust } from './trust/plans.js';

/** Steps of this family alone. */
export type TokenStep =
  | 'ask-for-this-host'
  | 'ask-support'
  | 'choose-mailbox-account'
  | 'keep-host-name'
  | 're-encrypt'
  | 'read-server-logs'
  | 'remove-duplicate'
  | 'see-clock'
  | 'see-duplicates'
  | 'see-entra-user'
  | 'see-hybrid-targets'
  | 'see-signed-in-account'
  | 'see-offload'
  | 'see-recipient'
  | 'see-recipient-of-servers'
  | 'see-user'
  | 'see-web-application-proxy'
  | 'test-oauth-online';

const { step } = stepsOf<TokenStep | SharedStep>();

function audienceFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'resource') return [step('ask-for-this-host')];
  const proxy = step('see-web-application-proxy', commands.seeWebApplicationProxy);
  // Where the reason prints one name alone, a scheme that differs may stand behind it.
  const offload = v.expected === undefined ? [step('see-offload', commands.seeOffload)] : [];
  if (v.kind === 's2s')
    return [step('see-hybrid-targets', commands.seeHybrid), step('keep-host-name'), proxy, ...offload];
  return [step('keep-host-name'), proxy, step('see-urls', commands.seeUrls), ...offload];
}

function userFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'ambiguous') return [step('see-duplicates', commands.seeDuplicates(v)), step('remove-duplicate')];
  if (v.kind === 's2s') return [step('see-recipient', commands.seeRecipient(v))];
  if (v.kind === 'wrong-account')
    return [step('choose-mailbox-account'), step('see-signed-in-account', commands.seeJoin)];
  if (v.kind === 'linked') return [step('see-user', commands.seeUser(v))];
  const compare = [
    connect(v, 'User.Read.All'),
    step('see-entra-user', commands.seeEntraUser(v)),
    step('see-user', commands.seeUser(v)),
  ];
  if (v.kind === 'cloud-only') return [...compare, step('choose-mailbox-account')];
  if (v.user !== undefined) return compare;
  return [...compare, step('see-recipient-of-servers', commands.seeRecipient(v))];
}

/** What to do about each rule of this family. */
export const plans = {
  ...trust,
  ...content,
  'ssl-offload': { fix: () => [step('re-encrypt'), step('see-offload', commands.seeOffload)], verify: restart },
  'audience-mismatch': {
    fix: audienceFix,
    verify: (v) => (v.kind === 's2s' ? [step('test-oauth-online', commands.testOAuth(v))] : restart()),
  },
  'unknown-user': {
    fix: userFix,
    verify: (v) => (v.kind === 's2s' ? [step('test-oauth-online', commands.testOAuth(v))] : restart()),
  },
  'expired-token': {
    fix: (v) => (v.kind === 'pasted' ? [] : [step('sign-in-again'), step('see-clock', commands.seeClock)]),
    verify: (v) => (v.kind === 'pasted' ? [] : [step('capture-again')]),
  },
  'token-refused': {
    fix: (v) => (v.world === 'online' ? [seeLogs(v)] : [seeLogs(v), seeAuthServers]),
    verify: () => [step('capture-again')],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
