import { answerOf, statusesOf } from '../../flow/answer.js';
import type { Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { proof, quoteAuthorization, quoteFailure } from '../evidence.js';
import { known } from '../values.js';
import { answerInPlace, deviceOf, inExcerpt, isForeign, sentToken, whoAnswered } from './in-place.js';

/**
 * The request without a token is answered by Exchange; the same request with a token is refused as too large, or cut
 * off, by something that is not Exchange. Tokens of users in many groups have four kilobytes and more.
 */
export default {
  id: 'token-too-large-for-device',
  scope: 'flow',
  needs: ['response', 'authorization', 'response-headers'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-5',
    'https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers',
  ],
  applies: (flow) => flow.service.kind === 'exchange' && flow.observations.some(mayBeTooLarge),
  check(flow, context) {
    const answer = answerInPlace(flow) ?? cutOff(flow);
    if (!answer || !sentToken(answer) || isTaken(flow, context) || !isTooLarge(flow, answer)) return undefined;
    const { host, virtualDirectory } = flow.service;
    const { status } = answer.transaction.response ?? {};
    const device = answer.front?.httpSys ? 'http.sys' : deviceOf(flow, answer);
    const values = known({ host, virtualDirectory, status, length: lengthOf(answer), device });
    const evidence = proof(quoteAuthorization(answer), ...whoAnswered(answer), quoteFailure(answer));
    return { severity: 'error', confidence: saysSo(answer) ? 'high' : 'medium', values, evidence };
  },
} satisfies FlowRule;

/** A connection that breaks with the token, and with nothing else, is not the network's fault. */
export function breaksWithToken(flow: Flow): boolean {
  const answer = cutOff(flow);
  return answer !== undefined && isTooLarge(flow, answer);
}

const limits = statusesOf('limit');
/** Of these the ones which are about headers and about nothing else. */
const ofHeaders: ReadonlySet<number | undefined> = new Set([431, 494]);
/** The smallest limit that devices are seen to have, less what other headers take. */
const smallestLimit = 3000;

function saysSo({ front, transaction }: Observation): boolean {
  return ofHeaders.has(transaction.response?.status) || front?.tooLarge === true;
}

function mayBeTooLarge({ transaction }: Observation): boolean {
  const { response, failure } = transaction;
  return limits.has(response?.status) || failure?.stage === 'response';
}

function cutOff(flow: Flow): Observation | undefined {
  if (flow.outcome !== 'failed') return undefined;
  const last = flow.observations.findLast((observation) => answerOf(observation) !== 'other');
  const stage = last?.transaction.failure?.stage;
  return last && sentToken(last) && (stage === 'request' || stage === 'response') ? last : undefined;
}

function isTooLarge(flow: Flow, answer: Observation): boolean {
  const { failure, response } = answer.transaction;
  if (saysSo(answer)) return isForeign(answer);
  if (!flow.observations.some(isAnsweredWithout) || (lengthOf(answer) ?? 0) < smallestLimit) return false;
  return failure !== undefined || (!inExcerpt(flow) && limits.has(response?.status) && isForeign(answer));
}

function isAnsweredWithout(observation: Observation): boolean {
  return !sentToken(observation) && observation.server?.exchange === true;
}

// A token that was taken here once fits through.
function isTaken({ service }: Flow, { summary }: RuleContext): boolean {
  return summary.rows.some((row) => row.host === service.host && row.bearer > 0);
}

function lengthOf({ authorization }: Observation): number | undefined {
  return authorization.scheme === 'bearer' && !authorization.empty ? authorization.token.length : undefined;
}
