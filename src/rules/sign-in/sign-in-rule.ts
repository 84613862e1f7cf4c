import type { Flow, FlowRule, Problem, RuleId } from '../../types.js';
import { proof, quoteEntraError } from '../evidence.js';
import { known } from '../values.js';
import { weightOf } from './pasted-success.js';
import { type SignInFailure, signInFailureOf } from './sign-in-failure.js';

const reference = 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes';

/** What a rule adds to the common form. */
interface Own {
  /** Beside Microsoft's reference of error codes. */
  readonly references?: readonly string[];
  /** Beside the kind, the code, and what the sign-in log is searched by. */
  readonly values?: (flow: Flow, failure: SignInFailure) => Readonly<Record<string, string | undefined>>;
  /** Instead of an error of high confidence. */
  readonly weight?: (flow: Flow, failure: SignInFailure) => Pick<Problem, 'severity' | 'confidence'>;
}

/** A rule about sign-ins that ended with an error which the table of codes gives to it. */
export function signInRule(id: RuleId, { references = [], values, weight }: Own = {}): FlowRule {
  return {
    id,
    scope: 'flow',
    needs: ['response-body'],
    references: [...references, reference],
    applies: (flow) => flow.signIn.length > 0,
    check(flow, context) {
      const failure = signInFailureOf(flow);
      if (failure?.rule !== id) return undefined;
      const { observation, error, kind } = failure;
      const { code = error.msis, correlation_id: correlation, timestamp: at } = error;
      return {
        ...weightOf(failure, context, weight?.(flow, failure) ?? certain),
        values: known({ kind, code, correlation, at, ...values?.(flow, failure) }),
        evidence: proof(quoteEntraError(observation, error)),
      };
    },
  };
}

const certain = { severity: 'error', confidence: 'high' } as const;
