import { answerOf, exchangeBearerChallenge, exchangeDiagnostics } from '../../flow/answer.js';
import type { Diagnostics, Flow, Observation, RuleId, Token } from '../../types.js';
import { type Meaning, meaningOf } from './meaning.js';

/** The refusal that decided a flow: its last, with the reason that Exchange gave. */
export interface Refusal {
  readonly observation: Observation;
  /** Missing when Exchange, or something in front of it, gave no reason. */
  readonly diagnostics?: Diagnostics;
  /** The token that was refused, where it was seen. */
  readonly token?: Token;
  /** What the reason means; missing without a reason. */
  readonly meaning?: Meaning;
  /** The rule that this refusal belongs to; undefined without a reason. */
  readonly rule?: RuleId;
}

/** The refusal that a flow ended with; undefined when it got in, or ended otherwise. */
export function refusalOf(flow: Flow): Refusal | undefined {
  if (flow.outcome !== 'refused') return undefined;
  const known = refusals.get(flow);
  if (known) return known.refusal;
  const refusal = lastRefusal(flow);
  refusals.set(flow, { refusal });
  return refusal;
}

// Every rule of the family asks the same of the same flow.
const refusals = new WeakMap<Flow, { readonly refusal: Refusal | undefined }>();

/** The last refusal of a flow, whatever became of the flow afterwards. */
export function lastRefusal(flow: Flow): Refusal | undefined {
  const observation = flow.observations.findLast((candidate) => answerOf(candidate) === 'refusal');
  if (!observation) return undefined;
  const diagnostics = exchangeDiagnostics(observation).at(-1);
  const { authorization } = observation;
  const token = authorization.scheme === 'bearer' && !authorization.empty ? authorization.token : undefined;
  const meaning = diagnostics && meaningOf(diagnostics);
  return {
    observation,
    ...(meaning && { diagnostics, meaning, rule: meaning.rule }),
    ...(token && { token }),
  };
}

/** The rule that diagnostics belong to. */
export function ruleOf(diagnostics: Diagnostics): RuleId {
  return meaningOf(diagnostics).rule;
}

/** A refusal of a token without a reason, by something that shows itself to be Exchange. */
export function isUnexplained({ observation, diagnostics, token }: Refusal): boolean {
  if (diagnostics || isClaimsChallenge(observation)) return false;
  const challenge = exchangeBearerChallenge(observation);
  if (token) return observation.server?.exchange === true;
  // The request was not seen: Exchange's error="invalid_token" says that a token was sent.
  return challenge?.bearer?.error !== undefined && observation.authorization.scheme === 'none';
}

/**
 * Exchange Online asks for a fresher token, which the client then fetches: a step of continuous access evaluation, and
 * no fault by itself (https://learn.microsoft.com/entra/identity-platform/claims-challenge).
 */
export function isClaimsChallenge({ challenges }: Observation): boolean {
  return challenges.some(({ bearer }) => bearer?.error?.toLowerCase() === 'insufficient_claims');
}
