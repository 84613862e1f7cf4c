import { applicationIn } from './said.js';
import { signInRule } from './sign-in-rule.js';

/** The request itself is wrong: its scope, its resource, or its form. */
export default signInRule('invalid-scope', {
  references: ['https://learn.microsoft.com/entra/identity-platform/scopes-oidc'],
  values: (_flow, failure) => ({
    ...applicationIn(failure),
    scope: failure.observation.signInRequest?.scope,
    host: failure.observation.service.host,
  }),
});
