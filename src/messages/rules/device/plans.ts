import { seeUrls } from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { restart, type SharedStep } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import * as commands from './commands.js';

/** Steps of this family alone. */
export type DeviceStep =
  | 'ask-past-device'
  | 'certificate-see'
  | 'certificate-new'
  | 'certificate-recycle'
  | 'device-limit'
  | 'device-log'
  | 'device-out'
  | 'device-pass-header'
  | 'device-pass-through'
  | 'health'
  | 'name-see'
  | 'online-health'
  | 'pools-see'
  | 'pools-start'
  | 'proxy-log'
  | 'publishing-see'
  | 'root-domain-skip';

const { step, change } = stepsOf<DeviceStep | SharedStep>();

const past = (v: Values): PlannedStep => step('ask-past-device', commands.askServer(v));
const publishing = step('publishing-see', commands.seePublishing);
const again = (v: Values): readonly PlannedStep[] => [past(v), ...restart()];

function unavailableFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'online') return [step('online-health')];
  const pools = [step('pools-see', commands.seePools), step('pools-start', commands.startPool(v))];
  const health = step('health', commands.seeHealth(v));
  return v.kind === 'http-sys' ? [...pools, health] : [past(v), step('device-log'), health, ...pools];
}

function misdirectedFix(v: Values): readonly PlannedStep[] {
  const skip = change('root-domain-skip', commands.skipRootDomain, commands.askRootDomain);
  return [step('name-see', commands.resolveAutodiscover(v)), step('see-urls', seeUrls), skip];
}

/** What to do about each rule of this family. */
export const plans = {
  'front-end-unavailable': { fix: unavailableFix, verify: restart },
  'autodiscover-misdirected': { fix: misdirectedFix, verify: restart },
  'pre-authentication-device': { fix: () => [publishing, step('device-pass-through')], verify: again },
  'device-answered': {
    fix: (v) => [past(v), step('device-log'), step(v.kind === 'blocked' ? 'device-out' : 'device-pass-through')],
    verify: restart,
  },
  'token-too-large-for-device': { fix: (v) => [step('device-limit'), step('device-log'), past(v)], verify: restart },
  'authorization-header-stripped': { fix: (v) => [past(v), publishing, step('device-pass-header')], verify: restart },
  'back-end-refused': {
    fix: (v) => [step('proxy-log', commands.seeProxyLog(v)), step('health', commands.seeHealth(backEndOf(v)))],
    verify: restart,
  },
  'auth-certificate-expired': {
    fix: () => [
      step('certificate-see', commands.seeAuthCertificate),
      change('certificate-new', commands.newAuthCertificate, commands.oldAuthCertificate, true),
      step('certificate-recycle', commands.recyclePools),
    ],
    verify: () => [step('certificate-see', commands.seeAuthCertificate)],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;

// The server that failed is the one behind.
function backEndOf({ server: _frontEnd, backEnd, ...v }: Values): Values {
  return backEnd === undefined ? v : { ...v, server: backEnd };
}
