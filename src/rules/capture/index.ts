import type { Rule } from '../../types.js';
import nothingToDiagnose from './nothing-to-diagnose.js';

/** What a capture can show: rules in the order in which a sign-in breaks. */
export const captureRules: readonly Rule[] = [nothingToDiagnose];
