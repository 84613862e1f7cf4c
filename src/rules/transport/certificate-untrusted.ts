import { certificateCodes } from '../../knowledge/tls.js';
import type { FlowRule } from '../../types.js';
import { evidence, proof, quoteFailure } from '../evidence.js';
import { known } from '../values.js';
import { lacksAnswer } from './unanswered.js';

/** The server's certificate is not trusted, has expired, or names another host: clients stop without a word. */
export default {
  id: 'certificate-untrusted',
  scope: 'flow',
  needs: ['response'],
  references: ['https://nodejs.org/api/tls.html#x509-certificate-error-codes'],
  applies: lacksAnswer,
  check(flow) {
    const refused = [...flow.observations, ...flow.signIn].findLast(
      ({ transaction: { failure } }) => failure?.stage === 'tls' && certificateCodes.has(failure.code),
    );
    const failure = refused?.transaction.failure;
    if (flow.outcome !== 'failed' || !refused || !failure) return undefined;
    const { subject, issuer, names, validTo } = failure.certificate ?? {};
    const values = known({
      host: refused.service.host,
      code: failure.code,
      subject,
      issuer,
      names: names?.join(', '),
      validTo,
      store: refused.transaction.source === 'live' ? 'node' : 'client',
    });
    const quotes = proof(
      quoteFailure(refused),
      issuer === undefined ? undefined : evidence(refused, 'certificate issuer', issuer),
    );
    return { severity: 'error', confidence: 'high', values, evidence: quotes };
  },
} satisfies FlowRule;
