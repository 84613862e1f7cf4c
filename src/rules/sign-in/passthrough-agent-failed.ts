import { userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** Pass-through authentication: the agent on the premises could not check the password. */
export default signInRule('passthrough-agent-failed', {
  references: ['https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-pass-through-authentication'],
  values: (flow, failure) => ({ user: userOf(flow, failure) }),
});
