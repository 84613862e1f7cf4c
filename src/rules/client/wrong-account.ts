import type { ClientKind, Flow, FlowRule, Token } from '../../types.js';
import { evidence, proof, quoteClaim, quoteStatus } from '../evidence.js';
import { mailboxFailureOf, quoteMailboxFailure } from '../mailbox/mailbox-failure.js';
import { type Refusal, refusalOf } from '../token/refusal.js';
import { ruleByMatch } from '../token/three-way-match.js';
import { isServerToServer } from '../token/token-kind.js';
import { known } from '../values.js';

/**
 * The token's user is not the one for whom the client speaks, and the request is refused without a better reason. The
 * difference alone is no fault: shared mailboxes have another name, and a UPN need not be the mail address.
 */
export default {
  id: 'wrong-account',
  scope: 'flow',
  needs: ['authorization'],
  references: [
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmapihttp/',
    'https://learn.microsoft.com/entra/identity/devices/concept-primary-refresh-token',
  ],
  applies: (flow) => isRefused(flow) && flow.client.user !== undefined && namesItsUser.has(flow.client.kind),
  check(flow) {
    const identity = flow.client.user;
    const refused = refusedToken(flow);
    const user = refused?.token.user;
    if (!refused || identity === undefined || user === undefined || !namesItsUser.has(flow.client.kind))
      return undefined;
    if (isServerToServer(refused.token) || isSamePerson(user, identity)) return undefined;
    const values = known({ user, identity, host: flow.service.host, tenant: refused.token.tenant });
    const quotes = proof(
      quoteClaim(refused.observation, 'upn', user),
      evidence(refused.observation, 'X-User-Identity', identity),
      refused.quote,
    );
    return { severity: 'error', confidence: 'medium', values, evidence: quotes };
  },
} satisfies FlowRule;

/** Clients that say for whom they speak; with others the name is the mailbox's alone. */
const namesItsUser: ReadonlySet<ClientKind> = new Set(['outlook', 'outlook-2013', 'outlook-mac', 'apple-mail']);

function isRefused(flow: Flow): boolean {
  return flow.outcome === 'refused' || mailboxFailureOf(flow) !== undefined;
}

function refusedToken(flow: Flow) {
  const failure = mailboxFailureOf(flow);
  const refusal = failure ? undefined : unexplainedRefusal(flow);
  const observation = failure?.kind === 'access' ? failure.observation : refusal?.observation;
  const token = observation && tokenOf(observation.authorization);
  if (!observation || !token) return undefined;
  return { observation, token, quote: failure ? quoteMailboxFailure(failure) : quoteStatus(observation) };
}

function unexplainedRefusal(flow: Flow): Refusal | undefined {
  const refusal = refusalOf(flow);
  if (!refusal || (refusal.rule !== undefined && refusal.rule !== 'token-refused')) return undefined;
  return refusal.observation.server?.exchange && ruleByMatch(flow, refusal) === undefined ? refusal : undefined;
}

function tokenOf(authorization: Refusal['observation']['authorization']): Token | undefined {
  return authorization.scheme === 'bearer' && !authorization.empty ? authorization.token : undefined;
}

// megan@corp.contoso.com may well be the account of megan@contoso.com.
function isSamePerson(user: string, identity: string): boolean {
  const localPart = (name: string) => name.toLowerCase().split('@', 1)[0];
  return localPart(user) === localPart(identity);
}
