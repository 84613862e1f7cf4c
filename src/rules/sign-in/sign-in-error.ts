import { answerOf } from '../../flow/answer.js';
import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteEntraError } from '../evidence.js';
import { known } from '../values.js';
import { weightOf } from './pasted-success.js';
import { followsUnseen, type SignInFailure, signInFailureOf } from './sign-in-failure.js';

/** Entra ID or AD FS refused for a reason that no other rule knows: shown raw, nothing invented. */
export default {
  id: 'sign-in-error',
  scope: 'flow',
  needs: ['response-body'],
  references: ['https://learn.microsoft.com/entra/identity-platform/reference-error-codes'],
  applies: (flow) => flow.signIn.length > 0,
  check(flow, context) {
    const failure = signInFailureOf(flow);
    if (failure?.rule !== 'sign-in-error') return undefined;
    const { observation, error } = failure;
    const values = known({
      kind: failure.kind,
      code: error.code === undefined ? error.msis : `AADSTS${error.code}`,
      error: error.error,
      text: error.error_description?.split(/[\r\n]|Trace ID:/i, 1)[0]?.trim(), // the ids that follow are values of their own
      correlation: error.correlation_id,
      host: observation.service.host,
    });
    const weight = weightOf(failure, context, plainWeight(flow, failure));
    return { ...weight, values, evidence: proof(quoteEntraError(observation, error)) };
  },
} satisfies FlowRule;

const plain = { severity: 'error', confidence: 'medium' } as const;
const echo = { severity: 'warning', confidence: 'low' } as const;
const ours = { severity: 'info', confidence: 'low' } as const;

// A sign-in that is sent a second time is refused for that alone: it accuses nobody.
function plainWeight(flow: Flow, failure: SignInFailure) {
  const { kind } = failure;
  if (kind === 'replayed') return ours;
  return followsUnseen(flow, failure) || (kind === 'loop' && wasRefused(flow)) ? echo : plain;
}

// A client that is refused by Exchange asks for the next token, again and again.
function wasRefused({ observations }: Flow): boolean {
  return observations.some((observation) => answerOf(observation) === 'refusal');
}
