import { type ReasonRow, type ServerMessageRow, sources } from './row.js';

const { freeBusy, issues, oldListing } = sources;

/** What Exchange says of itself: `internal_error`, with status 500. */
export const serverReasons: readonly ReasonRow[] = [
  internal(
    'directory-failed',
    'directory',
    /Active Directory operation failed/i,
    'The Active Directory operation failed.',
  ),
  internal('unexpected', 'other', /an unexpected error occurred/i, 'An unexpected error occurred.'),
  internal('configuration', 'configuration', /OAuth configuration not loaded/i, 'OAuth configuration not loaded.'),
];

function internal(key: string, kind: string, reason: RegExp, template: string): ReasonRow {
  const row = { key, kind, reason, template, category: 'internal_error', rule: 'exchange-internal-error' } as const;
  return { ...row, source: oldListing, status: 'verified-old' };
}

/** Entra ID does not know the key with which a server signed its own request for a token. */
export const assertionSignature = /client assertion contains an invalid signature/i;

/** What stands in the output of PowerShell and in SOAP faults about calls between servers. */
export const serverMessages: readonly ServerMessageRow[] = [
  {
    key: 'signing-certificate-missing',
    message: /missing signing certificate/i,
    template: 'Missing signing certificate',
    rule: 'invalid-signature',
    source: freeBusy,
    status: 'verified',
  },
  {
    key: 'assertion-signature',
    message: assertionSignature,
    template: 'AADSTS50012: Client assertion contains an invalid signature.',
    rule: 'invalid-signature',
    source: freeBusy,
    status: 'verified',
  },
  {
    key: 'linked-account',
    message: /application is missing a linked account for RBAC roles/i,
    template: 'The application is missing a linked account for RBAC roles',
    rule: 'missing-permission',
    source: freeBusy,
    status: 'verified',
  },
  {
    key: 'issuer-not-configured',
    message: /no locally configured issuer was in the trusted_issuer list/i,
    template: 'no locally configured issuer was in the trusted_issuer list',
    rule: 'invalid-issuer',
    source: issues,
    status: 'verified-2',
  },
  {
    key: 'unauthorized-without-diagnostics',
    message: /HTTP status 401: Unauthorized/i,
    template: 'The request failed with HTTP status 401: Unauthorized.',
    source: freeBusy,
    status: 'verified',
  },
  {
    key: 'object-moved',
    message: /object moved/i,
    template: 'The request failed with HTTP status 302: Found. Object moved',
    source: freeBusy,
    status: 'verified',
  },
];
