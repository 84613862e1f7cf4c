import { type ReasonRow, sources } from './row.js';

const { issues, oldListing } = sources;

/** What Exchange says of permissions: `invalid_grant`, not to be mixed up with Entra ID's word. */
export const permissionReasons: readonly ReasonRow[] = [
  permission('permission-none', 'none', /contains no permissions, or permissions can not be understood/i, {
    template: 'The token contains no permissions, or permissions can not be understood.',
    source: issues,
    status: 'verified-2',
  }),
  permission('scope-none', 'none', /contains no scope information, or scope can not be understood/i, {
    template: 'The token contains no scope information, or scope can not be understood.',
  }),
  permission('scope-too-small', 'scope', /contains not enough scope/i, {
    template: 'The token contains not enough scope to make this call.',
    source: issues,
    status: 'verified-2',
  }),
  permission('linked-account', 'linked-account', /should have valid (?:permissions|scope claim) or linked account/i, {
    also: ['invalid_token'], // of old builds
    template: "The token should have valid permissions or linked account associated with partner application '…'.",
    source: issues,
    status: 'verified-2',
  }),
  permission('linked-account-roles', 'linked-account', /application is missing a linked account for RBAC roles/i, {
    template:
      'The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled.',
    source: sources.freeBusy,
    status: 'verified',
  }),
  permission('permission-required', 'required', /access to this API requires the following permissions/i, {
    template:
      "Access to this API requires the following permissions: '…'. However, the application only has the following permissions granted: '…'.",
    source: issues,
    status: 'verified-2',
  }),
  permission('operation-closed', 'operation', /trying to access is not supported with OAuth token/i, {
    template: 'The call you are trying to access is not supported with OAuth token.',
  }),
  permission('method-closed', 'operation', /web method in the request is not allowed with this token/i, {
    template: 'The web method in the request is not allowed with this token.',
  }),
  permission('mailbox-other', 'mailbox', /should access the mailbox specified in the oauth token/i, {
    template: 'The call should access the mailbox specified in the oauth token.',
  }),
  permission('puid-missing', 'other', /PUID value was not found for/i, {
    template: 'The PUID value was not found for … identity.',
  }),
  permission('address-not-found', 'other', /email address was not found for/i, {
    template: 'The email address was not found for … identity, PUID=….',
  }),
];

function permission(
  key: string,
  kind: string,
  reason: RegExp,
  rest: Pick<ReasonRow, 'template'> & Partial<ReasonRow>,
): ReasonRow {
  const row = { key, kind, reason, category: 'invalid_grant', rule: 'missing-permission' } as const;
  return { ...row, source: oldListing, status: 'verified-old', ...rest };
}

/** Both sets that Exchange prints: what it wants, and what the token has. */
export const requiredAndGranted =
  /requires the following permissions: '([^']{0,600})'.{0,120}permissions granted: '([^']{0,600})'/i;

/** The application whose linked account is missing. */
export const partnerInReason = /associated with partner application '([^']{1,100})'/i;
