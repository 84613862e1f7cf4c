import { lastStartOf, startOf } from '../../flow/order.js';
import type { Flow, FlowRule, Observation, Token } from '../../types.js';
import { proof, quoteClaim, quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { isClaimsChallenge, refusalOf } from './refusal.js';

/** So often it has to be asked for before the client is said not to hear: requests side by side are asked each. */
const enough = 3;

/**
 * Exchange Online asks again and again for a token that shows more (continuous access evaluation), and the client sends
 * what it has. Asking is no fault, and nor is a client that answers late: only a loop is.
 */
export default {
  id: 'claims-challenge-unanswered',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/entra/identity-platform/claims-challenge',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const refusal = refusalOf(flow);
    const asked = flow.observations.filter(isClaimsChallenge);
    const last = asked.at(-1);
    if (!last || refusal?.observation !== last || refusal.diagnostics || !isLoop(flow, asked)) return undefined;
    const { token } = refusal;
    const values = known({
      kind: token?.claims && !answersClaims(token) ? 'incapable' : 'unanswered',
      times: timesOf(asked),
      application: token?.application,
      user: token?.user ?? flow.client.user,
      host: flow.service.host,
    });
    const capability = token?.claims?.xms_cc;
    const evidence = proof(
      quoteHeader(last, 'www-authenticate', 'insufficient_claims'),
      capability === undefined ? undefined : quoteClaim(last, 'xms_cc', String(capability)),
    );
    return { severity: 'error', confidence: isRepeated(asked) ? 'high' : 'medium', values, evidence };
  },
} satisfies FlowRule;

function isLoop(flow: Flow, asked: readonly Observation[]): boolean {
  const [first] = asked;
  const last = asked.at(-1);
  if (!first || !last || timesOf(asked) < enough) return false;
  const heard = first.transaction.endedAt ?? startOf(first);
  // Sent before the first answer was there: they could not know.
  return lastStartOf(last) > heard && flow.source !== 'text';
}

function timesOf(asked: readonly Observation[]): number {
  return asked.reduce((sum, { folded }) => sum + 1 + (folded?.count ?? 0), 0);
}

function answersClaims({ claims = {} }: Token): boolean {
  return [claims.xms_cc].flat().some((word) => typeof word === 'string' && word.toLowerCase() === 'cp1');
}

// The very token that was turned down came again.
function isRepeated(asked: readonly Observation[]): boolean {
  const identities = asked.map(({ authorization }) =>
    authorization.scheme === 'bearer' && !authorization.empty ? authorization.identity : undefined,
  );
  return identities.at(-1) !== undefined && identities.at(-1) === identities.at(-2);
}
