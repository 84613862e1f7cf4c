import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { audienceInReason, expectedAndActual } from '../../knowledge/diagnostics.js';
import type { Flow, FlowRule, Problem } from '../../types.js';
import { proof, quoteDiagnostics } from '../evidence.js';
import { known } from '../values.js';
import { type Refusal, refusalOf } from './refusal.js';
import { misfitsOf } from './three-way-match.js';

/** The token says https, Exchange was asked over http: something in front ends TLS and goes on without it. */
export default {
  id: 'ssl-offload',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const refusal = refusalOf(flow);
    const mismatch = schemeMismatch(refusal?.diagnostics?.reason);
    if (!refusal?.diagnostics) return undefined;
    if (!mismatch) return possible(flow, refusal);
    const values = known({ ...mismatch, server: refusal.observation.server?.frontEnd });
    const evidence = proof(quoteDiagnostics(refusal.observation, refusal.diagnostics));
    return { severity: 'error', confidence: 'high', values, evidence };
  },
} satisfies FlowRule;

// A reason that prints one name alone is the same for another name and for another scheme. Where nothing shows that the
// name is another, this is said beside it.
function possible(flow: Flow, refusal: Refusal): Problem | undefined {
  const { observation, diagnostics } = refusal;
  const reason = diagnostics?.reason ?? '';
  const [, expected] = audienceInReason.exec(reason) ?? [];
  if (!diagnostics || !expected?.startsWith('https:') || expectedAndActual.test(reason)) return undefined;
  if (isOtherName(flow, refusal, hostOfUrl(expected))) return undefined;
  const values = known({ kind: 'possible', expected, host: hostOfUrl(expected), server: observation.server?.frontEnd });
  return { severity: 'info', confidence: 'low', values, evidence: proof(quoteDiagnostics(observation, diagnostics)) };
}

function isOtherName(flow: Flow, refusal: Refusal, host: string | undefined): boolean {
  if (flow.service.host !== undefined && flow.service.host !== host) return true;
  return misfitsOf(flow, refusal).some(({ cell }) => cell === 'audience');
}

/** `Expected 'https://host'. Actual 'http://host'.` with equal hosts; undefined for anything else. */
export function schemeMismatch(reason: string | undefined) {
  const [, expected, actual] = expectedAndActual.exec(reason ?? '') ?? [];
  if (expected === undefined || actual === undefined) return undefined;
  const host = hostOfUrl(expected);
  const schemes = [expected, actual].map((url) => url.split(':', 1)[0]?.toLowerCase());
  if (host === undefined || host !== hostOfUrl(actual) || schemes[0] === schemes[1]) return undefined;
  return { expected, actual, host };
}
