import { type AadstsRow, row } from './row.js';

const support = 'Microsoft Support, "Outlook does not connect with modern authentication"';
const disabledSupport = 'Microsoft Support, "The Exchange Online application service principal is disabled"';
const blog = 'Exchange Team Blog, "Announcing Hybrid Modern Authentication for Exchange On-Premises"';
const scopes = 'Microsoft identity platform, scopes and permissions';
const issues = 'public issue threads';

/** What was asked for, and by which application. */
export const applicationErrors: readonly AadstsRow[] = [
  row(50001, 'spn-missing', 'InvalidResource', { source: blog }),
  row(500011, 'spn-missing', 'InvalidResourceServicePrincipalNotFound', { source: support }),

  row(65001, 'consent-missing', 'DelegationDoesNotExist', { kind: 'consent' }),
  row(90094, 'consent-missing', 'AdminConsentRequired', { kind: 'admin' }),
  row(90095, 'consent-missing', 'AdminConsentRequiredRequestAccess', { kind: 'admin' }),
  row(65002, 'consent-missing', 'FirstPartyPreauthorizationMissing', { kind: 'first-party' }),
  row(65004, 'consent-missing', 'UserDeclinedConsent', { kind: 'declined' }),
  row(700016, 'consent-missing', 'UnauthorizedClient_DoesNotMatchRequest', { kind: 'unknown-application' }),
  row(700011, 'consent-missing', 'UnauthorizedClientAppNotFoundInOrgIdTenant', { kind: 'unknown-application' }),
  row(70001, 'consent-missing', 'UnauthorizedClient', {
    kind: 'unknown-application',
    text: /\bnot found in the (?:directory|tenant)\b/i,
    source: issues,
    status: 'verified-2',
  }),
  row(650052, 'consent-missing', 'InvalidResourceServicePrincipalMissing', { kind: 'registration' }),
  row(650056, 'consent-missing', 'MisconfiguredApplication', { kind: 'registration' }),
  row(650057, 'consent-missing', 'InvalidResourceNotListedByApplication', { kind: 'registration' }),

  row(7000112, 'application-disabled', 'UnauthorizedClientApplicationDisabled', { source: disabledSupport }),
  row(500014, 'application-disabled', 'InvalidResourceServicePrincipalDisabled', { kind: 'resource' }),
  row(70001, 'application-disabled', 'UnauthorizedClient', { text: /\bdisabled\b/i }),
  row(7000114, 'sign-in-error', 'OnBehalfOfNotAllowedForApplication'),

  row(50011, 'reply-url-mismatch', 'InvalidReplyTo'),
  row(50194, 'wrong-tenant-or-cloud', 'ApplicationNotMultiTenant', { kind: 'endpoint' }),
  row(90124, 'wrong-tenant-or-cloud', 'V1ResourceV2GlobalEndpointNotSupported', { kind: 'endpoint' }),
  row(90130, 'wrong-tenant-or-cloud', 'NonConvergedAppV2GlobalEndpointNotSupported', { kind: 'endpoint' }),

  row(901002, 'invalid-scope', 'ResourceParameterNotSupported', { kind: 'resource' }),
  row(70011, 'invalid-scope', 'InvalidScope', { kind: 'scope', source: scopes }),
  row(28002, 'invalid-scope', 'ScopeNotValid', { kind: 'scope' }),
  row(28003, 'invalid-scope', 'ScopeEmpty', { kind: 'scope' }),
  row(700022, 'invalid-scope', 'InvalidMultipleResourcesScope', { kind: 'scope' }),
  row(700023, 'invalid-scope', 'InvalidResourcelessScope', { kind: 'scope' }),
  row(9002313, 'invalid-scope', 'InvalidRequest', { kind: 'malformed' }),
  row(90014, 'invalid-scope', 'MissingRequiredField', { kind: 'malformed' }),
  row(900144, 'invalid-scope', 'RequestBodyLacksParameter', { kind: 'malformed' }),
  row(90015, 'invalid-scope', 'QueryStringTooLong', { kind: 'malformed' }),
  row(900561, 'invalid-scope', 'BadResourceRequestInvalidRequest', { kind: 'malformed' }),

  row(50012, 'client-credential-invalid', 'AuthenticationFailed', {
    kind: 'certificate',
    source: 'Microsoft Support, "Resolve free/busy errors"',
  }),
  row(700027, 'client-credential-invalid', 'ClientAssertionInvalidSignature', { kind: 'certificate' }),
  row(7000215, 'client-credential-invalid', 'InvalidClientSecretProvided', { kind: 'secret' }),
  row(7000222, 'client-credential-invalid', 'InvalidClientSecretExpired', { kind: 'expired-secret' }),
  row(7000218, 'client-credential-invalid', 'RequestBodyLacksClientSecret', { kind: 'public' }),
  // The outer code of many: alone it says nothing.
  row(70002, 'sign-in-error', 'InvalidClient'),
];
