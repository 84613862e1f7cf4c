import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The password has expired and was not changed. */
export default signInRule('password-expired', {
  references: [
    'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  ],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
