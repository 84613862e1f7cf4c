import { exchangePrincipal } from '../flow/answer.js';
import { hostOfUrl } from '../flow/sign-in-legs.js';
import { cloudOf, serviceOf } from '../parse/service.js';
import type { FlowRule, Observation, Severity } from '../types.js';
import { bearerOf, challengeConfidence } from './challenge-fault.js';
import { proof, quoteHeader } from './evidence.js';
import { known } from './values.js';

/**
 * Exchange sends clients to AD FS. That is right where AD FS modern authentication is meant (Exchange 2019 CU13 and
 * later), so it is silent where the sign-in works or AD FS is expected.
 */
export default {
  id: 'authorization-uri-adfs',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/enable-modern-auth-in-exchange-server-on-premises',
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  applies: (flow) =>
    flow.service.kind !== 'sign-in' &&
    flow.observations.some(({ transaction }) => transaction.response?.status === 401),
  check(flow, { expect }) {
    if (expect === 'adfs' || expect === 'none' || (flow.outcome === 'bearer' && expect !== 'hma')) return undefined;
    const answer = flow.observations.findLast((observation) => adfsUri(observation) !== undefined);
    const uri = answer && adfsUri(answer);
    if (!answer || uri === undefined) return undefined;
    const severity: Severity = expect === 'hma' ? 'error' : flow.outcome === 'open' ? 'info' : 'warning';
    const evidence = proof(
      quoteHeader(answer, 'www-authenticate', uri) ?? { transaction: answer.transaction.id, where: 'text', quote: uri },
    );
    return {
      severity,
      confidence: challengeConfidence(flow),
      values: known({ uri, host: flow.service.host }),
      evidence,
    };
  },
} satisfies FlowRule;

function adfsUri(observation: Observation): string | undefined {
  const bearer = bearerOf(observation)?.bearer;
  const uri = bearer?.authorization_uri;
  // Other products imitate AD FS: only Exchange's own challenge counts.
  if (uri === undefined || bearer?.client_id !== exchangePrincipal) return undefined;
  const isAdfs = serviceOf(uri).adfs || bearer.issuer_kind?.toLowerCase() === 'adfs';
  return isAdfs && cloudOf(hostOfUrl(uri) ?? '') === undefined ? uri : undefined;
}
