import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The password is not the one that Entra ID knows, or Entra ID knows none; silent where the next attempt succeeds. */
export default signInRule('password-wrong', {
  references: [
    'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
  ],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
