import { type ReasonRow, sources } from './row.js';

const { freeBusyChecker, issues, oldListing } = sources;

/** What Exchange says of a token's form and claims: all `invalid_token`. */
export const shapeReasons: readonly ReasonRow[] = [
  shape(
    'profile',
    'wrong-profile',
    /token profile '?[A-Za-z0-9]{0,60}'? ?is not applicable for the current protocol/i,
    {
      template: "This token profile 'S2SAppActAs' is not applicable for the current protocol.",
      source: freeBusyChecker,
      status: 'verified',
    },
  ),
  shape('user-claims-missing', 'no-user', /no applicable user context claims found/i, {
    template: 'No applicable user context claims found.',
    source: issues,
    status: 'verified-2',
  }),
  shape('claim-value', 'claim-value', /token has invalid value '[^']{0,300}' for the claim type/i, {
    template: "The token has invalid value '…' for the claim type '…'.",
    source: issues,
    status: 'verified-2',
  }),
  shape('outer-signed', 'server-form', /user context must be unsigned/i, {
    template: 'The user context must be unsigned.',
  }),
  shape('inner-unsigned', 'server-form', /inner actor token must be signed/i, {
    template: 'The inner actor token must be signed.',
  }),
  shape('issuer-missing', 'claim-missing', /token is missing the issuer/i, {
    template: 'The token is missing the issuer.',
  }),
  shape('claim-missing', 'claim-missing', /token is missing the claim type/i, {
    template: "The token is missing the claim type '…'.",
  }),
  shape('outer-issuer', 'server-form', /outer token issuer claim value is invalid/i, {
    template: "The outer token issuer claim value is invalid '…'",
  }),
  shape('issuer-form', 'claim-value', /issuer claim value is invalid/i, {
    template: "The issuer claim value is invalid '…'.",
  }),
  shape('nameid-form', 'claim-value', /nameid claim value is invalid '/i, {
    template: "The nameid claim value is invalid '…'.",
  }),
  shape('realms-differ', 'realms', /realm that is different than the issuer's realm/i, {
    template: "The audience contains a realm that is different than the issuer's realm.",
  }),
  shape('outer-realm', 'realms', /outer token issuer realm '/i, {
    template: "The outer token issuer realm '…' is invalid.",
  }),
  shape('nameid-realm', 'realms', /realm in the nameid claim value is invalid/i, {
    template: "The realm in the nameid claim value is invalid. Expected '…'. Actual '…'.",
  }),
  shape('contexts-differ', 'server-form', /user-context issuer '[^']{0,300}' does not match the application-context/i, {
    template: "The user-context issuer '…' does not match the application-context nameid '…'",
  }),
  shape('add-in', 'add-in', /appctx claim type in the token is invalid|callback token/i, {
    template: "The appctx claim type in the token is invalid '…'.",
  }),
  shape('sid', 'sid', /invalid SID value '/i, { template: "Invalid SID value '…' in primary SID claim type" }),
  shape('damaged', 'damaged', /unable to read or process token/i, {
    template: "Unable to read or process token, additional details: '…'.",
  }),
  shape('address-missing', 'claim-missing', /does not have smtp or puid claim/i, {
    template: "Token for app '…' does not have smtp or puid claim.",
  }),
];

function shape(
  key: string,
  kind: string,
  reason: RegExp,
  rest: Pick<ReasonRow, 'template'> & Partial<ReasonRow>,
): ReasonRow {
  const row = { key, kind, reason, category: 'invalid_token', rule: 'invalid-token' } as const;
  return { ...row, source: oldListing, status: 'verified-old', ...rest };
}

/** The claim that Exchange names. */
export const claimInReason = /claim type '([^']{1,100})'|\b(issuer|nameid) claim value is invalid/i;
