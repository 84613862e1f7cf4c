import * as commands from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { connect, restart, type SharedStep } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import { type AccountStep, plans as account } from './account/plans.js';
import { type ApplicationStep, plans as application } from './application/plans.js';
import { type DirectoryStep, plans as directory } from './directory/plans.js';
import { type PolicyStep, plans as policy } from './policy/plans.js';

/** Steps of this family alone. */
export type SignInStep =
  | AccountStep
  | ApplicationStep
  | DirectoryStep
  | PolicyStep
  | 'add-spn'
  | 'change-account'
  | 'correct-scp'
  | 'correct-urls'
  | 'keep-spns'
  | 'read-error'
  | 'see-adfs-log'
  | 'see-sign-in'
  | 'see-spn'
  | 'see-tenant'
  | 'see-valid-from';

const { step, change } = stepsOf<SignInStep | SharedStep>();

function spnFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'internal') {
    const correct = change('correct-scp', commands.correctScp(v), commands.restoreScp(v));
    return [step('see-urls', commands.seeUrls), correct, step('correct-urls')];
  }
  if (v.kind === 'foreign-tenant') {
    return [
      step('connect-graph', commands.connectGraph('Organization.Read.All')),
      step('see-tenant', commands.seeTenant),
      step('change-account'),
    ];
  }
  const add = change('add-spn', commands.addSpn(v), commands.restoreSpns, true);
  return [connect(v, 'Application.ReadWrite.All'), step('keep-spns', commands.keepSpns), add];
}

function spnVerify(v: Values): readonly PlannedStep[] {
  const added = v.kind !== 'internal' && v.kind !== 'foreign-tenant';
  return added ? [step('see-spn', commands.seeSpn(v)), ...restart()] : restart();
}

function signInErrorFix(v: Values): readonly PlannedStep[] {
  if (isAdfsError(v)) return [step('read-error'), step('see-adfs-log', commands.seeAdfsLog)];
  return [step('read-error'), connect(v, 'AuditLog.Read.All'), step('see-sign-in', commands.seeSignIn(v))];
}

/** The error is one of AD FS (MSIS and a number), which leaves no trace in Entra ID's log. */
export function isAdfsError({ code = '', error = '' }: Values): boolean {
  return code.startsWith('MSIS') || error.startsWith('MSIS');
}

const grant: Plan = {
  fix: () => [step('sign-in-again')],
  verify: (v) => [connect(v, 'User.Read.All'), step('see-valid-from', commands.seeValidFrom(v))],
};

/** What to do about each rule of this family. */
export const plans = {
  ...directory,
  ...application,
  ...account,
  ...policy,
  'spn-missing': { fix: spnFix, verify: spnVerify },
  'revoked-grant': grant,
  'expired-grant': grant,
  'sign-in-error': {
    fix: signInErrorFix,
    verify: restart,
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
