import { type AadstsRow, row } from './row.js';

const blog = 'Exchange Team Blog, "Announcing Hybrid Modern Authentication for Exchange On-Premises"';
const revocation = /\brevoked\b|TokensValidFrom/i;

/** The tenant, the user, the password and what was saved of an earlier sign-in. */
export const accountErrors: readonly AadstsRow[] = [
  row(90002, 'wrong-tenant-or-cloud', 'InvalidTenantName', { kind: 'tenant' }),
  row(90038, 'wrong-tenant-or-cloud', 'NationalCloudTenantRedirection', { kind: 'cloud' }),
  row(90043, 'wrong-tenant-or-cloud', 'NationalCloudAuthCodeRedirection', { kind: 'cloud' }),
  row(900382, 'wrong-tenant-or-cloud', 'confidential client not supported across clouds', { kind: 'cloud' }),
  row(900432, 'wrong-tenant-or-cloud', 'confidential client not supported across clouds', { kind: 'cloud' }),
  row(50059, 'wrong-tenant-or-cloud', 'MissingTenantRealmAndNoUserInformationProvided', { kind: 'no-tenant' }),
  row(50128, 'wrong-tenant-or-cloud', 'invalid domain name', { kind: 'no-tenant' }),
  row(90019, 'wrong-tenant-or-cloud', 'MissingTenantRealm', { kind: 'no-tenant' }),

  row(50034, 'user-not-in-tenant', 'UserAccountNotFound', { kind: 'missing' }),
  row(51004, 'user-not-in-tenant', 'UserAccountNotInDirectory', { kind: 'missing' }),
  row(50020, 'user-not-in-tenant', 'UserUnauthorized', { kind: 'foreign' }),
  row(16003, 'user-not-in-tenant', 'SsoUserAccountNotFoundInResourceTenant', { kind: 'foreign' }),
  row(500208, 'user-not-in-tenant', 'domain not valid for the account type', { kind: 'foreign' }),
  row(90072, 'user-not-in-tenant', 'PassThroughUserMfaError', { kind: 'immutable-id' }),

  row(50126, 'password-wrong', 'InvalidUserNameOrPassword', { kind: 'wrong' }),
  row(50056, 'password-wrong', 'invalid or null password', { kind: 'none' }),
  row(50055, 'password-expired', 'InvalidPasswordExpiredPassword', { kind: 'cloud' }),
  row(50144, 'password-expired', 'InvalidPasswordExpiredOnPremPassword', { kind: 'on-premises' }),
  row(50053, 'account-locked', 'IdsLocked'),
  row(50057, 'account-disabled', 'UserDisabled'),
  row(50105, 'user-not-assigned', 'EntitlementGrantsNotFound'),

  row(50173, 'revoked-grant', 'FreshTokenNeeded', { source: blog }),
  row(50133, 'revoked-grant', 'SsoArtifactRevoked'),
  row(50132, 'revoked-grant', 'SsoArtifactInvalidOrExpired'),
  row(70000, 'revoked-grant', 'InvalidGrant', { text: revocation }),
  row(70000, 'sign-in-error', 'InvalidGrant'),
  row(70008, 'revoked-grant', 'ExpiredOrRevokedGrant', { text: revocation }),
  row(70008, 'expired-grant', 'ExpiredOrRevokedGrant', { kind: 'expired' }),
  row(700082, 'expired-grant', 'ExpiredOrRevokedGrantInactiveToken', { kind: 'inactive' }),
  row(700084, 'expired-grant', 'refresh token of a single-page application expired', { kind: 'expired' }),
  row(70043, 'expired-grant', 'BadTokenDueToSignInFrequency', { kind: 'frequency' }),
];
