import type { FlowRule } from '../types.js';
import { proof, quoteEntraError } from './evidence.js';
import { signInFailureOf } from './sign-in-failure.js';
import { known } from './values.js';

/** Entra ID or AD FS refused for a reason that no other rule knows: shown raw, nothing invented. */
export default {
  id: 'sign-in-error',
  scope: 'flow',
  needs: ['response-body'],
  references: ['https://learn.microsoft.com/entra/identity-platform/reference-error-codes'],
  applies: (flow) => flow.signIn.length > 0,
  check(flow) {
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
    return { severity: 'error', confidence: 'medium', values, evidence: proof(quoteEntraError(observation, error)) };
  },
} satisfies FlowRule;
