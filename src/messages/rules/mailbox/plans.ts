import * as commands from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { restart, type SharedStep } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import * as own from './commands.js';

/** Steps of this family alone. */
export type MailboxStep =
  | 'keep-affinity'
  | 'see-blocked-versions'
  | 'see-cas-mailbox'
  | 'see-devices'
  | 'see-mailbox-user'
  | 'see-mapi-health'
  | 'see-mapi-organization'
  | 'see-move'
  | 'see-permissions'
  | 'see-smtp-tenant'
  | 'see-unchanged'
  | 'switch-protocol';

const { step, change } = stepsOf<MailboxStep | SharedStep>();

function mapiFix(v: Values): readonly PlannedStep[] {
  const health = step('see-mapi-health', own.seeMapiHealth(v));
  switch (v.kind) {
    case 'access':
      return [step('see-mailbox-user', commands.seeUser(v)), step('see-permissions', own.seePermissions(v))];
    case 'context':
      return [health, step('keep-affinity')];
    case 'moving':
      return [step('see-move', own.seeMove(v))];
    case 'client':
      return [step('see-blocked-versions', own.seeBlockedVersions(v))];
    case 'request':
      return [step('see-unchanged')];
    default:
      return [health, step('see-cas-mailbox', own.seeCasMailbox(v))];
  }
}

function protocolFix(v: Values): readonly PlannedStep[] {
  const see = step('see-cas-mailbox', own.seeCasMailbox(v));
  const on = own.switchProtocol(v);
  const organization = v.protocol === 'mapi-http' ? [step('see-mapi-organization', own.seeMapiOrganization)] : [];
  const smtp = v.protocol === 'smtp-off-tenant' ? [step('see-smtp-tenant', own.seeSmtpTenant)] : [];
  const devices = v.protocol === 'eas' ? [step('see-devices', own.seeDevices(v))] : [];
  const turn = on ? [change('switch-protocol', on.command, on.undo, true)] : [];
  return [see, ...organization, ...smtp, ...devices, ...turn];
}

/** What to do about each rule of this family. */
export const plans = {
  'protocol-disabled': { fix: protocolFix, verify: restart },
  'mapi-error': { fix: mapiFix, verify: restart },
} as const satisfies Partial<Record<RuleId, Plan>>;
