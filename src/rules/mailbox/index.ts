import type { Rule } from '../../types.js';
import mapiError from './mapi-error.js';
import protocolDisabled from './protocol-disabled.js';

/** What comes after the token: rules in the order in which a sign-in breaks. */
export const mailboxRules: readonly Rule[] = [protocolDisabled, mapiError];
