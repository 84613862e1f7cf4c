import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The refresh token ended by its age, by disuse or by the sign-in frequency of a policy, and nobody signed in again. */
export default signInRule('expired-grant', {
  references: [
    'https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-lifetime',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime',
  ],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
