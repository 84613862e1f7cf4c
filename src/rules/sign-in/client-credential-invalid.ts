import { thumbprintNamed } from '../../knowledge/aadsts/names.js';
import { applicationIn, firstGroup } from './said.js';
import { textOf } from './sign-in-failure.js';
import { signInRule } from './sign-in-rule.js';

/** A server or a program proves itself by a certificate or secret that Entra ID does not take. */
export default signInRule('client-credential-invalid', {
  references: [
    'https://learn.microsoft.com/exchange/configure-oauth-authentication-between-exchange-and-exchange-online-organizations-exchange-2013-help',
  ],
  values: (_flow, failure) => ({
    ...applicationIn(failure),
    thumbprint: firstGroup(thumbprintNamed, textOf(failure.error)),
  }),
});
