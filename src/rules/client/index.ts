import type { Rule } from '../../types.js';
import basicAuthRetired from './basic-auth-retired.js';
import basicAuthUsed from './basic-auth-used.js';
import bearerNotAttempted from './bearer-not-attempted.js';
import rpcOverHttp from './rpc-over-http.js';
import signedInWithoutBearer from './signed-in-without-bearer.js';
import wrongAccount from './wrong-account.js';

/** Whose token the client sends: it explains refusals that give no reason. */
export const accountRules: readonly Rule[] = [wrongAccount];

/** What the client does: rules in the order in which a sign-in breaks. */
export const clientRules: readonly Rule[] = [
  basicAuthRetired,
  rpcOverHttp,
  bearerNotAttempted,
  signedInWithoutBearer,
  basicAuthUsed,
];
