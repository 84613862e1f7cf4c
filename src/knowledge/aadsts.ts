/**
 * Entra ID's AADSTS numbers, and the rule that each belongs to. A number that is not listed belongs to
 * `sign-in-error`, which shows it raw: numbers and texts change without notice.
 */

import { accountErrors } from './aadsts/accounts.js';
import { applicationErrors } from './aadsts/applications.js';
import { hybridErrors } from './aadsts/hybrid.js';
import { noFaults } from './aadsts/no-faults.js';
import { policyErrors } from './aadsts/policies.js';
import type { AadstsRow } from './aadsts/row.js';

export type { AadstsRow };

/** Every row; of several with one number the first whose text fits decides. */
export const aadsts: readonly AadstsRow[] = [
  ...applicationErrors,
  ...accountErrors,
  ...policyErrors,
  ...hybridErrors,
  ...noFaults,
];

/**
 * Refusals that are steps of a healthy sign-in: no session yet, "stay signed in?", desktop single sign-on that falls
 * back to the password. They are never findings.
 */
export const quietAadsts: ReadonlySet<number> = new Set(aadsts.filter(({ quiet }) => quiet).map(({ code }) => code));

/** OAuth words of the same: what `prompt=none` answers where a person must act. */
export const quietErrors: ReadonlySet<string> = new Set(['login_required']);
