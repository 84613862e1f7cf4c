import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteClaim, quoteDiagnostics } from '../evidence.js';
import { known } from '../values.js';
import { type Refusal, refusalOf } from './refusal.js';
import { isServerToServer } from './token-kind.js';

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
    const refusal = refusalOf(flow);
    if (refusal?.rule !== 'unknown-user' || !refusal.diagnostics) return undefined;
    const { observation, diagnostics, token } = refusal;
    const values = known({
      kind: kindOf(flow, refusal),
      user: token?.user ?? flow.client.user,
      identity: flow.client.user,
      server: observation.server?.frontEnd,
    });
    const evidence = proof(
      quoteDiagnostics(observation, diagnostics),
      token?.user === undefined ? undefined : quoteClaim(observation, 'upn', token.user),
    );
    return { severity: 'error', confidence: 'high', values, evidence };
  },
} satisfies FlowRule;

function kindOf(flow: Flow, { diagnostics, token }: Refusal): string {
  if (/is ambiguous/i.test(diagnostics?.reason ?? '')) return 'ambiguous';
  if (!token?.claims) return 'missing';
  if (isServerToServer(token)) return 's2s';
  const identity = flow.client.user;
  if (identity !== undefined && token.user !== undefined && identity !== token.user.toLowerCase())
    return 'wrong-account';
  return token.claims.onprem_sid === undefined ? 'cloud-only' : 'missing';
}
