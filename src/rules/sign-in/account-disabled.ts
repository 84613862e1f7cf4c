import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The account is disabled in Entra ID. */
export default signInRule('account-disabled', {
  references: ['https://learn.microsoft.com/entra/identity/hybrid/connect/concept-adsync-service-features'],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
