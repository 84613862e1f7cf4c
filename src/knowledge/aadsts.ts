/**
 * Entra ID's AADSTS numbers, and the rule that each belongs to. A number that is not listed belongs to
 * `sign-in-error`, which shows it raw: numbers and texts change without notice.
 */

import type { RuleId } from '../types.js';

export interface AadstsRow {
  readonly code: number;
  readonly rule: RuleId;
  /** The text must fit as well: some numbers are outer codes of many faults. */
  readonly text?: RegExp;
  readonly source: string;
}

const reference = 'Microsoft Entra authentication and authorization error codes';
const support = 'Microsoft Support, "Outlook does not connect with modern authentication"';
const blog = 'Exchange Team Blog, "Announcing Hybrid Modern Authentication for Exchange On-Premises"';
const revocation = /\brevoked\b|TokensValidFrom/i;

export const aadsts: readonly AadstsRow[] = [
  { code: 50001, rule: 'spn-missing', source: blog },
  { code: 500011, rule: 'spn-missing', source: support },
  { code: 50173, rule: 'revoked-grant', source: blog },
  { code: 50133, rule: 'revoked-grant', source: reference },
  { code: 50132, rule: 'revoked-grant', source: reference },
  { code: 70000, rule: 'revoked-grant', text: revocation, source: reference },
  { code: 70008, rule: 'revoked-grant', text: revocation, source: reference },
];

/**
 * Refusals that are steps of a healthy sign-in: no session yet, "stay signed in?", desktop single sign-on that falls
 * back to the password. They are never findings.
 */
export const quietAadsts: ReadonlySet<number> = new Set([
  50058, 50140, 50199, 81004, 81005, 81006, 81007, 81009, 81010, 81011, 81012,
]);

/** OAuth words of the same: what `prompt=none` answers where a person must act. */
export const quietErrors: ReadonlySet<string> = new Set(['login_required']);

/** Both times of a revoked grant, as the text of AADSTS50173 gives them. */
export const grantIssuedAt = /grant was issued on '([^']{10,40})'|token was issued on (\d{4}-[0-9T:.Z-]{8,30})/i;
export const grantValidFrom =
  /TokensValidFrom date[^']{0,80}'([^']{10,40})'|TokensValidFrom date for this user is (\d{4}-[0-9T:.Z-]{8,30})/i;
