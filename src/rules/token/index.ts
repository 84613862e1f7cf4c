import type { Rule } from '../../types.js';
import audienceMismatch from './audience-mismatch.js';
import expiredToken from './expired-token.js';
import sslOffload from './ssl-offload.js';
import tokenRefused from './token-refused.js';
import unknownUser from './unknown-user.js';

/** What Exchange says to a token: rules in the order in which a sign-in breaks. */
export const tokenRules: readonly Rule[] = [sslOffload, audienceMismatch, unknownUser, expiredToken, tokenRefused];
