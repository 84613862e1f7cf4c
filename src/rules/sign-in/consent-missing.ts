import { applicationIn, tenantOf, userOf } from './said.js';
import { followsUnseen } from './sign-in-failure.js';
import { signInRule } from './sign-in-rule.js';

/** The client application is unknown to the tenant, or nobody allowed it to ask for this. */
export default signInRule('consent-missing', {
  references: ['https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent'],
  values: (flow, failure) => ({
    user: userOf(flow, failure),
    tenant: tenantOf(failure),
    ...applicationIn(failure),
  }),
  weight: (flow, failure) => {
    if (failure.kind !== 'declined') return { severity: 'error', confidence: 'high' };
    // A prompt that was cancelled may be the echo of what opened it.
    return followsUnseen(flow, failure)
      ? { severity: 'warning', confidence: 'low' }
      : { severity: 'error', confidence: 'medium' };
  },
});
