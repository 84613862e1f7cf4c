import type { Rule } from '../../types.js';
import certificateUntrusted from './certificate-untrusted.js';
import connectionFailed from './connection-failed.js';
import interceptionRefused from './interception-refused.js';

/** The way to the server: rules in the order in which a sign-in breaks. */
export const transportRules: readonly Rule[] = [certificateUntrusted, interceptionRefused, connectionFailed];
