import type { FlowRule, Observation } from '../../types.js';
import { proof, quoteFailure } from '../evidence.js';
import { known } from '../values.js';
import { lacksAnswer } from './unanswered.js';

/** The client did not accept the certificate that this tool showed it. Ours, not the customer's. */
export default {
  id: 'interception-refused',
  scope: 'flow',
  needs: ['response'],
  references: ['https://www.rfc-editor.org/rfc/rfc8446#section-6.2'],
  applies: lacksAnswer,
  check(flow) {
    const refusals = [...flow.observations, ...flow.signIn].filter(
      ({ transaction }) => transaction.failure?.stage === 'client-tls',
    );
    // A spare connection that is closed unused, or the probe of a balancer, looks the same as one client's silent refusal.
    const refused = refusals.findLast((one) => !isSilent(one)) ?? refusals.at(-1);
    const code = refused?.transaction.failure?.code;
    if (flow.outcome !== 'failed' || !refused || code === undefined) return undefined;
    const silent = isSilent(refused);
    const kind = silent ? 'silent' : undefined;
    const values = known({ kind, host: refused.service.host, code, client: refused.transaction.client?.name });
    return {
      severity: silent ? 'info' : 'warning',
      confidence: silent ? 'low' : 'high',
      values,
      evidence: proof(quoteFailure(refused)),
    };
  },
} satisfies FlowRule;

function isSilent({ transaction }: Observation): boolean {
  return transaction.failure?.code === 'CLIENT_SILENT_AFTER_HANDSHAKE';
}
