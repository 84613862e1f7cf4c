import { type AadstsRow, row } from './row.js';

/** What a policy asks of the user or of the device, and what it forbids. */
export const policyErrors: readonly AadstsRow[] = [
  row(50072, 'interaction-required', 'UserStrongAuthEnrollmentRequiredInterrupt', { kind: 'enrolment' }),
  row(50074, 'interaction-required', 'UserStrongAuthClientAuthNRequiredInterrupt', { kind: 'mfa' }),
  row(50076, 'interaction-required', 'UserStrongAuthClientAuthNRequired', { kind: 'mfa' }),
  row(50078, 'interaction-required', 'UserStrongAuthExpired', { kind: 'mfa' }),
  row(50079, 'interaction-required', 'UserStrongAuthEnrollmentRequired', { kind: 'enrolment' }),
  row(50158, 'interaction-required', 'ExternalSecurityChallenge', { kind: 'mfa' }),
  row(16000, 'interaction-required', 'InteractionRequired', { kind: 'account' }),
  row(50197, 'interaction-required', 'ConflictingIdentities', { kind: 'account' }),
  row(50180, 'interaction-required', 'WindowsIntegratedAuthMissing', { kind: 'again' }),
  row(51006, 'interaction-required', 'ForceReauthDueToInsufficientAuth', { kind: 'again' }),
  row(500121, 'mfa-refused', 'failed during strong authentication', {
    source: 'general knowledge',
    status: 'unverified',
  }),

  row(50131, 'conditional-access-blocked', 'ConditionalAccessFailed', { kind: 'policy' }),
  row(53003, 'conditional-access-blocked', 'BlockedByConditionalAccess', { kind: 'policy' }),
  row(53000, 'conditional-access-blocked', 'DeviceNotCompliant', { kind: 'device' }),
  row(53001, 'conditional-access-blocked', 'DeviceNotDomainJoined', { kind: 'device' }),
  row(135011, 'conditional-access-blocked', 'device disabled', { kind: 'device-disabled' }),
  row(50005, 'conditional-access-blocked', 'DevicePolicyError', { kind: 'application' }),
  row(50127, 'conditional-access-blocked', 'BrokerAppNotInstalled', { kind: 'application' }),
  row(53002, 'conditional-access-blocked', 'ApplicationUsedIsNotAnApprovedApp', { kind: 'application' }),
  row(53004, 'conditional-access-blocked', 'ProofUpBlockedDueToRisk', { kind: 'risk' }),
  row(53010, 'conditional-access-blocked', 'ProofUpBlockedDueToSecurityInfoAcr', { kind: 'risk' }),
  row(53011, 'conditional-access-blocked', 'user blocked due to risk in the home tenant', { kind: 'risk' }),
  row(50135, 'conditional-access-blocked', 'PasswordChangeCompromisedPassword', { kind: 'risk' }),
  row(530032, 'conditional-access-blocked', 'BlockedByConditionalAccessOnSecurityPolicy', { kind: 'defaults' }),
  row(530035, 'conditional-access-blocked', 'BlockedBySecurityDefaults', { kind: 'defaults' }),
  // Devices prove themselves by certificates in TLS, which no interception can pass on.
  row(50097, 'conditional-access-blocked', 'DeviceAuthenticationRequired', { kind: 'device-proof' }),
  row(50129, 'conditional-access-blocked', 'DeviceIsNotWorkplaceJoined', { kind: 'device-proof' }),
  row(50155, 'conditional-access-blocked', 'DeviceAuthenticationFailed', { kind: 'device-proof' }),
  row(50187, 'conditional-access-blocked', 'DeviceInformationNotProvided', { kind: 'device-proof' }),
  row(50192, 'conditional-access-blocked', 'RawCredentialExpectedNotFound', { kind: 'device-proof' }),

  row(500021, 'tenant-restricted', 'tenant restrictions: tenant not allowed', { kind: 'network' }),
  row(500022, 'tenant-restricted', 'tenant restrictions: tenant not allowed', { kind: 'network' }),
  row(5000211, 'tenant-restricted', 'tenant restrictions: tenant not allowed', {
    kind: 'network',
    status: 'unverified',
  }),
  row(50002, 'tenant-restricted', 'NotAllowedTenant', { kind: 'network' }),
  row(500212, 'tenant-restricted', 'NotAllowedByOutboundPolicyTenant', { kind: 'cross-tenant' }),
  row(500213, 'tenant-restricted', 'NotAllowedByInboundPolicyTenant', { kind: 'cross-tenant' }),
];
