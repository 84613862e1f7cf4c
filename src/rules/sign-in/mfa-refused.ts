import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The second factor was asked for and was denied, mistyped or not answered; silent where the next attempt succeeds. */
export default signInRule('mfa-refused', {
  references: ['https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting'],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
