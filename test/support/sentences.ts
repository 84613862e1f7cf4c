/** What Exchange and Entra ID say, word for word, with Contoso's names in it. */

type Said = readonly [code: number, reason: string, category: string];

export const flightingUser: Said = [
  4000000,
  "Flighting is not enabled for domain 'gregt@contoso.com'.",
  'oauth_not_available',
];
export const flightingHost: Said = [
  4000000,
  "Flighting is not enabled for domain 'mail.contoso.com'.",
  'oauth_not_available',
];
export const hostNameInvalid: Said = [
  2000003,
  "The hostname component of the audience claim value 'https://autodiscover.contoso.com' is invalid",
  'invalid_resource',
];
export const namesDiffer: Said = [
  2000003,
  "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid. Expected 'https://mail.contoso.com'. Actual 'https://ex01.contoso.com'.",
  'invalid_resource',
];
export const schemesDiffer: Said = [
  2000003,
  "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.",
  'invalid_resource',
];
export const audienceInvalid: Said = [2000003, "The audience claim value is invalid 'aud'.", 'invalid_resource'];
export const noSuchUser: Said = [
  2000005,
  'The user specified by the user-context in the token does not exist.',
  'invalid_user',
];
export const ambiguousUser: Said = [
  2000005,
  'The user specified by the user-context in the token is ambiguous.',
  'invalid_user',
];
export const badSignature: Said = [2000000, 'The token has an invalid signature.', 'invalid_signature'];
export const tokenExpired: Said = [2000002, 'The token has expired.', 'token_expired'];
export const issuerUnknown: Said = [
  2000009,
  "The issuer of the token is unknown. Issuer was '00000001-0000-0000-c000-000000000000@8da56bec-0000-4000-8000-52ee2c40ea22'.",
  'invalid_issuer',
];

export const userIssuerUnknown: Said = [
  2000009,
  "The issuer of the token is unknown. Issuer was 'https://sts.windows.net/8da56bec-0000-4000-8000-52ee2c40ea22/'.",
  'invalid_issuer',
];
export const tenantUnknown: Said = [
  2000004,
  "The tenant for tenant guid 'contoso.com' does not exist.",
  'invalid_tenant',
];
export const noUserContext: Said = [2000001, 'No applicable user context claims found.', 'invalid_token'];
export const wrongProfile: Said = [
  2000001,
  "The token profile 'S2SAppActAs' is not applicable for the current protocol.",
  'invalid_token',
];
export const noPermissions: Said = [
  2000008,
  'The token contains no permissions, or permissions can not be understood.',
  'invalid_grant',
];
export const notEnoughScope: Said = [
  2000008,
  'The token contains not enough scope to make this call.',
  'invalid_grant',
];
export const applicationUnknown: Said = [
  2000006,
  "The Application Identifier 'facd6cff-a294-4415-b59f-c5b01937d7bd' is unknown.",
  'invalid_client',
];
export const directoryFailed: Said = [2000007, 'The Active Directory operation failed.', 'internal_error'];

export const principalMissing = (resource: string, tenantName = 'Contoso') =>
  `The resource principal named ${resource} was not found in the tenant named ${tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`;
export const grantRevoked =
  "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '2026-11-01T08:00:00.0000000Z' and the TokensValidFrom date (before which tokens are not valid) for this user is '2026-11-02T08:00:00.0000000Z'.";
export const mfaNeeded =
  "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'https://mail.contoso.com/'.";
export const blockedByPolicy =
  'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.';
