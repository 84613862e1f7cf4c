import { seeAdfsLog } from '../../../commands.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import { connect, restart, type SharedStep } from '../../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../../plan.js';
import * as commands from '../commands.js';

/** Steps about accounts and passwords. */
export type AccountStep =
  | 'ask-directory'
  | 'assign-user'
  | 'change-password'
  | 'compare-names'
  | 'enable-account'
  | 'enter-password'
  | 'other-account'
  | 'pass-factor'
  | 'see-account'
  | 'see-adfs-sign-in'
  | 'see-assignment'
  | 'see-attempts'
  | 'unlock';

const { step, change } = stepsOf<AccountStep | SharedStep>();

const seeAccount = (v: Values): readonly PlannedStep[] => [
  connect(v, 'User.Read.All'),
  step('see-account', commands.seeAccount(v)),
];
const askDirectory = (v: Values) => step('ask-directory', commands.seeDirectoryAccount(v));
const attempts = (v: Values): readonly PlannedStep[] => [
  connect(v, 'AuditLog.Read.All'),
  step('see-attempts', commands.seeUserSignIns(v)),
];

function notInTenantFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'foreign') return [step('other-account')];
  return [...seeAccount(v), askDirectory(v), step(v.kind === 'immutable-id' ? 'other-account' : 'compare-names')];
}

function passwordFix(v: Values): readonly PlannedStep[] {
  if (v.code?.startsWith('MSIS')) return [step('enter-password'), step('see-adfs-sign-in', seeAdfsLog)];
  return v.kind === 'none' ? [...seeAccount(v)] : [step('enter-password'), ...attempts(v)];
}

/** What to do about each rule of accounts. */
export const plans = {
  'user-not-in-tenant': { fix: notInTenantFix, verify: restart },
  'account-locked': { fix: (v) => [...attempts(v), step('unlock')], verify: restart },
  'account-disabled': {
    fix: (v) => [
      connect(v, 'User.ReadWrite.All'),
      step('see-account', commands.seeAccount(v)),
      askDirectory(v),
      change('enable-account', commands.enableAccount(v, true), commands.enableAccount(v, false), true),
    ],
    verify: (v) => [step('see-account', commands.seeAccount(v)), ...restart()],
  },
  'password-wrong': { fix: passwordFix, verify: restart },
  'password-expired': {
    fix: (v) => [...(v.kind === 'on-premises' ? [askDirectory(v)] : []), step('change-password')],
    verify: restart,
  },
  'user-not-assigned': {
    fix: (v) => [
      connect(v, 'Application.Read.All,AppRoleAssignment.ReadWrite.All'),
      step('see-assignment', commands.seePrincipal(v)),
      change('assign-user', commands.assignUser(v), commands.unassignUser),
    ],
    verify: restart,
  },
  'mfa-refused': { fix: (v) => [step('pass-factor'), ...attempts(v)], verify: restart },
} as const satisfies Partial<Record<RuleId, Plan>>;
