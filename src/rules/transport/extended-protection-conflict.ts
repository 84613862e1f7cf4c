import { interceptorOf } from '../../flow/interception.js';
import type { Flow, FlowRule } from '../../types.js';
import { evidence, proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { type BoundRefusal, boundRefusals, isDoneByInterception } from './bound-refusal.js';

/**
 * NTLM or Negotiate is refused while a program takes TLS off in between: where Extended Protection is on, that alone is
 * the cause. The doing of the capture, not of the customer's servers; Bearer is not bound to the channel and goes through.
 */
export default {
  id: 'extended-protection-conflict',
  scope: 'flow',
  needs: ['authorization'],
  references: [
    'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/security-best-practices/exchange-extended-protection',
    'https://www.rfc-editor.org/rfc/rfc5929#section-4',
  ],
  applies: (flow) => boundRefusals(flow).length > 0 || mayBeRefused(flow),
  check(flow) {
    const refused = boundRefusals(flow).findLast(isDoneByInterception);
    if (!refused) return undefined;
    const { observation, scheme } = refused;
    const { host, virtualDirectory } = flow.service;
    const tool = interceptorOf(observation.transaction);
    const values = known({ scheme, tool, host, virtualDirectory, binding: refused.binding });
    const quotes = proof(
      quoteAuthorization(observation),
      refused.binding === 'present' ? evidence(observation, 'NTLM channel binding', 'MsvAvChannelBindings') : undefined,
      quoteHeader(observation, 'www-authenticate') ?? quoteStatus(observation),
    );
    return { severity: 'warning', confidence: confidenceOf(refused), values, evidence: quotes };
  },
} satisfies FlowRule;

// What was sent is not to be seen: a refusal looks like the beginning of a handshake.
function mayBeRefused({ service, outcome, observations }: Flow): boolean {
  const unseen = observations.some(({ transaction }) => {
    const tool = interceptorOf(transaction);
    return transaction.absent.includes('authorization') && tool !== undefined && tool !== 'nobody';
  });
  return service.kind === 'exchange' && outcome === 'open' && unseen;
}

// What Kerberos is bound to cannot be read; Windows binds it all the same.
function confidenceOf({ binding, isKerberos }: BoundRefusal) {
  if (binding === 'present') return 'high';
  return isKerberos ? 'medium' : 'low';
}
