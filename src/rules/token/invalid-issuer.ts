import { issuerInReason } from '../../knowledge/diagnostics.js';
import { issuerKindOf } from '../../knowledge/issuers.js';
import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { trustedTenants } from './match/issuer.js';
import { vouching } from './token-kind.js';
import { problemOf, type Verdict, verdictOf } from './verdict.js';

/**
 * Exchange does not know who issued the token. What to do depends on the issuer that it quotes: users' tokens come from
 * Entra ID (`https://sts.windows.net/…`), those between servers from ACS (`00000001-…@tenant`), and each is trusted
 * through an AuthServer of its own.
 */
export default {
  id: 'invalid-issuer',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/answers/questions/1524201/change-to-exchange-hybrid-broke-free-busy-to-on-pr',
    'https://learn.microsoft.com/exchange/configure-oauth-authentication-between-exchange-and-exchange-online-organizations-exchange-2013-help',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'invalid-issuer');
    if (!verdict) return undefined;
    const { refusal, misfit, reason, evidence } = verdict;
    const { token, observation } = refusal;
    const vouched = token && vouching(token);
    const issuer = issuerInReason.exec(reason)?.[1] ?? vouched?.issuer;
    const values = known({
      kind: flow.service.online ? 'online' : kindOf(verdict, issuer),
      issuer,
      tenant: tenantOf(issuer) ?? vouched?.tenant,
      trusted: misfit?.values.trusted ?? trustedOf(flow),
      user: token?.user,
      host: flow.service.host,
    });
    const claim = vouched?.issuer === undefined || misfit ? undefined : quoteClaim(observation, 'iss', vouched.issuer);
    return problemOf({ ...verdict, evidence: proof(...evidence, claim) }, values);
  },
} satisfies FlowRule;

function kindOf({ refusal, misfit }: Verdict, issuer: string | undefined): string {
  const said = refusal.meaning?.kind ?? misfit?.values.kind;
  if (said !== undefined) return said;
  const kind = issuerKindOf(issuer);
  if (kind === 'acs' || kind === 'exchange') return 's2s';
  if (kind === 'entra') return 'user';
  return kind ?? 'unknown';
}

function tenantOf(issuer: string | undefined): string | undefined {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\/|$)/i.exec(issuer ?? '')?.[0];
}

function trustedOf({ observations }: Flow): string | undefined {
  const tenants = observations.flatMap(({ challenges }) =>
    challenges.flatMap(({ bearer }) => (bearer ? trustedTenants(bearer) : [])),
  );
  return [...new Set(tenants)].join(', ') || undefined;
}
