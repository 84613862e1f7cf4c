import { seeJoin } from '../../../commands.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import { connect, restart, type SharedStep } from '../../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../../plan.js';
import * as commands from '../commands.js';

/** Steps about policies. */
export type PolicyStep =
  | 'approved-application'
  | 'ask-network'
  | 'ask-tenants'
  | 'modern-client'
  | 'see-device'
  | 'see-policies'
  | 'see-risk'
  | 'sign-in-as-person'
  | 'without-capture';

const { step } = stepsOf<PolicyStep | SharedStep>();

const policies = (v: Values): readonly PlannedStep[] => [
  connect(v, 'AuditLog.Read.All,Policy.Read.All'),
  step('see-policies', commands.seePolicies(v)),
];

const byKind: Readonly<Record<string, readonly PlannedStep[]>> = {
  device: [step('without-capture'), step('see-device', seeJoin)],
  'device-proof': [step('without-capture'), step('see-device', seeJoin)],
  'device-disabled': [step('see-device', seeJoin)],
  application: [step('approved-application')],
  risk: [step('see-risk')],
  defaults: [step('modern-client')],
};

function blockedFix(v: Values): readonly PlannedStep[] {
  const kind = v.kind ?? '';
  return [...(Object.hasOwn(byKind, kind) ? (byKind[kind] ?? []) : []), ...policies(v)];
}

/** What to do about each rule of policies. */
export const plans = {
  'conditional-access-blocked': { fix: blockedFix, verify: restart },
  'interaction-required': {
    fix: (v) => [step('sign-in-as-person'), ...policies(v)],
    verify: restart,
  },
  'tenant-restricted': {
    fix: (v) => [step(v.kind === 'cross-tenant' ? 'ask-tenants' : 'ask-network')],
    verify: restart,
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
