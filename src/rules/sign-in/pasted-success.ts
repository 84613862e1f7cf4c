import { answerOf } from '../../flow/answer.js';
import { byStart } from '../../flow/order.js';
import { resourceHostOf } from '../../flow/sign-in-legs.js';
import type { Flow, Observation, Problem, RuleContext } from '../../types.js';
import { isOtherResource, type SignInFailure } from './sign-in-failure.js';

type Weight = Pick<Problem, 'severity' | 'confidence'>;

/** The context with what the paste says last of success, where there is any. */
export function withPastedSuccess(context: RuleContext, flows: readonly Flow[]): RuleContext {
  let last: Observation | undefined;
  for (const { observations, signIn } of flows) {
    for (const list of [observations, signIn]) {
      for (const one of list) if (isPastedSuccess(one) && (!last || byStart(one, last) > 0)) last = one;
    }
  }
  return last ? { ...context, pastedSuccess: last } : context;
}

function isPastedSuccess(observation: Observation): boolean {
  if (observation.transaction.source !== 'text') return false;
  return observation.signInAnswer?.kind === 'token' || answerOf(observation) === 'bearer';
}

/**
 * What a sign-in's error weighs. A paste shows no request bodies: an error that names no resource may be a step of the
 * sign-in which goes on further down the page and ends well. Then it is no more than information. What was asked for
 * on behalf of another product (Graph, Teams) keeps nobody from the mail.
 */
export function weightOf(failure: SignInFailure, { pastedSuccess }: RuleContext, alone: Weight): Weight {
  if (isOvertaken(failure, pastedSuccess)) return { severity: 'info', confidence: 'low' };
  const isForMail = !isOtherResource(failure.observation.signInRequest?.resource);
  return isForMail || alone.severity === 'info' ? alone : { severity: 'warning', confidence: 'low' };
}

// An error without its request is a complaint, and that is the end whatever else was pasted.
function isOvertaken({ observation, error }: SignInFailure, success: Observation | undefined): boolean {
  const { source, request } = observation.transaction;
  if (!success || source !== 'text' || request?.url === undefined) return false;
  if (observation.service.host !== success.service.host && success.service.kind === 'sign-in') return false;
  if (error.resource !== undefined || resourceHostOf(observation) !== undefined) return false;
  return byStart(success, observation) > 0;
}
