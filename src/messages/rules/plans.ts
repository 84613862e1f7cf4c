import type { RuleId } from '../rule-texts.js';
import { plans as capture } from './capture/plans.js';
import { plans as challenge } from './challenge/plans.js';
import { plans as client } from './client/plans.js';
import { plans as device } from './device/plans.js';
import { type ByFamily, familyOf } from './family-of.js';
import { plans as lifeCycle } from './life-cycle/plans.js';
import { plans as mailbox } from './mailbox/plans.js';
import type { Plan } from './plan.js';
import { plans as signIn } from './sign-in/plans.js';
import { plans as token } from './token/plans.js';
import { plans as transport } from './transport/plans.js';

const families: ByFamily<Plan> = {
  client: () => client,
  device: () => device,
  challenge: () => challenge,
  signIn: () => signIn,
  token: () => token,
  mailbox: () => mailbox,
  transport: () => transport,
  capture: () => capture,
  lifeCycle: () => lifeCycle,
};

/** The plan of a rule. */
export function planOf(id: RuleId): Plan {
  const plans: Readonly<Partial<Record<RuleId, Plan>>> = families[familyOf[id]]();
  return plans[id] as Plan; // ByFamily has one for each
}
