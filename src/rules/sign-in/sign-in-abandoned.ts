import type { Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { bearerOf, emptyBearerAnswers } from '../challenge/challenge-fault.js';
import { proof, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/** Exchange sent the client to sign in, the sign-in page was seen, and nothing came back: closed, blank, or cut off. */
export default {
  id: 'sign-in-abandoned',
  scope: 'flow',
  needs: ['response-body'],
  references: ['https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow'],
  // A paste is an excerpt: how it went on was not pasted.
  applies: ({ service, signIn, outcome, source }) =>
    service.kind === 'exchange' && signIn.length > 0 && outcome === 'open' && source !== 'text',
  check(flow, context) {
    const challenge = emptyBearerAnswers(flow).findLast((answer) => bearerOf(answer)?.bearer?.authorization_uri);
    const page = flow.signIn.findLast(({ signInAnswer }) => signInAnswer?.kind === 'page');
    if (!challenge || !page || isTold(flow) || isYoung(flow, context) || hasToken(context)) return undefined;
    const values = known({
      host: flow.service.host,
      authority: page.service.host,
      user: page.signInRequest?.login_hint ?? flow.client.user,
    });
    const quotes = proof(quoteHeader(challenge, 'www-authenticate', 'authorization_uri'), quoteStatus(page));
    return { severity: 'warning', confidence: 'low', values, evidence: quotes };
  },
} satisfies FlowRule;

/** A live sign-in may be on its way so long: a person looks for the telephone. Milliseconds. */
const patienceMs = 15 * 60_000;

// A token, an error or an answer whose body was dropped: how it went on is told, or cannot be known.
function isTold({ signIn }: Flow): boolean {
  return signIn.some(
    ({ signInAnswer, entraErrors, transaction }: Observation) =>
      signInAnswer?.kind === 'token' || entraErrors.length > 0 || transaction.absent.includes('response-body'),
  );
}

function isYoung({ source, lastAt }: Flow, { asOf }: RuleContext): boolean {
  return source === 'live' && lastAt !== undefined && (asOf === undefined || asOf - lastAt < patienceMs);
}

// Where somebody got in with a token the sign-in works: a page that is left open beside it is none's fault.
function hasToken({ summary }: RuleContext): boolean {
  return summary.rows.some(({ bearer }) => bearer > 0);
}
