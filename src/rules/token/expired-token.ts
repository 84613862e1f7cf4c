import type { Flow, FlowRule, Observation, Problem, RuleContext } from '../../types.js';
import { evidence, proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { isExpired, isoTime, timeValues } from './match/time.js';
import { problemOf, type Verdict, verdictOf } from './verdict.js';

/**
 * A token was refused that had expired when it was sent. Judged by the server's own `Date` where it says one, else at
 * the traffic's time: expired then, not since.
 */
export default {
  id: 'expired-token',
  scope: 'flow',
  needs: ['time', 'response-headers'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
    'https://learn.microsoft.com/entra/identity-platform/access-tokens',
  ],
  applies: (flow) => (flow.outcome === 'refused' && flow.observations.some(mayCarryToken)) || flow.source === 'token',
  check(flow, context) {
    if (flow.source === 'token') return pasted(flow, context);
    const verdict = verdictOf(flow, 'expired-token');
    return verdict && refused(verdict);
  },
} satisfies FlowRule;

function mayCarryToken({ authorization }: Observation): boolean {
  return authorization.scheme === 'bearer' || authorization.scheme === 'none';
}

function refused(verdict: Verdict): Problem {
  const { observation, token } = verdict.refusal;
  const { expiredAt, at, skew, user } = timeValues(observation, token);
  const quoted = verdict.misfit !== undefined || token?.expiresAt === undefined;
  const claim = quoted ? undefined : quoteClaim(observation, 'exp', String(token.expiresAt));
  return problemOf({ ...verdict, evidence: proof(...verdict.evidence, claim) }, known({ expiredAt, at, skew, user }));
}

// Nobody refused a token that was pasted alone: it is said, and no more than that.
function pasted({ observations: [observation] }: Flow, { asOf }: RuleContext): Problem | undefined {
  const token = observation?.token;
  if (!observation || !token || asOf === undefined || !Number.isFinite(asOf) || !isExpired(token, asOf))
    return undefined;
  const quotes = proof(evidence(observation, 'token exp', String(token.expiresAt)));
  const expiredAt = isoTime((token.expiresAt ?? 0) * 1000);
  const values = known({ kind: 'pasted', expiredAt, at: isoTime(asOf), user: token.user });
  return { severity: 'info', confidence: 'high', values, evidence: quotes };
}
