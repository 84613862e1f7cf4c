import { type AadstsRow, row } from './row.js';

const support = 'Microsoft Support, "Outlook does not connect with modern authentication"';
const disabledSupport = 'Microsoft Support, "The Exchange Online application service principal is disabled"';
const blog = 'Exchange Team Blog, "Announcing Hybrid Modern Authentication for Exchange On-Premises"';
const scopes = 'Microsoft identity platform, scopes and permissions';
const issues = 'public issue threads';
const practice = 'general knowledge';

/** What was asked for, and by which application. */
export const applicationErrors: readonly AadstsRow[] = [
  row(50001, 'spn-missing', 'InvalidResource', { source: blog }),
  row(500011, 'spn-missing', 'InvalidResourceServicePrincipalNotFound', { source: support }),

  row(65001, 'consent-missing', 'DelegationDoesNotExist', { kind: 'consent' }),
  row(70000, 'consent-missing', 'InvalidGrant', {
    kind: 'consent',
    text: /\bscopes requested are unauthorized\b/i,
    source: issues,
    status: 'verified-2',
  }),
  row(90094, 'consent-missing', 'AdminConsentRequired', { kind: 'admin' }),
  row(90095, 'consent-missing', 'AdminConsentRequiredRequestAccess', { kind: 'admin' }),
  row(65002, 'consent-missing', 'first-party application without preauthorization', { kind: 'first-party' }),
  row(65004, 'consent-missing', 'UserDeclinedConsent', { kind: 'declined' }),
  row(700016, 'consent-missing', 'UnauthorizedClient_DoesNotMatchRequest', { kind: 'unknown-application' }),
  row(700011, 'consent-missing', 'UnauthorizedClientAppNotFoundInOrgIdTenant', { kind: 'unknown-application' }),
  row(70001, 'consent-missing', 'UnauthorizedClient', {
    kind: 'unknown-application',
    text: /\bnot found in the (?:directory|tenant)\b/i,
    source: issues,
    status: 'verified-2',
  }),
  row(650052, 'consent-missing', 'service not subscribed to or enabled', { kind: 'registration' }),
  row(650056, 'consent-missing', 'misconfigured application', { kind: 'registration' }),
  row(650057, 'consent-missing', 'resource not listed in the registration of the application', {
    kind: 'registration',
  }),

  row(7000112, 'application-disabled', 'UnauthorizedClientApplicationDisabled', { source: disabledSupport }),
  row(500014, 'application-disabled', 'resource disabled', {
    kind: 'resource',
    source: practice,
    status: 'unverified',
  }),
  row(70001, 'application-disabled', 'UnauthorizedClient', { text: /\bdisabled\b/i }),
  row(7000114, 'sign-in-error', 'calls on behalf of users not allowed for the application'),

  row(50011, 'reply-url-mismatch', 'InvalidReplyTo'),
  row(50194, 'wrong-tenant-or-cloud', 'application not multitenant', { kind: 'endpoint' }),
  row(90124, 'wrong-tenant-or-cloud', 'V1ResourceV2GlobalEndpointNotSupported', { kind: 'endpoint' }),
  row(90130, 'wrong-tenant-or-cloud', 'NonConvergedAppV2GlobalEndpointNotSupported', { kind: 'endpoint' }),

  row(901002, 'invalid-scope', 'resource parameter not supported', { kind: 'resource' }),
  row(70011, 'invalid-scope', 'InvalidScope', { kind: 'scope', source: scopes }),
  row(28002, 'invalid-scope', 'scope not valid', { kind: 'scope' }),
  row(28003, 'invalid-scope', 'scope empty', { kind: 'scope' }),
  row(700022, 'invalid-scope', 'InvalidMultipleResourcesScope', { kind: 'scope' }),
  row(700023, 'invalid-scope', 'InvalidResourcelessScope', { kind: 'scope' }),
  row(9002313, 'invalid-scope', 'InvalidRequest', { kind: 'malformed' }),
  row(90014, 'invalid-scope', 'MissingRequiredField', { kind: 'malformed' }),
  row(900144, 'invalid-scope', 'request body lacks a parameter', { kind: 'malformed' }),
  row(90015, 'invalid-scope', 'QueryStringTooLong', { kind: 'malformed' }),
  row(900561, 'invalid-scope', 'BadResourceRequestInvalidRequest', { kind: 'malformed' }),

  row(50012, 'client-credential-invalid', 'AuthenticationFailed', {
    kind: 'certificate',
    source: 'Microsoft Support, "Resolve free/busy errors"',
  }),
  row(700027, 'client-credential-invalid', 'client assertion with an invalid signature', { kind: 'certificate' }),
  row(7000215, 'client-credential-invalid', 'invalid client secret', { kind: 'secret' }),
  row(7000222, 'client-credential-invalid', 'InvalidClientSecretExpiredKeysProvided', { kind: 'expired-secret' }),
  row(7000218, 'client-credential-invalid', 'request body lacks client_assertion or client_secret', { kind: 'public' }),
  // The outer code of many: alone it says nothing.
  row(70002, 'sign-in-error', 'InvalidClient'),
];
