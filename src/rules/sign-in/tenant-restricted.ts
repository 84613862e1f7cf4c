import type { Flow, FlowRule, Problem } from '../../types.js';
import { problemOf, verdictOf } from '../token/verdict.js';
import { known } from '../values.js';
import { tenantOf, userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

const atSignIn = signInRule('tenant-restricted', {
  references: [
    'https://learn.microsoft.com/entra/identity/enterprise-apps/tenant-restrictions',
    'https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2',
    'https://learn.microsoft.com/entra/global-secure-access/how-to-universal-tenant-restrictions',
  ],
  values: (flow, failure) => ({ user: userOf(flow, failure), tenant: tenantOf(failure) }),
});

/**
 * Something in the network, or a policy between tenants, forbids to sign in to this tenant: at the sign-in, or (universal
 * tenant restrictions) where the token is sent.
 */
export default {
  ...atSignIn,
  applies: (flow, context) => atSignIn.applies(flow, context) || atResource(flow) !== undefined,
  check: (flow, context) => atSignIn.check(flow, context) ?? atResource(flow),
} satisfies FlowRule;

function atResource(flow: Flow): Problem | undefined {
  const verdict = verdictOf(flow, 'tenant-restricted');
  if (!verdict) return undefined;
  const { token, diagnostics } = verdict.refusal;
  const code = diagnostics?.code === undefined ? undefined : `x-ms-diagnostics ${diagnostics.code}`;
  return problemOf(verdict, known({ kind: 'network', code, user: token?.user, tenant: token?.tenant }));
}
