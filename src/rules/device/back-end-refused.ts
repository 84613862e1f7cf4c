import { answerOf, exchangeDiagnostics } from '../../flow/answer.js';
import type { Flow, FlowRule, Observation } from '../../types.js';
import { proof, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/**
 * The front end took the request and passed it on, and the back end refused it or failed. Where Exchange gives a reason
 * for the token, that reason is the cause, and this rule is silent.
 */
export default {
  id: 'back-end-refused',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/architecture/architecture',
    'https://www.msxfaq.de/cloud/exchangeonline/betrieb/exchange_http_header.htm',
  ],
  applies: (flow) =>
    flow.service.kind === 'exchange' &&
    !flow.service.online && // there every 401 carries these headers
    flow.observations.some((observation) => (observation.transaction.response?.status ?? 0) >= 400),
  check(flow) {
    const answer = lastAnswer(flow);
    const status = answer && backEndStatusOf(answer);
    if (!answer || status === undefined) return undefined;
    const { host, virtualDirectory } = flow.service;
    const { frontEnd, backEnd, requestId } = answer.server ?? {};
    const values = known({ status, host, virtualDirectory, server: frontEnd, backEnd, correlation: requestId });
    const evidence = proof(
      quoteHeader(answer, 'x-failurecontext') ?? quoteHeader(answer, 'x-backendhttpstatus'),
      quoteStatus(answer),
    );
    return { severity: 'error', confidence: answer.front?.failureContext ? 'high' : 'medium', values, evidence };
  },
} satisfies FlowRule;

function lastAnswer(flow: Flow): Observation | undefined {
  if (flow.outcome !== 'refused' && flow.outcome !== 'failed') return undefined;
  const last = flow.observations.findLast((observation) => answerOf(observation) !== 'other');
  return last && sentSomething(last) && exchangeDiagnostics(last).length === 0 ? last : undefined;
}

// Without credentials the back end has to say 401.
function sentSomething({ authorization }: Observation): boolean {
  return authorization.scheme !== 'none' && !(authorization.scheme === 'bearer' && authorization.empty);
}

// "FrontEnd;401;<reason, encoded>;…": the front end tells what it got from behind.
function backEndStatusOf({ front }: Observation): string | undefined {
  const told = /^FrontEnd;([45]\d\d)(?:;|$)/i.exec(front?.failureContext ?? '')?.[1];
  return told ?? (/^[45]/.test(front?.backEndStatus ?? '') ? front?.backEndStatus : undefined);
}
