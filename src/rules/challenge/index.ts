import type { Rule } from '../../types.js';
import authorizationUriAdfs from './authorization-uri-adfs.js';
import authorizationUriMissing from './authorization-uri-missing.js';
import bearerChallengeMissing from './bearer-challenge-missing.js';
import flightingDisabled from './flighting-disabled.js';

/** What Exchange offers: rules in the order in which a sign-in breaks. */
export const challengeRules: readonly Rule[] = [
  flightingDisabled,
  bearerChallengeMissing,
  authorizationUriMissing,
  authorizationUriAdfs,
];
