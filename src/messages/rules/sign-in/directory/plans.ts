import { resolveName, seeClock, testPort } from '../../../commands.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import { connect, restart, type SharedStep, seeAuthServers } from '../../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../../plan.js';
import * as commands from '../commands.js';

/** Steps about tenants, federation and pass-through authentication. */
export type DirectoryStep =
  | 'allow-hosts'
  | 'ask-hours'
  | 'finish-sign-in'
  | 'name-tenant'
  | 'renew-trust'
  | 'see-agent-clock'
  | 'see-agents'
  | 'see-cloud'
  | 'see-domains'
  | 'see-federation'
  | 'see-token-signing'
  | 'resolve-sign-in'
  | 'tenant-endpoint'
  | 'test-sign-in';

const { step, change } = stepsOf<DirectoryStep | SharedStep>();

function tenantFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'endpoint') return [step('tenant-endpoint')];
  if (v.kind === 'no-tenant') return [step('name-tenant')];
  const cloud = [step('see-cloud', commands.seeCloud(v)), seeAuthServers];
  return v.kind === 'cloud'
    ? cloud
    : [...cloud, connect({}, 'Domain.Read.All'), step('see-domains', commands.seeDomains)];
}

function agentFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'hours') return [step('ask-hours')];
  const agents = step('see-agents', commands.seeAgents);
  return v.kind === 'clock' ? [step('see-agent-clock', seeClock), agents] : [agents];
}

/** What to do about each rule of tenants and of the hybrid sign-in path. */
export const plans = {
  'sign-in-abandoned': { fix: () => [step('finish-sign-in'), step('capture-again')], verify: restart },
  'entra-unreachable': {
    fix: (v) => [step('resolve-sign-in', resolveName(v)), step('test-sign-in', testPort(v)), step('allow-hosts')],
    verify: restart,
  },
  'wrong-tenant-or-cloud': { fix: tenantFix, verify: restart },
  'federation-trust-broken': {
    fix: (v) => [
      step('see-token-signing', commands.seeTokenSigning),
      connect({}, 'Domain-InternalFederation.ReadWrite.All'),
      step('see-federation', commands.seeFederation(v)),
      ...(v.kind === 'signature' || v.kind === undefined
        ? [change('renew-trust', commands.renewTrust(v), commands.restoreTrust(v), true)]
        : []),
    ],
    verify: restart,
  },
  'passthrough-agent-failed': { fix: agentFix, verify: restart },
} as const satisfies Partial<Record<RuleId, Plan>>;
