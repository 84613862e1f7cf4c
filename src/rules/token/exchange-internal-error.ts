import type { FlowRule } from '../../types.js';
import { proof, quoteRequestId, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { problemOf, verdictOf, worldOf } from './verdict.js';

/** Exchange failed while it looked at the token. The token is not to blame, and nor is the client. */
export default {
  id: 'exchange-internal-error',
  scope: 'flow',
  needs: ['response-headers'],
  references: ['https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-xoauth/'],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'exchange-internal-error');
    if (!verdict) return undefined;
    const { refusal, reason, evidence } = verdict;
    const { observation, meaning } = refusal;
    const values = known({
      kind: meaning?.kind ?? 'other',
      reason,
      host: flow.service.host,
      world: worldOf(flow),
      server: observation.server?.frontEnd,
    });
    return problemOf(
      { ...verdict, evidence: proof(...evidence, quoteStatus(observation), quoteRequestId(observation)) },
      values,
    );
  },
} satisfies FlowRule;
