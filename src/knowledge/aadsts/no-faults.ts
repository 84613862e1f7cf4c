import { type AadstsRow, row } from './row.js';

/** Steps of a healthy sign-in, what passes by itself, and what a sign-in gives that is sent a second time. */
export const noFaults: readonly AadstsRow[] = [
  row(50058, 'interaction-required', 'UserInformationNotProvided', { quiet: true }),
  row(50140, 'interaction-required', 'KmsiInterrupt', { quiet: true }),
  row(50199, 'interaction-required', 'CmsiInterrupt', { quiet: true }),

  row(90033, 'sign-in-error', 'MsodsServiceUnavailable', { kind: 'transient' }),
  row(90006, 'sign-in-error', 'ExternalServerRetryableError', { kind: 'transient' }),
  row(90090, 'sign-in-error', 'GraphRetryableError', { kind: 'transient' }),
  row(50033, 'sign-in-error', 'RetryableError', { kind: 'transient' }),
  row(50087, 'sign-in-error', 'SasRetryableError', { kind: 'transient' }),
  row(90024, 'sign-in-error', 'RequestBudgetExceededError', { kind: 'transient' }),
  row(90012, 'sign-in-error', 'RequestTimeout', { kind: 'transient' }),
  row(50196, 'sign-in-error', 'LoopDetected', { kind: 'loop' }),
  row(51005, 'sign-in-error', 'TemporaryRedirect'),

  row(54005, 'sign-in-error', 'authorization code already redeemed', { kind: 'replayed' }),
  row(700005, 'sign-in-error', 'InvalidGrantRedeemAgainstWrongTenant', { kind: 'replayed' }),
  row(50089, 'sign-in-error', 'flow token expired', { kind: 'replayed' }),
  row(50099, 'sign-in-error', 'PKeyAuthInvalidJwtUnauthorized', { kind: 'replayed' }),
  row(140000, 'sign-in-error', 'InvalidRequestNonce', { kind: 'replayed' }),
  row(140001, 'sign-in-error', 'InvalidSessionKey', { kind: 'replayed' }),
];
