import type { Rule } from '../../types.js';
import authCertificateExpired from './auth-certificate-expired.js';
import authorizationHeaderStripped from './authorization-header-stripped.js';
import autodiscoverMisdirected from './autodiscover-misdirected.js';
import backEndRefused from './back-end-refused.js';
import deviceAnswered from './device-answered.js';
import frontEndUnavailable from './front-end-unavailable.js';
import preAuthenticationDevice from './pre-authentication-device.js';
import tokenTooLargeForDevice from './token-too-large-for-device.js';

/** What stands in front of Exchange, and behind its front end: rules in the order in which a sign-in breaks. */
export const deviceRules: readonly Rule[] = [
  frontEndUnavailable,
  autodiscoverMisdirected,
  preAuthenticationDevice,
  deviceAnswered,
  tokenTooLargeForDevice,
  authorizationHeaderStripped,
  backEndRefused,
  authCertificateExpired,
];
