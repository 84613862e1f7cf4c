import type { Flow, FlowRule, Observation } from '../../types.js';
import { proof, quoteEntraError } from '../evidence.js';
import { known } from '../values.js';
import { weightOf } from './pasted-success.js';
import { signInFailureOf } from './sign-in-failure.js';

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
      code: error.code === undefined ? error.msis : `AADSTS${error.code}`,
      error: error.error,
      text: error.error_description?.split(/[\r\n]|Trace ID:/i, 1)[0]?.trim(), // the ids that follow are values of their own
      correlation: error.correlation_id,
      host: observation.service.host,
    });
    const weight = weightOf(failure, context, followsUnseen(flow, observation) ? echo : plain);
    return { ...weight, values, evidence: proof(quoteEntraError(observation, error)) };
  },
} satisfies FlowRule;

const plain = { severity: 'error', confidence: 'medium' } as const;
const echo = { severity: 'warning', confidence: 'low' } as const;

// An earlier refusal of the same sign-in whose reason was not recorded: it may be the cause, and this its echo.
function followsUnseen({ signIn }: Flow, observation: Observation): boolean {
  const before = signIn.slice(0, signIn.indexOf(observation));
  return before.some(({ entraErrors, transaction: { response, absent } }) => {
    const isRefusal = response?.status !== undefined && response.status >= 400;
    return isRefusal && entraErrors.length === 0 && absent.includes('response-body');
  });
}
