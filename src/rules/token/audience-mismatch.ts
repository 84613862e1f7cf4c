import { hostOfUrl } from '../../flow/sign-in-legs.js';
import {
  audienceAfterReason,
  audienceInReason,
  audienceOfResource,
  expectedAndActual,
} from '../../knowledge/diagnostics.js';
import { isExchangeOnline } from '../../parse/service.js';
import type { Flow, FlowRule, Problem, Token } from '../../types.js';
import { proof, quoteClaim, quoteDiagnostics, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { isUnexplained, type Refusal, refusalOf } from './refusal.js';
import { schemeMismatch } from './ssl-offload.js';
import { isServerToServer } from './token-kind.js';

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
    const refusal = refusalOf(flow);
    if (!refusal) return undefined;
    if (refusal.rule === 'audience-mismatch')
      return schemeMismatch(refusal.diagnostics?.reason) ? undefined : named(flow, refusal);
    return isUnexplained(refusal) ? silent(flow, refusal) : undefined;
  },
} satisfies FlowRule;

// Exchange says itself that the audience is wrong.
function named(flow: Flow, refusal: Refusal): Problem | undefined {
  const { observation, diagnostics, token } = refusal;
  if (!diagnostics) return undefined;
  const reason = diagnostics.reason ?? '';
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
  const evidence = proof(
    quoteDiagnostics(observation, diagnostics),
    claim === undefined ? undefined : quoteClaim(observation, 'aud', claim),
  );
  return { severity: 'error', confidence: 'high', values, evidence };
}

// No reason was given, and the token's audience is not the host that was asked.
function silent(flow: Flow, { observation, token }: Refusal): Problem | undefined {
  const audience = token?.audience[0];
  const host = hostOfUrl(audience);
  if (flow.service.online || flow.service.host === undefined || audience === undefined || host === undefined)
    return undefined;
  if (host === flow.service.host) return undefined;
  const values = known({ kind: kindOf(audience, '', token), audience, host: flow.service.host });
  const evidence = proof(quoteClaim(observation, 'aud', audience), quoteStatus(observation));
  return { severity: 'error', confidence: 'medium', values, evidence };
}

function audienceFrom(reason: string): string | undefined {
  const named = audienceInReason.exec(reason)?.[1] ?? audienceAfterReason.exec(reason)?.[1];
  return named === 'aud' ? undefined : named; // 'aud' is the claim's name, not its value
}

// Exchange compares host names only for tokens that are meant for it; any other audience is another resource.
function kindOf(audience: string | undefined, reason: string, token: Token | undefined): string {
  if (token && isServerToServer(token)) return 's2s';
  const host = hostOfUrl(audience);
  if (audience !== undefined && (host === undefined || isOtherResource(host))) return 'resource';
  return /hostname component/i.test(reason) || (reason === '' && audience !== undefined) ? 'host' : 'resource';
}

// No rewriting makes these names: the token was asked for at another service.
const otherResources = /(^|\.)(graph\.microsoft\.com|graph\.windows\.net|management\.azure\.com|sharepoint\.com)$/;

function isOtherResource(host: string): boolean {
  return isExchangeOnline(host) || otherResources.test(host);
}
