import type { Rule } from '../../types.js';
import ewsRetirement from './ews-retirement.js';
import exchangeBuildTooOld from './exchange-build-too-old.js';
import exchangeOutOfSupport from './exchange-out-of-support.js';

/** What a server is too old for: it explains what the server does not offer. */
export const buildRules: readonly Rule[] = [exchangeBuildTooOld];

/** What ends, whatever becomes of a sign-in. */
export const lifeCycleRules: readonly Rule[] = [exchangeOutOfSupport, ewsRetirement];
