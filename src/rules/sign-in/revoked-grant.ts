import { grantIssuedAt, grantValidFrom } from '../../knowledge/aadsts.js';
import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteEntraError } from '../evidence.js';
import { known } from '../values.js';
import { weightOf } from './pasted-success.js';
import { signInFailureOf } from './sign-in-failure.js';

/** The refresh token was revoked (the password changed, sessions were ended) and nobody signed in again. */
export default {
  id: 'revoked-grant',
  scope: 'flow',
  needs: ['response-body'],
  references: [
    'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    'https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-revocation',
  ],
  applies: (flow) => flow.signIn.length > 0,
  check(flow, context) {
    const failure = signInFailureOf(flow);
    if (failure?.rule !== 'revoked-grant') return undefined;
    const { observation, error } = failure;
    const text = error.error_description ?? error.raw;
    const values = known({
      user: observation.signInRequest?.login_hint ?? userOf(flow),
      issuedAt: firstGroup(grantIssuedAt, text),
      validFrom: firstGroup(grantValidFrom, text),
      code: error.code,
      correlation: error.correlation_id,
    });
    return { ...weightOf(failure, context, certain), values, evidence: proof(quoteEntraError(observation, error)) };
  },
} satisfies FlowRule;

const certain = { severity: 'error', confidence: 'high' } as const;

function userOf(flow: Flow): string | undefined {
  return flow.client.user;
}

function firstGroup(pattern: RegExp, text: string): string | undefined {
  return pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
}
