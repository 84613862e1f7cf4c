import type { Rule } from '../../types.js';
import accountDisabled from './account-disabled.js';
import accountLocked from './account-locked.js';
import applicationDisabled from './application-disabled.js';
import clientCredentialInvalid from './client-credential-invalid.js';
import conditionalAccessBlocked from './conditional-access-blocked.js';
import consentMissing from './consent-missing.js';
import entraUnreachable from './entra-unreachable.js';
import expiredGrant from './expired-grant.js';
import federationTrustBroken from './federation-trust-broken.js';
import interactionRequired from './interaction-required.js';
import invalidScope from './invalid-scope.js';
import mfaRefused from './mfa-refused.js';
import passthroughAgentFailed from './passthrough-agent-failed.js';
import passwordExpired from './password-expired.js';
import passwordWrong from './password-wrong.js';
import replyUrlMismatch from './reply-url-mismatch.js';
import revokedGrant from './revoked-grant.js';
import signInAbandoned from './sign-in-abandoned.js';
import signInError from './sign-in-error.js';
import spnMissing from './spn-missing.js';
import tenantRestricted from './tenant-restricted.js';
import userNotAssigned from './user-not-assigned.js';
import userNotInTenant from './user-not-in-tenant.js';
import wrongTenantOrCloud from './wrong-tenant-or-cloud.js';

/** What Entra ID or AD FS says: rules in the order in which a sign-in breaks. */
export const signInRules: readonly Rule[] = [
  entraUnreachable,
  wrongTenantOrCloud,
  tenantRestricted,
  invalidScope,
  spnMissing,
  applicationDisabled,
  consentMissing,
  replyUrlMismatch,
  clientCredentialInvalid,
  federationTrustBroken,
  passthroughAgentFailed,
  userNotInTenant,
  accountLocked,
  accountDisabled,
  passwordExpired,
  passwordWrong,
  userNotAssigned,
  revokedGrant,
  expiredGrant,
  interactionRequired,
  mfaRefused,
  conditionalAccessBlocked,
  signInError,
  signInAbandoned,
];
