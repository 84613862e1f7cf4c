import type { RuleId } from '../../rule-texts.js';
import type { SharedStep } from '../every-family/plans.js';
import { type Plan, stepsOf } from '../plan.js';
import * as commands from './commands.js';

/** Steps of this family alone. */
export type LifeCycleStep =
  | 'leave-ews'
  | 'plan-upgrade'
  | 'see-builds'
  | 'see-ews-mailbox'
  | 'see-ews-organization'
  | 'see-setup-version'
  | 'update-servers';

const { step } = stepsOf<LifeCycleStep | SharedStep>();
const seeBuilds = step('see-builds', commands.seeBuilds);

/** What to do about each rule of this family. */
export const plans = {
  'exchange-build-too-old': {
    fix: () => [seeBuilds, step('update-servers')],
    verify: () => [step('see-setup-version', commands.seeSetupVersion), step('capture-again')],
  },
  'exchange-out-of-support': { fix: () => [seeBuilds, step('plan-upgrade')], verify: () => [] },
  'ews-retirement': {
    fix: (v) => [
      step('see-ews-organization', commands.seeEwsOrganization),
      ...(v.kind === 'blocked' ? [step('see-ews-mailbox', commands.seeEwsMailbox(v))] : []),
      step('leave-ews'),
    ],
    verify: () => [],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
