import type { Values } from '../../rule-texts.js';
import { type PlannedStep, stepsOf } from '../plan.js';
import type { TokenStep } from './plans.js';

const { step } = stepsOf<TokenStep>();

/** Where to look when nothing else is known. Nobody can read the logs of Microsoft's own servers. */
export function seeLogs(v: Values): PlannedStep {
  return v.world === 'online' ? step('ask-support') : step('read-server-logs');
}
