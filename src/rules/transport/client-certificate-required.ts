import { interceptorOf } from '../../flow/interception.js';
import { clientCertificateCodes } from '../../knowledge/tls.js';
import type { Failure, FlowRule } from '../../types.js';
import { proof, quoteFailure } from '../evidence.js';
import { known } from '../values.js';
import { lacksAnswer } from './unanswered.js';

/**
 * The server ends TLS because the client showed no certificate, or one that it refuses. Behind a program that takes TLS off
 * no client can show one: what fails there may work without it.
 */
export default {
  id: 'client-certificate-required',
  scope: 'flow',
  needs: ['response'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.4',
    'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/configure-certificate-based-auth',
  ],
  applies: lacksAnswer,
  check(flow) {
    const refused = [...flow.observations, ...flow.signIn].findLast(({ transaction: { failure } }) =>
      lacksClientCertificate(failure),
    );
    const code = refused?.transaction.failure?.code;
    if (flow.outcome !== 'failed' || !refused || code === undefined) return undefined;
    const interceptor = interceptorOf(refused.transaction);
    const tool = interceptor === 'nobody' ? undefined : interceptor;
    const { host, port } = refused.service;
    return {
      severity: tool === undefined ? 'error' : 'warning',
      confidence: tool === undefined && saysRequired.test(code) ? 'high' : 'medium',
      values: known({ kind: saysRequired.test(code) ? 'required' : 'refused', host, port, code, tool }),
      evidence: proof(quoteFailure(refused)),
    };
  },
} satisfies FlowRule;

// Other alerts may have been sent by a device on the way that does not like the server's certificate.
const saysRequired = /CERTIFICATE_REQUIRED|CERT_NEEDED|\(98\)/;

/** The server speaks of the client's certificate. On the side of the client (`client-tls`) the same alerts are about ours. */
export function lacksClientCertificate(failure: Failure | undefined): boolean {
  if (!failure || failure.stage === 'client-tls' || failure.stage === 'proxy') return false;
  return clientCertificateCodes.has(failure.code) || /\balert certificate required\b/.test(failure.message ?? '');
}
