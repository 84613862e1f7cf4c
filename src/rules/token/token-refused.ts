import type { FlowRule, Observation } from '../../types.js';
import { bearerOf } from '../challenge/challenge-fault.js';
import { proof, quoteDiagnostics, quoteHeader, quoteRequestId, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { isClaimsChallenge, isUnexplained, type Refusal, refusalOf } from './refusal.js';
import { ruleByMatch } from './three-way-match.js';
import { worldOf } from './verdict.js';

/** Exchange refused a token for a reason that no other rule knows: shown raw, nothing invented. */
export default {
  id: 'token-refused',
  scope: 'flow',
  needs: ['response-headers'],
  references: ['https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-xoauth/'],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const refusal = refusalOf(flow);
    if (!refusal) return undefined;
    const { observation, diagnostics } = refusal;
    if (refusal.rule !== undefined && refusal.rule !== 'token-refused') return undefined;
    if (!diagnostics && !(isUnexplained(refusal) && isShown(observation))) return undefined;
    if (ruleByMatch(flow, refusal) !== undefined) return undefined;
    const values = known({
      code: diagnostics?.code,
      category: diagnostics?.error_category,
      reason: diagnostics?.reason,
      host: flow.service.host,
      world: worldOf(flow),
    });
    const quotes = diagnostics ? proof(quoteDiagnostics(observation, diagnostics)) : bareQuotes(observation);
    return { ...weightOf(refusal), values, evidence: proof(...quotes, quoteRequestId(observation)) };
  },
} satisfies FlowRule;

// Among headers that are not shown may be the reason, or another challenge: then only a challenge's own error counts.
function isShown(observation: Observation): boolean {
  const isWhole = !observation.transaction.absent.includes('response-headers');
  return isWhole || bearerOf(observation)?.bearer?.error !== undefined;
}

function weightOf({ observation, diagnostics }: Refusal) {
  if (isClaimsChallenge(observation)) return { severity: 'info', confidence: 'low' } as const;
  return { severity: 'error', confidence: diagnostics ? 'high' : 'low' } as const;
}

function bareQuotes(observation: Observation) {
  const line = quoteHeader(observation, 'www-authenticate', 'error=');
  const raw = bearerOf(observation)?.raw;
  return proof(
    quoteStatus(observation),
    line ?? (raw === undefined ? undefined : { transaction: observation.transaction.id, where: 'text', quote: raw }),
  );
}
