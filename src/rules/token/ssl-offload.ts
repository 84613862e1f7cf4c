import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { expectedAndActual } from '../../knowledge/diagnostics.js';
import type { FlowRule } from '../../types.js';
import { proof, quoteDiagnostics } from '../evidence.js';
import { known } from '../values.js';
import { refusalOf } from './refusal.js';

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
    if (!refusal?.diagnostics || !mismatch) return undefined;
    const values = known({ ...mismatch, server: refusal.observation.server?.frontEnd });
    const evidence = proof(quoteDiagnostics(refusal.observation, refusal.diagnostics));
    return { severity: 'error', confidence: 'high', values, evidence };
  },
} satisfies FlowRule;

/** `Expected 'https://host'. Actual 'http://host'.` with equal hosts; undefined for anything else. */
export function schemeMismatch(reason: string | undefined) {
  const [, expected, actual] = expectedAndActual.exec(reason ?? '') ?? [];
  if (expected === undefined || actual === undefined) return undefined;
  const host = hostOfUrl(expected);
  const schemes = [expected, actual].map((url) => url.split(':', 1)[0]?.toLowerCase());
  if (host === undefined || host !== hostOfUrl(actual) || schemes[0] === schemes[1]) return undefined;
  return { expected, actual, host };
}
