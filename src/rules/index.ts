import type { Rule } from '../types.js';
import audienceMismatch from './audience-mismatch.js';
import authorizationUriAdfs from './authorization-uri-adfs.js';
import authorizationUriMissing from './authorization-uri-missing.js';
import bearerChallengeMissing from './bearer-challenge-missing.js';
import bearerNotAttempted from './bearer-not-attempted.js';
import certificateUntrusted from './certificate-untrusted.js';
import connectionFailed from './connection-failed.js';
import expiredToken from './expired-token.js';
import flightingDisabled from './flighting-disabled.js';
import interceptionRefused from './interception-refused.js';
import nothingToDiagnose from './nothing-to-diagnose.js';
import revokedGrant from './revoked-grant.js';
import signInError from './sign-in-error.js';
import signedInWithoutBearer from './signed-in-without-bearer.js';
import spnMissing from './spn-missing.js';
import sslOffload from './ssl-offload.js';
import tokenRefused from './token-refused.js';
import unknownUser from './unknown-user.js';

/**
 * Every rule, in the order in which a sign-in breaks: of two findings in one flow the earlier explains the later.
 * `signed-in-without-bearer` stands last of the flow rules: it is what one sees when anything before it went wrong.
 */
export const rules: readonly Rule[] = [
  certificateUntrusted,
  interceptionRefused,
  connectionFailed,
  flightingDisabled,
  bearerChallengeMissing,
  authorizationUriMissing,
  authorizationUriAdfs,
  spnMissing,
  revokedGrant,
  signInError,
  sslOffload,
  audienceMismatch,
  unknownUser,
  expiredToken,
  tokenRefused,
  bearerNotAttempted,
  signedInWithoutBearer,
  nothingToDiagnose,
];
