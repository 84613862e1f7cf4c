/**
 * What a refusal by Exchange means: `x-ms-diagnostics` categories, reasons and numbers, and the rule that each belongs
 * to. Matched on the category first, then on the reason, and on the number last, because numbers have moved between
 * builds (2000009 has meant two things). A category that is not listed belongs to `token-refused`.
 */

import type { RuleId } from '../types.js';

export interface RefusalRow {
  readonly rule: RuleId;
  /** `error_category`, lower case. */
  readonly category?: string;
  /** Searched, not anchored: wording moves. Linear: no two neighbouring quantifiers. */
  readonly reason?: RegExp;
  readonly code?: number;
  readonly source: string;
  readonly status: 'verified' | 'secondary' | 'old-listing';
}

const blog = 'Exchange Team Blog, "Announcing Hybrid Modern Authentication for Exchange On-Premises"';
const freeBusy = 'Microsoft Support, "Resolve free/busy errors"';
const oldListing = 'unofficial listing of builds of 2013 and 2016';
const issues = 'public issue threads';

/** In order: the first row that fits decides. */
export const refusals: readonly RefusalRow[] = [
  {
    rule: 'token-refused',
    category: 'invalid_user',
    reason: /mailbox version is not supported/i,
    source: oldListing,
    status: 'old-listing',
  },
  { rule: 'unknown-user', category: 'invalid_user', source: blog, status: 'verified' },
  { rule: 'audience-mismatch', category: 'invalid_resource', source: blog, status: 'verified' },
  { rule: 'flighting-disabled', category: 'oauth_not_available', source: blog, status: 'verified' },
  { rule: 'expired-token', category: 'token_expired', source: oldListing, status: 'old-listing' },
  { rule: 'audience-mismatch', reason: /audience claim value/i, source: issues, status: 'secondary' },
  { rule: 'unknown-user', reason: /user specified by the user-context/i, source: freeBusy, status: 'verified' },
  { rule: 'flighting-disabled', reason: /flighting is not enabled/i, source: blog, status: 'verified' },
  { rule: 'expired-token', reason: /the token has expired/i, source: oldListing, status: 'old-listing' },
  { rule: 'audience-mismatch', code: 2000003, source: blog, status: 'verified' },
  { rule: 'unknown-user', code: 2000005, source: blog, status: 'verified' },
  { rule: 'flighting-disabled', code: 4000000, source: blog, status: 'verified' },
  { rule: 'expired-token', code: 2000002, source: oldListing, status: 'old-listing' },
];

/** The audience that the refusal names: `… audience claim value 'https://mail.contoso.com' is invalid`. */
export const audienceInReason = /audience claim value '([^']{1,300})' is invalid/i;

/** The trailing form, which often names only the claim: `The audience claim value is invalid 'aud'.` */
export const audienceAfterReason = /audience claim value is invalid '([^']{0,300})'/i;

/** Exchange Online's JSON form. */
export const audienceOfResource = /Audience claim is '([^']{1,300})', request url is '([^']{1,300})'/i;

/** `Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.` Expected is what the token says. */
export const expectedAndActual = /Expected '([^']{1,300})'\. {0,4}Actual '([^']{1,300})'/i;

/** An address when the user was judged, a host name when the request named no user. */
export const flightingSubject = /Flighting is not enabled for domain '?([^'\s]{1,320}?)'?\.?$/i;
