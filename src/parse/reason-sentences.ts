import type { DiagnosticsDialect } from '../types.js';

/** A sentence of Exchange's, by which its diagnostics are known where number and category were lost. */
export interface ReasonSentence {
  /** A stable beginning, compared in any case. */
  readonly begins: string;
  /** The one category it comes with; missing where builds differ. */
  readonly error_category?: string;
  /** Nobody else says this: it counts without a printed category. */
  readonly alone: boolean;
  /** Must stand in the same text, where the beginning alone could be another product's. */
  readonly near?: string;
  /** Where it is not the header's own dialect. */
  readonly dialect?: DiagnosticsDialect;
}

/** What Exchange writes as a reason, by its stable beginning. Sentences that any token library may print count only beside an `error_category`. */
export const sentences: readonly ReasonSentence[] = [
  { begins: 'Flighting is not enabled for domain', error_category: 'oauth_not_available', alone: true },
  { begins: 'The hostname component of the audience claim value', error_category: 'invalid_resource', alone: true },
  { begins: "The audience claim value is invalid '", error_category: 'invalid_resource', alone: true },
  {
    begins: 'The audience claim value is invalid for current resource',
    error_category: 'invalid_resource',
    alone: true,
    near: "resource type is 'Exchange'",
    dialect: 'exchange-json',
  },
  { begins: "The audience of the token '", error_category: 'invalid_resource', alone: false },
  { begins: 'The user specified by the user-context in the token', error_category: 'invalid_user', alone: true },
  { begins: "The MasterAccountSid doesn't match the SID claim", error_category: 'invalid_user', alone: true },
  { begins: "The tenant for tenant guid '", error_category: 'invalid_tenant', alone: true },
  { begins: "The tenant for context-id '", error_category: 'invalid_tenant', alone: true },
  { begins: "The tenant for realm '", error_category: 'invalid_tenant', alone: true },
  { begins: 'The issuer of the token is unknown. Issuer was', error_category: 'invalid_issuer', alone: true },
  {
    begins: 'no locally configured issuer was in the trusted_issuer list',
    error_category: 'invalid_issuer',
    alone: true,
  },
  {
    begins: 'OAuthTokenRequestFailedException: Missing signing certificate',
    error_category: 'invalid_certificate',
    alone: true,
  },
  { begins: 'No applicable user context claims found', error_category: 'invalid_token', alone: true },
  { begins: 'This token profile', error_category: 'invalid_token', alone: false },
  { begins: 'The token profile', error_category: 'invalid_token', alone: false },
  { begins: 'The token has invalid value', error_category: 'invalid_token', alone: false },
  {
    begins: 'The token contains no permissions, or permissions can not be understood',
    error_category: 'invalid_grant',
    alone: true,
  },
  {
    begins: 'The token contains no scope information, or scope can not be understood',
    error_category: 'invalid_grant',
    alone: true,
  },
  { begins: 'The token contains not enough scope to make this call', error_category: 'invalid_grant', alone: true },
  { begins: 'The token should have valid permissions or linked account', error_category: 'invalid_grant', alone: true },
  { begins: 'Access to this API requires the following permissions', error_category: 'invalid_grant', alone: true },
  {
    begins: 'The application is missing a linked account for RBAC roles',
    error_category: 'invalid_grant',
    alone: true,
  },
  {
    begins: 'The call should access the mailbox specified in the oauth token',
    error_category: 'invalid_grant',
    alone: true,
  },
  { begins: 'The token has an invalid signature', error_category: 'invalid_signature', alone: false },
  { begins: 'The token has expired', error_category: 'token_expired', alone: false },
  { begins: "The Application Identifier '", error_category: 'invalid_client', alone: false },
];
