import { answerOf } from '../../flow/answer.js';
import type { Challenge, Confidence, Flow, Observation, RuleContext, Severity } from '../../types.js';

/** The answers that a flow got to an empty Bearer: only they tell whether OAuth is offered. */
export function emptyBearerAnswers(flow: Flow): Observation[] {
  return flow.observations.filter(
    ({ authorization, transaction }) =>
      authorization.scheme === 'bearer' && authorization.empty && transaction.response !== undefined,
  );
}

/** The Bearer challenge of an answer. */
export function bearerOf({ challenges }: Observation): Challenge | undefined {
  return challenges.find(({ scheme }) => scheme.toLowerCase() === 'bearer');
}

/** The schemes that an answer offers, each once, as sent. */
export function offered({ challenges }: Observation): string | undefined {
  return [...new Set(challenges.map(({ scheme }) => scheme))].join(', ') || undefined;
}

/** The flow got in, without a token. */
export function gotInOtherwise({ outcome }: Flow): boolean {
  return outcome === 'other-scheme' || outcome === 'signed-in' || outcome === 'anonymous';
}

/**
 * How much a challenge that does not lead to Entra matters. Where NTLM or Negotiate then gets in, HMA may simply not
 * be in use: information, unless the organisation said that it means to use it.
 */
export function challengeSeverity(flow: Flow, { expect }: RuleContext): Severity {
  if (expect === 'none') return 'info';
  if (gotInOtherwise(flow)) return expect === 'hma' ? 'warning' : 'info';
  // Interception breaks channel-bound NTLM: then the refusal may be ours, and the challenge innocent.
  return ntlmRefused(flow) && expect !== 'hma' ? 'warning' : 'error';
}

/** As sure as the proof: an answer to an empty Bearer that was seen, or pasted text in which the request is missing. */
export function challengeConfidence(flow: Flow): Confidence {
  if (flow.source === 'text' && emptyBearerAnswers(flow).length === 0) return 'low';
  return ntlmRefused(flow) ? 'low' : 'high';
}

/** NTLM or Negotiate was turned down with the credentials in it. */
export function ntlmRefused(flow: Flow): boolean {
  return flow.observations.some(
    (observation) =>
      (observation.authorization.scheme === 'ntlm' || observation.authorization.scheme === 'negotiate') &&
      answerOf(observation) === 'refusal',
  );
}
