import type { Rule } from '../../types.js';
import audienceMismatch from './audience-mismatch.js';
import claimsChallengeUnanswered from './claims-challenge-unanswered.js';
import exchangeInternalError from './exchange-internal-error.js';
import expiredToken from './expired-token.js';
import invalidIssuer from './invalid-issuer.js';
import invalidSignature from './invalid-signature.js';
import invalidTenant from './invalid-tenant.js';
import invalidToken from './invalid-token.js';
import missingPermission from './missing-permission.js';
import sslOffload from './ssl-offload.js';
import tokenNotYetValid from './token-not-yet-valid.js';
import tokenRefused from './token-refused.js';
import unknownApplication from './unknown-application.js';
import unknownUser from './unknown-user.js';

/** What Exchange says to a token: rules in the order in which a sign-in breaks. */
export const tokenRules: readonly Rule[] = [
  sslOffload,
  audienceMismatch,
  unknownUser,
  invalidSignature,
  invalidIssuer,
  invalidTenant,
  invalidToken,
  expiredToken,
  tokenNotYetValid,
  missingPermission,
  unknownApplication,
  exchangeInternalError,
  claimsChallengeUnanswered,
  tokenRefused,
];
