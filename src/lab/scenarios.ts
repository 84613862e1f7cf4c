import type { Expectation, Report, RuleId } from '../types.js';
import type { Fault } from './faults.js';

/** One run of the lab, and what a diagnosis of it must say. */
export interface Scenario {
  readonly fault: Fault;
  /** The rule that must lead; none: no error and no warning. */
  readonly expected?: RuleId;
  /** What the finding must say with it: which of several cases it is. */
  readonly values?: Readonly<Record<string, string>>;
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
  { fault: 'spn-missing-internal-name', expected: 'spn-missing', values: { kind: 'internal' } },
  { fault: 'spn-missing-foreign-tenant', expected: 'spn-missing', values: { kind: 'foreign-tenant' } },
  { fault: 'unknown-user-cloud-only', expected: 'unknown-user', values: { kind: 'cloud-only' } },
  { fault: 'unknown-user-wrong-account', expected: 'unknown-user', values: { kind: 'wrong-account' } },
  { fault: 'unknown-user-server-to-server', expected: 'unknown-user', values: { kind: 's2s' } },
  { fault: 'extended-protection', expected: 'extended-protection-conflict' },
  { fault: 'one-server-without-oauth', expected: 'servers-disagree', values: { kind: 'unnamed' } },
  { fault: 'federation-trust-broken', expected: 'federation-trust-broken', values: { domain: 'contoso.com' } },
  { fault: 'authorization-header-stripped', expected: 'authorization-header-stripped' },
  { fault: 'token-too-large-for-device', expected: 'token-too-large-for-device' },
  { fault: 'front-end-unavailable', expected: 'front-end-unavailable' },
  { fault: 'busy-start' },
];

/** The rules that a report leads with, each once: errors and warnings that nothing else explains. */
export function leadingRules({ findings }: Report): readonly RuleId[] {
  const leading = findings.filter(({ severity, causedBy }) => severity !== 'info' && causedBy === undefined);
  return [...new Set(leading.map(({ rule }) => rule))];
}
