import type { Rule } from '../../types.js';
import captureBodiesMissing from './capture-bodies-missing.js';
import captureIncomplete from './capture-incomplete.js';
import captureNotDecrypted from './capture-not-decrypted.js';
import captureSanitised from './capture-sanitised.js';
import nothingToDiagnose from './nothing-to-diagnose.js';
import signInNotVisible from './sign-in-not-visible.js';

/** What a capture can show: rules in the order in which a sign-in breaks. */
export const captureRules: readonly Rule[] = [
  signInNotVisible,
  captureIncomplete,
  captureNotDecrypted,
  captureSanitised,
  captureBodiesMissing,
  nothingToDiagnose,
];
