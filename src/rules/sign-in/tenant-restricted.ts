import { tenantOf, userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** Something in the network, or a policy between tenants, forbids to sign in to this tenant. */
export default signInRule('tenant-restricted', {
  references: [
    'https://learn.microsoft.com/entra/identity/enterprise-apps/tenant-restrictions',
    'https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2',
  ],
  values: (flow, failure) => ({ user: userOf(flow, failure), tenant: tenantOf(failure) }),
});
