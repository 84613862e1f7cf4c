import { assertionSignature } from '../../knowledge/diagnostics.js';
import { issuerKindOf } from '../../knowledge/issuers.js';
import type { Flow, FlowRule, Problem } from '../../types.js';
import { proof, quoteEntraError } from '../evidence.js';
import { known } from '../values.js';
import type { Refusal } from './refusal.js';
import { isServerToServer, vouching } from './token-kind.js';
import { problemOf, verdictOf } from './verdict.js';

/**
 * Exchange could not check the token's signature: it does not know the key. We check none ourselves, since Microsoft
 * puts a nonce into some headers which makes every outsider's check fail.
 */
export default {
  id: 'invalid-signature',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/troubleshoot/calendars/resolve-free-busy-errors',
    'https://learn.microsoft.com/powershell/module/exchange/set-authserver',
  ],
  applies: (flow) => flow.outcome === 'refused' || assertionErrorOf(flow) !== undefined,
  check(flow) {
    const verdict = verdictOf(flow, 'invalid-signature');
    if (!verdict) return ownAssertion(flow);
    const { refusal } = verdict;
    const { token, observation } = refusal;
    const values = known({
      kind: kindOf(refusal, flow.service.online),
      issuer: token && vouching(token).issuer,
      host: flow.service.host,
      server: observation.server?.frontEnd,
    });
    return problemOf(verdict, values);
  },
} satisfies FlowRule;

// A server's own request for a token is signed too, and Entra ID may not know the key: another rule says what to do.
function ownAssertion(flow: Flow): Problem | undefined {
  const found = assertionErrorOf(flow);
  if (!found) return undefined;
  const { observation, error } = found;
  const values = known({ kind: 'assertion', host: observation.service.host, code: error.code });
  return { severity: 'info', confidence: 'high', values, evidence: proof(quoteEntraError(observation, error)) };
}

function assertionErrorOf({ outcome, signIn }: Flow) {
  if (outcome === 'bearer') return undefined;
  const errors = signIn.flatMap((observation) => observation.entraErrors.map((error) => ({ observation, error })));
  return errors.findLast(({ error }) => assertionSignature.test(error.error_description ?? error.raw));
}

function kindOf({ meaning, token }: Refusal, online: boolean): string {
  if (meaning?.kind !== undefined) return meaning.kind;
  if (online) return 'online';
  if (!token) return 'unknown';
  if (isServerToServer(token)) return 's2s';
  return issuerKindOf(token.issuer) === 'adfs' ? 'adfs' : 'user';
}
