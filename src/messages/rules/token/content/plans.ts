import * as exchange from '../../../commands.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import { connect, restart, type SharedStep, seeAuthServers } from '../../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../../plan.js';
import * as commands from '../commands.js';
import type { TokenStep } from '../plans.js';
import { seeLogs } from '../see-logs.js';
import type { TrustStep } from '../trust/plans.js';

/** Steps about what is in a token, and about the server that reads it. */
export type ContentStep =
  | 'answer-claims'
  | 'ask-for-scope'
  | 'build-token-anew'
  | 'compare-sid'
  | 'fetch-new-token'
  | 'grant-permission'
  | 'resync-clock'
  | 'see-application-permissions'
  | 'see-exchange-events'
  | 'see-server-clock'
  | 'see-services'
  | 'see-signing-setup'
  | 'see-token-partners'
  | 'send-whole-token'
  | 'set-linked-account'
  | 'update-client'
  | 'use-home-account'
  | 'use-open-operation'
  | 'use-own-mailbox'
  | 'use-right-directory'
  | 'use-user-token';

const { step, change } = stepsOf<ContentStep | TrustStep | TokenStep | SharedStep>();

const permissions = (v: Values) => [
  connect(v, 'Application.Read.All'),
  step('see-application-permissions', commands.seeApplicationPermissions(v)),
];

function tokenFix(v: Values): readonly PlannedStep[] {
  switch (v.kind) {
    case 'wrong-profile':
      return [step('use-right-directory'), step('use-user-token')];
    case 'no-user':
      return [step('use-home-account'), step('use-user-token')];
    case 'claim-value':
      return [...permissions(v), step('grant-permission'), step('fetch-new-token')];
    case 'sid':
      return [
        connect(v, 'User.Read.All'),
        step('see-entra-user', exchange.seeEntraUser(v)),
        step('compare-sid', exchange.seeUser(v)),
      ];
    case 'realms':
      return [seeAuthServers, step('see-signing-setup', commands.seePartners)];
    case 'damaged':
      return [step('send-whole-token'), seeLogs(v)];
    case 'server-form':
    case 'unsigned':
    case 'claim-missing':
    case 'add-in':
      return [step('build-token-anew'), seeLogs(v)];
    default:
      return [seeLogs(v)];
  }
}

function permissionFix(v: Values): readonly PlannedStep[] {
  const again = step('fetch-new-token');
  switch (v.kind) {
    case 'linked-account':
      return [
        step('see-token-partners', commands.seePartners),
        change('set-linked-account', commands.setLinkedAccount, commands.restoreLinkedAccount),
      ];
    case 'operation':
      return [step('use-open-operation')];
    case 'mailbox':
      return [step('use-own-mailbox')];
    case 'other':
      return [seeLogs(v)];
    default:
      // A program of Microsoft's has the permissions that Microsoft gave it.
      if (v.name !== undefined) return [step('ask-for-scope'), again];
      return [step('ask-for-scope'), ...permissions(v), step('grant-permission'), again];
  }
}

function errorFix(v: Values): readonly PlannedStep[] {
  if (v.world === 'online') return [seeLogs(v)];
  const events = step('see-exchange-events', commands.seeExchangeEvents);
  if (v.kind === 'configuration') return [step('see-signing-certificate', commands.seeAuthCertificate(v)), events];
  return [events, step('see-services', commands.seeServices), seeLogs(v)];
}

const again = () => [step('capture-again')];

/** What to do about a token's contents. */
export const plans = {
  'invalid-token': { fix: tokenFix, verify: again },
  'missing-permission': { fix: permissionFix, verify: again },
  'token-not-yet-valid': {
    fix: () => [step('see-server-clock', exchange.seeClock), step('resync-clock', commands.resyncClock)],
    verify: restart,
  },
  'exchange-internal-error': { fix: errorFix, verify: again },
  'claims-challenge-unanswered': { fix: () => [step('update-client'), step('answer-claims')], verify: again },
} as const satisfies Partial<Record<RuleId, Plan>>;
