import { applicationIn, userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The application may be used by assigned users only, and this one is not assigned. */
export default signInRule('user-not-assigned', {
  references: ['https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal'],
  values: (flow, failure) => ({ user: userOf(flow, failure), ...applicationIn(failure) }),
});
