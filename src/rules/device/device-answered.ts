import { answerOf } from '../../flow/answer.js';
import type { Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { emptyBearerAnswers, gotInOtherwise, offered } from '../challenge/challenge-fault.js';
import { quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { answerInPlace, deviceOf, inExcerpt, isForeign, whoAnswered } from './in-place.js';

/**
 * Something in front of Exchange turned the client away: a 401 without a challenge (no web server may send that), a
 * challenge of a device that names itself, or its refusal.
 */
export default {
  id: 'device-answered',
  scope: 'flow',
  needs: ['authorization', 'response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/clients/outlook-for-ios-and-android/use-hybrid-modern-auth',
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
  ],
  applies: (flow) =>
    flow.service.kind === 'exchange' &&
    flow.service.protocol !== 'autodiscover' && // web sites answer there: a rule of its own
    flow.observations.some(({ transaction }) => isTurnedAway(transaction.response?.status)),
  check(flow, context) {
    const answer = lastAnswer(flow);
    const kind = answer && kindOf(answer);
    if (!answer || kind === undefined || flow.service.protocol === 'autodiscover') return undefined;
    const { host, virtualDirectory } = flow.service;
    const device = deviceOf(flow, answer);
    const values = known({ kind, device, host, virtualDirectory, offered: offered(answer) });
    const evidence = whoAnswered(answer, quoteHeader(answer, 'www-authenticate'));
    return { ...weightOf(flow, kind, context), values, evidence };
  },
} satisfies FlowRule;

function isTurnedAway(status: number | undefined): boolean {
  return status === 401 || status === 403;
}

// What went on well afterwards is not turned away.
function lastAnswer(flow: Flow): Observation | undefined {
  if (flow.outcome !== 'refused' && flow.outcome !== 'open' && !gotInOtherwise(flow)) return answerInPlace(flow);
  const asked = gotInOtherwise(flow) ? emptyBearerAnswers(flow) : flow.observations;
  return asked.findLast((observation) => {
    const answer = answerOf(observation);
    return answer === 'refusal' || answer === 'challenge';
  });
}

// A hardened Exchange shows no header of its own either, but has a challenge: then a device must name itself.
function kindOf(answer: Observation): string | undefined {
  const { authorization, challenges, front, transaction } = answer;
  const { status } = transaction.response ?? {};
  if (!isForeign(answer) || authorization.scheme === 'none') return undefined;
  if (status === 401 && challenges.length === 0) return 'no-challenge';
  if (front?.device === undefined) return undefined;
  if (status === 401) return 'foreign';
  return status === 403 ? 'blocked' : undefined;
}

function weightOf(flow: Flow, kind: string, { expect }: RuleContext) {
  const confidence = kind === 'foreign' ? 'medium' : 'high';
  if (gotInOtherwise(flow) || expect === 'none') return { severity: 'info', confidence } as const;
  if (inExcerpt(flow)) return { severity: 'warning', confidence: 'low' } as const;
  return { severity: 'error', confidence } as const;
}
