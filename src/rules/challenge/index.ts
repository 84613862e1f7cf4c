import type { Rule } from '../../types.js';
import authorizationUriAdfs from './authorization-uri-adfs.js';
import authorizationUriMissing from './authorization-uri-missing.js';
import authorizationUriWrongCloud from './authorization-uri-wrong-cloud.js';
import bearerChallengeMissing from './bearer-challenge-missing.js';
import flightingDisabled from './flighting-disabled.js';
import serversDisagree from './servers-disagree.js';
import trustedIssuerMissing from './trusted-issuer-missing.js';
import virtualDirectoriesDisagree from './virtual-directories-disagree.js';

/** What Exchange offers: rules in the order in which a sign-in breaks. */
export const challengeRules: readonly Rule[] = [
  flightingDisabled,
  serversDisagree,
  virtualDirectoriesDisagree,
  bearerChallengeMissing,
  authorizationUriMissing,
  authorizationUriAdfs,
  authorizationUriWrongCloud,
  trustedIssuerMissing,
];
