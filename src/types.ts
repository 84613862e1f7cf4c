/**
 * Our words, as types: no code lives here. The path of a transaction is
 * RawTransaction → (admit) → Transaction → (observe) → Observation → Flow → Finding → Report.
 */

export type * from './types/challenge.js';
export type * from './types/credentials.js';
export type * from './types/flow.js';
export type { Mutable } from './types/mutable.js';
export type * from './types/observation.js';
export type * from './types/refusal.js';
export type * from './types/report.js';
export type { RuleId } from './types/rule-id.js';
export type * from './types/service.js';
export type * from './types/sign-in.js';
export type * from './types/transaction.js';
