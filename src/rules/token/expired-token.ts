import type { Flow, FlowRule, Problem, RuleContext, Token } from '../../types.js';
import { evidence, proof, quoteClaim, quoteDiagnostics, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { isUnexplained, type Refusal, refusalOf } from './refusal.js';

/** Clocks differ: a token is called expired only when it is so by more than this. Seconds. */
const skewSeconds = 300;

/** A token was refused that had expired when it was sent. Judged at the traffic's time: expired then, not since. */
export default {
  id: 'expired-token',
  scope: 'flow',
  needs: ['time', 'response-headers'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
    'https://learn.microsoft.com/entra/identity-platform/access-tokens',
  ],
  applies: (flow) => flow.outcome === 'refused' || flow.source === 'token',
  check(flow, context) {
    if (flow.source === 'token') return pasted(flow, context);
    const refusal = refusalOf(flow);
    if (!refusal) return undefined;
    if (refusal.rule === 'expired-token') return said(refusal);
    return isUnexplained(refusal) ? silent(refusal) : undefined;
  },
} satisfies FlowRule;

function said({ observation, diagnostics, token }: Refusal): Problem | undefined {
  if (!diagnostics) return undefined;
  const { startedAt } = observation.transaction;
  const quotes = proof(
    quoteDiagnostics(observation, diagnostics),
    token?.expiresAt === undefined ? undefined : quoteClaim(observation, 'exp', String(token.expiresAt)),
  );
  return { severity: 'error', confidence: 'high', values: valuesOf(token, startedAt), evidence: quotes };
}

function silent({ observation, token }: Refusal): Problem | undefined {
  const { startedAt } = observation.transaction;
  if (!token || startedAt === undefined || !isExpired(token, startedAt)) return undefined;
  const quotes = proof(quoteClaim(observation, 'exp', String(token.expiresAt)), quoteStatus(observation));
  return { severity: 'error', confidence: 'medium', values: valuesOf(token, startedAt), evidence: quotes };
}

// Nobody refused a token that was pasted alone: it is said, and no more than that.
function pasted({ observations: [observation] }: Flow, { asOf }: RuleContext): Problem | undefined {
  const token = observation?.token;
  if (!observation || !token || asOf === undefined || !Number.isFinite(asOf) || !isExpired(token, asOf))
    return undefined;
  const quotes = proof(evidence(observation, 'token exp', String(token.expiresAt)));
  const values = { ...valuesOf(token, asOf), kind: 'pasted' };
  return { severity: 'info', confidence: 'high', values, evidence: quotes };
}

function isExpired({ expiresAt }: Token, at: number): boolean {
  return expiresAt !== undefined && at / 1000 > expiresAt + skewSeconds;
}

function valuesOf(token: Token | undefined, at: number | undefined) {
  const expiredAt = token?.expiresAt === undefined ? undefined : isoTime(token.expiresAt * 1000);
  return known({ expiredAt, at: isoTime(at), user: token?.user });
}

// Claims hold any number: one that is no date is left out.
function isoTime(ms: number | undefined): string | undefined {
  return ms !== undefined && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
}
