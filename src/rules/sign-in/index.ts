import type { Rule } from '../../types.js';
import revokedGrant from './revoked-grant.js';
import signInError from './sign-in-error.js';
import spnMissing from './spn-missing.js';

/** What Entra ID or AD FS says: rules in the order in which a sign-in breaks. */
export const signInRules: readonly Rule[] = [spnMissing, revokedGrant, signInError];
