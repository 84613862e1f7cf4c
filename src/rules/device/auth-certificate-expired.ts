import type { FlowRule } from '../../types.js';
import { evidence, proof, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { answerInPlace } from './in-place.js';

/**
 * OWA or ECP fails because Exchange has no certificate left that protects its cookies and signs its tokens: the "Microsoft
 * Exchange Server Auth Certificate" has expired, is gone, or is not known to this server.
 */
export default {
  id: 'auth-certificate-expired',
  scope: 'flow',
  needs: ['response-body'],
  references: [
    'https://learn.microsoft.com/exchange/troubleshoot/administration/cannot-access-owa-or-ecp-if-oauth-expired',
    'https://microsoft.github.io/CSS-Exchange/Admin/MonitorExchangeAuthCertificate/',
  ],
  applies: ({ service, observations }) =>
    (service.protocol === 'owa' || service.protocol === 'ecp') &&
    observations.some(({ transaction }) => transaction.response?.status === 500),
  check(flow) {
    const answer = answerInPlace(flow);
    if (!answer?.front?.authCertificate) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({ host, virtualDirectory, server: answer.server?.frontEnd });
    const said = evidence(answer, 'body', 'HMACProvider.GetCertificates');
    return { severity: 'error', confidence: 'high', values, evidence: proof(said, quoteStatus(answer)) };
  },
} satisfies FlowRule;
