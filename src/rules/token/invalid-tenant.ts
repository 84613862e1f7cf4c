import { tenantInReason } from '../../knowledge/diagnostics.js';
import type { FlowRule } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { problemOf, type Verdict, verdictOf } from './verdict.js';

/**
 * Exchange knows the issuer, but not the tenant that the token names. Between servers the tenant is often a domain,
 * which has to be an accepted domain of its own: a wildcard does not count.
 */
export default {
  id: 'invalid-tenant',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/skypeforbusiness/troubleshoot/server-exchange-integration/sfb-and-exchange-integration-fails',
    'https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'invalid-tenant');
    if (!verdict) return undefined;
    const { refusal, reason, evidence } = verdict;
    const { observation, token } = refusal;
    const tenant = tenantInReason.exec(reason)?.[1] ?? token?.tenant;
    const values = known({
      kind: kindOf(verdict, tenant, flow.service.online),
      tenant,
      user: token?.user,
      host: flow.service.host,
    });
    const claim = token?.tenant === undefined ? undefined : quoteClaim(observation, 'tid', token.tenant);
    return problemOf({ ...verdict, evidence: proof(...evidence, claim) }, values);
  },
} satisfies FlowRule;

function kindOf({ refusal }: Verdict, tenant: string | undefined, online: boolean): string {
  if (refusal.meaning?.kind !== undefined) return refusal.meaning.kind;
  if (online) return 'online';
  return tenant?.includes('.') ? 'domain' : 'unknown';
}
