import { type AadstsRow, row } from './row.js';

const practice = 'general knowledge';

/** Federation, pass-through authentication and desktop single sign-on. */
export const hybridErrors: readonly AadstsRow[] = [
  row(50008, 'federation-trust-broken', 'InvalidSamlToken', { kind: 'signature' }),
  row(5000811, 'federation-trust-broken', 'signing key not registered', {
    kind: 'signature',
    source: practice,
    status: 'unverified',
  }),
  row(50107, 'federation-trust-broken', 'InvalidRealmUri', { kind: 'realm' }),
  row(20001, 'federation-trust-broken', 'WsFedSignInResponseError', { kind: 'response' }),
  row(20012, 'federation-trust-broken', 'WsFedMessageInvalid', { kind: 'response' }),

  row(80001, 'passthrough-agent-failed', 'OnPremiseStoreIsNotAvailable', { kind: 'directory' }),
  row(80002, 'passthrough-agent-failed', 'OnPremisePasswordValidatorRequestTimedout', { kind: 'directory' }),
  row(80005, 'passthrough-agent-failed', 'OnPremisePasswordValidatorUnpredictableWebException', { kind: 'agent' }),
  row(80007, 'passthrough-agent-failed', 'OnPremisePasswordValidatorErrorOccurredOnPrem', { kind: 'password' }),
  row(80010, 'passthrough-agent-failed', 'OnPremisePasswordValidationEncryptionException', { kind: 'agent' }),
  row(80012, 'passthrough-agent-failed', 'OnPremisePasswordValidationAccountLogonInvalidHours', { kind: 'hours' }),
  row(80013, 'passthrough-agent-failed', 'OnPremisePasswordValidationTimeSkew', { kind: 'clock' }),
  row(80014, 'passthrough-agent-failed', 'OnPremisePasswordValidationAuthenticationAgentTimeout', {
    kind: 'directory',
  }),

  row(81004, 'sign-in-error', 'DesktopSsoIdentityInTicketIsNotAuthenticated', { quiet: true }),
  row(81005, 'sign-in-error', 'DesktopSsoAuthenticationPackageNotSupported', { quiet: true }),
  row(81006, 'sign-in-error', 'DesktopSsoNoAuthorizationHeader', { quiet: true }),
  row(81007, 'sign-in-error', 'DesktopSsoTenantIsNotOptIn', { quiet: true }),
  row(81009, 'sign-in-error', 'DesktopSsoAuthorizationHeaderValueWithBadFormat', { quiet: true }),
  row(81010, 'sign-in-error', 'DesktopSsoAuthTokenInvalid', { quiet: true }),
  row(81011, 'sign-in-error', 'DesktopSsoLookupUserBySidFailed', { quiet: true }),
  row(81012, 'sign-in-error', 'DesktopSsoMismatchBetweenTokenUpnAndChosenUpn', { quiet: true }),
];
