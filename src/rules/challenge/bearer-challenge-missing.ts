import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { bearerOf, challengeConfidence, challengeSeverity, emptyBearerAnswers, offered } from './challenge-fault.js';

/**
 * An empty Bearer was answered without a Bearer challenge: OAuth is off on that virtual directory or server. After an
 * anonymous request the same answer is normal, so only the answer to an empty Bearer counts.
 */
export default {
  id: 'bearer-challenge-missing',
  scope: 'flow',
  needs: ['request', 'authorization', 'response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/exchange/clients/outlook-for-ios-and-android/use-hybrid-modern-auth',
  ],
  applies: (flow) =>
    flow.service.kind !== 'sign-in' &&
    flow.observations.some((answer) => answer.transaction.response?.status === 401 && !bearerOf(answer)),
  check(flow, context) {
    if (flow.outcome === 'bearer' || flow.service.kind !== 'exchange') return undefined;
    const answer = answerWithout(flow);
    if (!answer) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({ host, virtualDirectory, server: answer.server?.frontEnd, offered: offered(answer) });
    const quotes = proof(quoteAuthorization(answer), quoteHeader(answer, 'www-authenticate') ?? quoteStatus(answer));
    return {
      severity: challengeSeverity(flow, context),
      confidence: challengeConfidence(flow),
      values,
      evidence: quotes,
    };
  },
} satisfies FlowRule;

// A device or a website in front answers 401 too: Exchange is accused only where it shows itself.
function answerWithout(flow: Flow) {
  const answers = emptyBearerAnswers(flow).filter(({ transaction }) => transaction.response?.status === 401);
  const last = answers.at(-1);
  if (!last || bearerOf(last) || last.diagnostics.length > 0) return undefined;
  if (last.transaction.absent.includes('response-headers')) return undefined; // it may be among those left out
  return last.server?.exchange ? last : undefined;
}
