import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** A person was to act (second factor, choice of the account) and no sign-in followed; silent where one does. */
export default signInRule('interaction-required', {
  references: ['https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow'],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
  weight: () => ({ severity: 'error', confidence: 'medium' }),
});
