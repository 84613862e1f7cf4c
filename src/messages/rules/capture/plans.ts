import type { RuleId } from '../../rule-texts.js';
import type { SharedStep } from '../every-family/plans.js';
import { type Plan, stepsOf } from '../plan.js';

/** Steps of this family alone. */
export type CaptureStep = 'capture-more';

const { step } = stepsOf<CaptureStep | SharedStep>();

/** What to do about each rule of this family. */
export const plans = {
  'nothing-to-diagnose': { fix: () => [step('capture-more')], verify: () => [] },
} as const satisfies Partial<Record<RuleId, Plan>>;
