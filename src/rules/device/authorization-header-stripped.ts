import { answerOf, exchangeBearerChallenge } from '../../flow/answer.js';
import type { Flow, FlowRule, Observation } from '../../types.js';
import { gotInOtherwise } from '../challenge/challenge-fault.js';
import { proof, quoteAuthorization, quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { deviceOf, sentToken } from './in-place.js';

/**
 * A whole token was sent, and the answer is that to a first question: a challenge with neither `error` nor diagnostics.
 * Exchange says `invalid_token` of every token that it turns down, so it never saw this one.
 */
export default {
  id: 'authorization-header-stripped',
  scope: 'flow',
  needs: ['request', 'authorization', 'response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/exchange/clients/outlook-for-ios-and-android/use-hybrid-modern-auth',
  ],
  applies: (flow) =>
    flow.service.kind === 'exchange' &&
    (flow.outcome === 'refused' ||
      gotInOtherwise(flow) ||
      (flow.outcome === 'open' && flow.observations.some(isUnseen))),
  check(flow) {
    const answer = answerToToken(flow);
    if (!answer || !isFirstQuestion(answer)) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({ host, virtualDirectory, server: answer.server?.frontEnd, device: deviceOf(flow, answer) });
    const evidence = proof(
      quoteAuthorization(answer),
      quoteHeader(answer, 'www-authenticate', 'client_id') ?? quoteHeader(answer, 'www-authenticate'),
    );
    return { severity: gotInOtherwise(flow) ? 'info' : 'error', confidence: 'high', values, evidence };
  },
} satisfies FlowRule;

function isUnseen({ transaction }: Observation): boolean {
  const { absent, response } = transaction;
  return response?.status === 401 && (absent.includes('authorization') || absent.includes('response-headers'));
}

// NTLM that is refused after it does not make it undone; where it gets in, the token was not needed.
function answerToToken(flow: Flow): Observation | undefined {
  if (flow.outcome !== 'refused' && !gotInOtherwise(flow)) return undefined;
  const answer = flow.observations.findLast(sentToken);
  return answer && answerOf(answer) === 'refusal' ? answer : undefined;
}

// An old server left out the error beside its diagnostics; without authorization_uri it may be such a server.
function isFirstQuestion(answer: Observation): boolean {
  const bearer = exchangeBearerChallenge(answer)?.bearer;
  return bearer?.authorization_uri !== undefined && bearer.error === undefined && answer.diagnostics.length === 0;
}
