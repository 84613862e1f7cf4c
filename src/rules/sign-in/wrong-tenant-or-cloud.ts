import { tenantOf, userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The tenant is not known to this cloud, is another cloud's, or cannot be told from the request. */
export default signInRule('wrong-tenant-or-cloud', {
  references: ['https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud'],
  values: (flow, failure) => ({
    user: userOf(flow, failure),
    tenant: tenantOf(failure),
    host: failure.observation.service.host,
  }),
});
