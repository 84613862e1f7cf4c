import type { Rule } from '../../types.js';
import certificateUntrusted from './certificate-untrusted.js';
import clientCertificateRequired from './client-certificate-required.js';
import connectionFailed from './connection-failed.js';
import extendedProtectionConflict from './extended-protection-conflict.js';
import interceptionRefused from './interception-refused.js';
import ntlmLoop from './ntlm-loop.js';
import proxyAuthenticationRequired from './proxy-authentication-required.js';

/** The way to the server: rules in the order in which a sign-in breaks. */
export const transportRules: readonly Rule[] = [
  certificateUntrusted,
  clientCertificateRequired,
  interceptionRefused,
  proxyAuthenticationRequired,
  connectionFailed,
  extendedProtectionConflict,
];

/** What clients fall back to when no token came of the sign-in: whatever went wrong before explains it. */
export const fallbackRules: readonly Rule[] = [ntlmLoop];
