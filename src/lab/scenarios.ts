import type { Expectation } from '../types.js';
import type { Fault } from './faults.js';

/** One run of the lab, and what a diagnosis of it must say. */
export interface Scenario {
  readonly fault: Fault;
  /** The rule that must lead; none: no error and no warning. */
  readonly expected?: string;
  /** What the organisation means to use, where the verdict depends on it. */
  readonly expect?: Expectation;
}

/** Health and the six faults that hybrid modern authentication is best known for. */
export const mainScenarios: readonly Scenario[] = [
  { fault: 'healthy' },
  { fault: 'spn-missing', expected: 'spn-missing' },
  { fault: 'audience-mismatch', expected: 'audience-mismatch' },
  { fault: 'ssl-offload', expected: 'ssl-offload' },
  { fault: 'unknown-user', expected: 'unknown-user' },
  { fault: 'revoked-grant', expected: 'revoked-grant' },
  { fault: 'flighting-disabled', expected: 'flighting-disabled' },
];

/** Everything that the lab can do. */
export const scenarios: readonly Scenario[] = [
  ...mainScenarios,
  { fault: 'authorization-uri-missing', expected: 'authorization-uri-missing' },
  { fault: 'authorization-uri-adfs', expected: 'authorization-uri-adfs' },
  { fault: 'bearer-challenge-missing', expected: 'bearer-challenge-missing' },
  { fault: 'hma-off' },
  { fault: 'password-changed' },
  { fault: 'password-changed-prompt-refused', expected: 'revoked-grant' },
  { fault: 'expired-token', expected: 'expired-token' },
  { fault: 'sign-in-error', expected: 'sign-in-error' },
  { fault: 'invalid-token', expected: 'invalid-token' },
  { fault: 'certificate-untrusted', expected: 'certificate-untrusted' },
  { fault: 'connection-failed', expected: 'connection-failed' },
  { fault: 'bearer-not-attempted', expected: 'bearer-not-attempted' },
];
