import type { RuleId } from '../rule-texts.js';
import { plans as capture } from './capture/plans.js';
import { plans as challenge } from './challenge/plans.js';
import { plans as client } from './client/plans.js';
import { plans as device } from './device/plans.js';
import { plans as lifeCycle } from './life-cycle/plans.js';
import { plans as mailbox } from './mailbox/plans.js';
import type { Plan } from './plan.js';
import { plans as signIn } from './sign-in/plans.js';
import { plans as token } from './token/plans.js';
import { plans as transport } from './transport/plans.js';

/** The plan of every rule. */
export const plans: Readonly<Record<RuleId, Plan>> = {
  ...client,
  ...device,
  ...challenge,
  ...signIn,
  ...token,
  ...mailbox,
  ...transport,
  ...capture,
  ...lifeCycle,
};
