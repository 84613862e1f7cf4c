/**
 * Our words, as types: no code lives here. The path of a transaction is
 * RawTransaction → (admit) → Transaction → (observe) → Observation → Flow → Finding → Report.
 */

export type * from './types/flow.js';
export type * from './types/observation.js';
export type * from './types/report.js';
export type { RuleId } from './types/rule-id.js';
export type * from './types/transaction.js';
