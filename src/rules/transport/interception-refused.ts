import type { FlowRule } from '../../types.js';
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
    const refused = [...flow.observations, ...flow.signIn].findLast(
      ({ transaction }) => transaction.failure?.stage === 'client-tls',
    );
    const code = refused?.transaction.failure?.code;
    if (flow.outcome !== 'failed' || !refused || code === undefined) return undefined;
    // A spare connection that is closed unused looks the same as one client's silent refusal.
    const silent = code === 'CLIENT_SILENT_AFTER_HANDSHAKE';
    const values = known({ host: refused.service.host, code, client: refused.transaction.client?.name });
    return {
      severity: silent ? 'info' : 'warning',
      confidence: silent ? 'low' : 'high',
      values,
      evidence: proof(quoteFailure(refused)),
    };
  },
} satisfies FlowRule;
