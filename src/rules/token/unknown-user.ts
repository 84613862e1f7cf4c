import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import type { Refusal } from './refusal.js';
import { isServerToServer } from './token-kind.js';
import { problemOf, verdictOf } from './verdict.js';

/**
 * The token is good, and Exchange finds no (or no single) user for it. The token proves that the user exists in
 * Entra ID, so for a user's token "synchronise to Entra ID" is never the answer.
 */
export default {
  id: 'unknown-user',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/exchange/troubleshoot/calendars/resolve-free-busy-errors',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'unknown-user');
    if (!verdict) return undefined;
    const { refusal } = verdict;
    const { observation, token } = refusal;
    const values = known({
      kind: kindOf(flow, refusal),
      user: token?.user ?? flow.client.user,
      identity: flow.client.user,
      server: observation.server?.frontEnd,
    });
    const claim = token?.user === undefined ? undefined : quoteClaim(observation, 'upn', token.user);
    return problemOf({ ...verdict, evidence: proof(...verdict.evidence, claim) }, values);
  },
} satisfies FlowRule;

function kindOf(flow: Flow, { meaning, token }: Refusal): string {
  if (meaning?.kind !== undefined) return meaning.kind;
  if (!token?.claims) return 'missing';
  if (isServerToServer(token)) return 's2s';
  const identity = flow.client.user;
  if (identity !== undefined && token.user !== undefined && identity !== token.user.toLowerCase())
    return 'wrong-account';
  return token.claims.onprem_sid === undefined ? 'cloud-only' : 'missing';
}
