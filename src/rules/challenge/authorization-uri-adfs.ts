import { exchangePrincipal } from '../../flow/answer.js';
import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { cloudOf, serviceOf } from '../../parse/service.js';
import type { Flow, FlowRule, Observation, RuleContext, Severity } from '../../types.js';
import { proof, quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { bearerOf, challengeConfidence, gotInOtherwise } from './challenge-fault.js';

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
  check(flow, context) {
    const { expect } = context;
    if (expect === 'adfs' || expect === 'none' || (flow.outcome === 'bearer' && expect !== 'hma')) return undefined;
    const answer = flow.observations.findLast((observation) => adfsUri(observation) !== undefined);
    const uri = answer && adfsUri(answer);
    if (!answer || uri === undefined) return undefined;
    const evidence = proof(
      quoteHeader(answer, 'www-authenticate', uri) ?? { transaction: answer.transaction.id, where: 'text', quote: uri },
    );
    return {
      severity: severityOf(flow, context),
      confidence: challengeConfidence(flow),
      values: known({ uri, host: flow.service.host }),
      evidence,
    };
  },
} satisfies FlowRule;

// Got in by NTLM or Negotiate: modern authentication may simply not be in use here.
function severityOf(flow: Flow, { expect }: RuleContext): Severity {
  if (expect === 'hma') return 'error';
  return flow.outcome === 'open' || gotInOtherwise(flow) ? 'info' : 'warning';
}

function adfsUri(observation: Observation): string | undefined {
  const bearer = bearerOf(observation)?.bearer;
  const uri = bearer?.authorization_uri;
  // Other products imitate AD FS: only Exchange's own challenge counts.
  if (uri === undefined || bearer?.client_id !== exchangePrincipal) return undefined;
  const isAdfs = serviceOf(uri).adfs || bearer.issuer_kind?.toLowerCase() === 'adfs';
  return isAdfs && cloudOf(hostOfUrl(uri) ?? '') === undefined ? uri : undefined;
}
