import { type ReasonRow, sources } from './row.js';

const { blog, freeBusy, skype, question, oldListing } = sources;

/** What Exchange says of signatures, issuers, tenants and calling applications. */
export const trustReasons: readonly ReasonRow[] = [
  {
    key: 'signature-invalid',
    category: 'invalid_signature',
    reason: /token has an invalid signature/i,
    template: 'The token has an invalid signature.',
    rule: 'invalid-signature',
    source: freeBusy,
    status: 'verified',
  },
  {
    key: 'certificate-missing',
    category: 'invalid_certificate',
    reason: /certificate referenced by token with key/i,
    template: 'The certificate referenced by token with key … could not be located on server ….',
    rule: 'invalid-signature',
    kind: 'certificate',
    source: oldListing,
    status: 'verified-old',
  },
  {
    key: 'signing-certificate-missing',
    category: 'invalid_certificate',
    reason: /OAuthTokenRequestFailedException: Missing signing certificate/i,
    template: 'OAuthTokenRequestFailedException: Missing signing certificate',
    rule: 'invalid-signature',
    kind: 'no-certificate',
    source: freeBusy,
    status: 'verified',
  },
  {
    key: 'issuer-unknown',
    category: 'invalid_issuer',
    also: ['invalid_token'], // of old builds
    reason: /issuer of the token is unknown/i,
    template: "The issuer of the token is unknown. Issuer was '…'.",
    rule: 'invalid-issuer',
    source: question,
    status: 'verified-2',
  },
  {
    key: 'issuer-not-configured',
    category: 'invalid_issuer',
    reason: /no locally configured issuer was in the trusted_issuer list/i,
    template: 'no locally configured issuer was in the trusted_issuer list',
    rule: 'invalid-issuer',
    kind: 'not-configured',
    source: sources.issues,
    status: 'verified-2',
  },
  tenant(
    'tenant-guid',
    /tenant for tenant guid '/i,
    "The tenant for tenant guid '…' does not exist.",
    skype,
    'verified',
  ),
  tenant('tenant-context', /tenant for context-id '/i, "The tenant for context-id '…' does not exist."),
  tenant('tenant-realm', /tenant for realm '/i, "The tenant for realm '…' does not exist."),
  { ...tenant('tenant-missing', /tid claim is missing/i, 'The tid claim is missing.'), kind: 'claim-missing' },
  {
    ...tenant(
      'tenant-consumer',
      /tid claim should not be set for consumer/i,
      'The tid claim should not be set for Consumer mailbox tokens.',
    ),
    kind: 'consumer',
  },
  {
    key: 'application-unknown',
    category: 'invalid_client',
    reason: /application identifier '[^']{0,100}' is unknown/i,
    template: "The Application Identifier '…' is unknown.",
    rule: 'unknown-application',
    source: oldListing,
    status: 'verified-old',
  },
  {
    key: 'application-differs',
    category: 'invalid_client',
    reason: /application identifier in the nameid claim value is invalid/i,
    template: "The application identifier in the nameid claim value is invalid. Expected '…'. Actual '…'.",
    rule: 'unknown-application',
    kind: 'differs',
    source: oldListing,
    status: 'verified-old',
  },
  {
    key: 'flighting',
    category: 'oauth_not_available',
    reason: /flighting is not enabled for domain/i,
    template: "Flighting is not enabled for domain '…'.",
    rule: 'flighting-disabled',
    source: blog,
    status: 'verified',
  },
];

function tenant(
  key: string,
  reason: RegExp,
  template: string,
  source: string = oldListing,
  status: ReasonRow['status'] = 'verified-old',
): ReasonRow {
  return { key, category: 'invalid_tenant', reason, template, rule: 'invalid-tenant', source, status };
}

/** The issuer that Exchange quotes. */
export const issuerInReason = /Issuer was '([^']{1,300})'/i;

/** The tenant that Exchange quotes: a GUID, or a domain. */
export const tenantInReason = /tenant for (?:tenant guid|context-id|realm) '([^']{1,253})'/i;

/** The application that Exchange quotes. */
export const applicationInReason = /Application Identifier '([^']{1,100})'|Actual '([^']{1,100})'/i;

/** An address when the user was judged, a host name when the request named no user. */
export const flightingSubject = /Flighting is not enabled for domain '?([^'\s]{1,320}?)'?\.?$/i;
