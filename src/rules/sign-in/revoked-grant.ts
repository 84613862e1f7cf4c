import { grantIssuedAt, grantValidFrom } from '../../knowledge/aadsts/names.js';
import { firstGroup, userOf } from './said.js';
import { textOf } from './sign-in-failure.js';
import { signInRule } from './sign-in-rule.js';

/** The refresh token was revoked (the password changed, sessions were ended) and nobody signed in again. */
export default signInRule('revoked-grant', {
  references: ['https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-revocation'],
  values: (flow, failure) => ({
    user: userOf(flow, failure),
    issuedAt: firstGroup(grantIssuedAt, textOf(failure.error)),
    validFrom: firstGroup(grantValidFrom, textOf(failure.error)),
  }),
});
