import type { Rule } from '../types.js';
import { captureRules } from './capture/index.js';
import { challengeRules } from './challenge/index.js';
import { accountRules, clientRules } from './client/index.js';
import { deviceRules } from './device/index.js';
import { buildRules, lifeCycleRules } from './life-cycle/index.js';
import { mailboxRules } from './mailbox/index.js';
import { signInRules } from './sign-in/index.js';
import { tokenRules } from './token/index.js';
import { fallbackRules, transportRules } from './transport/index.js';

/**
 * Every rule, in the order in which a sign-in breaks: of two findings in one flow the earlier explains the later. Those
 * of the mailbox stand before those of the token, which name a refusal without a reason as well. What
 * the client does stands last of the flow rules: it is what one sees when anything before it went wrong.
 */
export const rules: readonly Rule[] = [
  ...transportRules,
  ...deviceRules,
  ...buildRules,
  ...challengeRules,
  ...signInRules,
  ...accountRules,
  ...mailboxRules,
  ...tokenRules,
  ...fallbackRules,
  ...clientRules,
  ...captureRules,
  ...lifeCycleRules,
];
