import { type CategoryRow, sources } from './row.js';

const { blog, freeBusy, skype, freeBusyChecker, restrictions, question, issues, oldListing } = sources;

/** The categories and their numbers. Of two that share a number the first is today's. */
export const categories: readonly CategoryRow[] = [
  row(2000000, 'invalid_signature', 'invalid-signature', freeBusy, 'verified'),
  row(2000001, 'invalid_token', 'invalid-token', `${freeBusyChecker}; ${issues}`, 'verified'),
  row(2000002, 'token_expired', 'expired-token', oldListing, 'verified-old'),
  row(2000003, 'invalid_resource', 'audience-mismatch', blog, 'verified'),
  row(2000004, 'invalid_tenant', 'invalid-tenant', skype, 'verified'),
  row(2000005, 'invalid_user', 'unknown-user', `${blog}; ${freeBusy}`, 'verified'),
  row(2000006, 'invalid_client', 'unknown-application', oldListing, 'verified-old'),
  row(2000007, 'internal_error', 'exchange-internal-error', oldListing, 'verified-old'),
  row(2000008, 'invalid_grant', 'missing-permission', issues, 'verified-2'),
  row(2000009, 'invalid_issuer', 'invalid-issuer', question, 'verified-2'),
  row(2000009, 'invalid_certificate', 'invalid-signature', oldListing, 'verified-old'),
  row(2000020, 'insufficient_claims', 'tenant-restricted', restrictions, 'verified'),
  row(2000020, 'insufficiant_claims', 'tenant-restricted', restrictions, 'verified'), // as it is really spelled
  row(4000000, 'oauth_not_available', 'flighting-disabled', blog, 'verified'),
];

function row(
  code: number,
  category: string,
  rule: CategoryRow['rule'],
  source: string,
  status: CategoryRow['status'],
): CategoryRow {
  return { code, category, rule, source, status };
}
