import { claimInReason } from '../../knowledge/diagnostics.js';
import type { FlowRule, Token } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { profileOf } from './token-kind.js';
import { problemOf, verdictOf, worldOf } from './verdict.js';

/**
 * The token has the wrong shape, or lacks a claim, for the place it was sent to. An unsigned outer token is as it has to
 * be between servers, and no fault.
 */
export default {
  id: 'invalid-token',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-xoauth/',
    'https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'invalid-token');
    if (!verdict) return undefined;
    const { refusal, misfit, reason, evidence } = verdict;
    const { observation, token, meaning } = refusal;
    const [, claim, form] = claimInReason.exec(reason) ?? [];
    const values = known({
      kind: meaning?.kind ?? misfit?.values.kind ?? 'other',
      reason,
      claim: claim ?? form?.replace('issuer', 'iss'),
      profile: token && profileOf(token),
      user: token?.user,
      virtualDirectory: flow.service.virtualDirectory,
      host: flow.service.host,
      world: worldOf(flow),
    });
    const told = token && claim !== undefined ? claimOf(token, claim) : undefined;
    const quoted = told === undefined || claim === undefined ? undefined : quoteClaim(observation, claim, told);
    return problemOf({ ...verdict, evidence: proof(...evidence, quoted) }, values);
  },
} satisfies FlowRule;

// Claims are names and identifiers; what is none of these (a list, an inner token) is not shown.
function claimOf({ claims = {} }: Token, claim: string): string | undefined {
  const value = Object.hasOwn(claims, claim) && claim !== 'actortoken' ? claims[claim] : undefined;
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string').join(' ') || undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
