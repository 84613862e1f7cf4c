import { tenantOf, userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The account that signs in is none of the tenant's: not synchronised, another name, or another tenant's account. */
export default signInRule('user-not-in-tenant', {
  references: ['https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname'],
  values: (flow, failure) => ({
    user: userOf(flow, failure),
    tenant: tenantOf(failure),
    mailbox: flow.client.user === userOf(flow, failure)?.toLowerCase() ? undefined : flow.client.user,
  }),
});
