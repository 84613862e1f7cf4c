import { hostOfUrl } from '../../flow/sign-in-legs.js';
import {
  audienceAfterReason,
  audienceInReason,
  audienceOfResource,
  expectedAndActual,
} from '../../knowledge/diagnostics.js';
import type { Flow, FlowRule, Problem, Token } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { isOtherResource } from './match/audience.js';
import { schemeMismatch } from './ssl-offload.js';
import type { Misfit } from './three-way-match.js';
import { isServerToServer } from './token-kind.js';
import { problemOf, type Verdict, verdictOf } from './verdict.js';

/**
 * Exchange refused the token because it was issued for another name or another resource. A mismatch alone is never a
 * finding: Exchange Online serves many hosts under one audience. It takes a refusal.
 */
export default {
  id: 'audience-mismatch',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'audience-mismatch');
    if (!verdict || schemeMismatch(verdict.reason)) return undefined;
    return verdict.reason === '' && verdict.misfit ? matched(verdict, verdict.misfit) : named(flow, verdict);
  },
} satisfies FlowRule;

// Exchange says itself that the audience is wrong.
function named(flow: Flow, verdict: Verdict): Problem {
  const { observation, token } = verdict.refusal;
  const { reason } = verdict;
  const [, expected, actual] = expectedAndActual.exec(reason) ?? [];
  const [, audienceNamed, requested] = audienceOfResource.exec(reason) ?? [];
  const audience = token?.audience[0] ?? audienceNamed ?? audienceFrom(reason);
  const values = known({
    kind: kindOf(audience, reason, token),
    audience,
    expected,
    actual: actual ?? requested,
    host: flow.service.host,
  });
  const claim = token?.audience[0];
  if (claim === undefined || verdict.misfit) return problemOf(verdict, values);
  return problemOf({ ...verdict, evidence: proof(...verdict.evidence, quoteClaim(observation, 'aud', claim)) }, values);
}

// Exchange gives no reason, or no more than the category, and the audience is not the host that was asked.
function matched(verdict: Verdict, { values }: Misfit): Problem {
  return problemOf(verdict, known(values));
}

function audienceFrom(reason: string): string | undefined {
  const named = audienceInReason.exec(reason)?.[1] ?? audienceAfterReason.exec(reason)?.[1];
  return named === 'aud' ? undefined : named; // 'aud' is the claim's name, not its value
}

// Exchange compares host names only for tokens that are meant for it; any other audience is another resource.
function kindOf(audience: string | undefined, reason: string, token: Token | undefined): string {
  if (token && isServerToServer(token)) return 's2s';
  if (audience !== undefined && (hostOfUrl(audience) === undefined || isOtherResource(audience))) return 'resource';
  return /hostname component/i.test(reason) || (reason === '' && audience !== undefined) ? 'host' : 'resource';
}
