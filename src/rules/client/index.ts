import type { Rule } from '../../types.js';
import bearerNotAttempted from './bearer-not-attempted.js';
import signedInWithoutBearer from './signed-in-without-bearer.js';

/** What the client does: rules in the order in which a sign-in breaks. */
export const clientRules: readonly Rule[] = [bearerNotAttempted, signedInWithoutBearer];
