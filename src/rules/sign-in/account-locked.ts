import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** Entra ID refuses the account for its bad attempts, or the address they come from; the code does not say which. */
export default signInRule('account-locked', {
  references: ['https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout'],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
