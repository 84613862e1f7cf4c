import { interceptorOf } from '../../flow/interception.js';
import { extendedProtectionOf } from '../../knowledge/extended-protection.js';
import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { type BoundRefusal, boundRefusals, isDoneByInterception } from './bound-refusal.js';

/** So often the same credentials must be turned down: one refusal is a mistyped password, and the next is right. */
const refusalsOfALoop = 2;

/**
 * NTLM or Negotiate is refused again and again, and no program that takes TLS off can be the cause: there is none, nothing was
 * bound to the certificate, or the client saw the server's own.
 */
export default {
  id: 'ntlm-loop',
  scope: 'flow',
  needs: ['authorization', 'interception'],
  references: [
    'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/security-best-practices/exchange-extended-protection',
    'https://learn.microsoft.com/exchange/architecture/client-access/kerberos-auth-for-load-balanced-client-access',
  ],
  applies: (flow) => boundRefusals(flow).length >= refusalsOfALoop || mayBeLoop(flow),
  check(flow) {
    const refusals = boundRefusals(flow);
    const last = refusals.at(-1);
    if (!last || refusals.length < refusalsOfALoop || refusals.some(isDoneByInterception)) return undefined;
    const { observation, scheme } = last;
    const interceptor = interceptorOf(observation.transaction);
    if (interceptor === undefined) return undefined;
    const { host, virtualDirectory } = flow.service;
    const server = observation.server?.frontEnd;
    const tool = interceptor === 'nobody' ? undefined : interceptor;
    const values = known({ reason: reasonOf(refusals), scheme, tool, host, virtualDirectory, server });
    const quotes = proof(
      quoteAuthorization(observation),
      quoteHeader(observation, 'www-authenticate') ?? quoteStatus(observation),
    );
    return { severity: 'error', confidence: 'medium', values, evidence: quotes };
  },
} satisfies FlowRule;

// Where nothing is bound to the channel, Extended Protection refuses on its own account.
function reasonOf(refusals: readonly BoundRefusal[]): string {
  if (refusals.every(({ isKerberos }) => isKerberos)) return 'kerberos';
  const isUnbound = ({ binding, observation }: BoundRefusal) =>
    (binding === 'zero' || binding === 'absent') && extendedProtectionOf(observation.service.protocol) === 'require';
  return refusals.some(isUnbound) ? 'unbound' : 'credentials';
}

// What was sent is not to be seen: refusals without end look like the beginning of a handshake.
function mayBeLoop({ service, outcome, observations }: Flow): boolean {
  const unseen = observations.filter(({ transaction }) => transaction.absent.includes('authorization'));
  return service.kind === 'exchange' && outcome === 'open' && unseen.length > refusalsOfALoop;
}
