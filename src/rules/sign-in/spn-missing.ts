import { hostOfUrl } from '../../flow/sign-in-legs.js';
import type { Flow, FlowRule, Observation } from '../../types.js';
import { proof, quoteEntraError } from '../evidence.js';
import { known } from '../values.js';
import { weightOf } from './pasted-success.js';
import { type SignInFailure, signInFailureOf } from './sign-in-failure.js';

/** Entra ID has no service principal name for the host that was asked for: it cannot issue a token for Exchange. */
export default {
  id: 'spn-missing',
  scope: 'flow',
  needs: ['response-body'],
  references: [
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
    'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  ],
  applies: (flow) => flow.signIn.length > 0,
  check(flow, context) {
    const failure = signInFailureOf(flow);
    if (failure?.rule !== 'spn-missing') return undefined;
    const { observation, error } = failure;
    const resource = error.resource ?? observation.signInRequest?.resource;
    const values = known({
      kind: kindOf(flow, failure, hostOfUrl(resource)),
      resource,
      host: hostOfUrl(resource),
      tenant: error.tenant,
      code: error.code,
    });
    return { ...weightOf(failure, context, certain), values, evidence: proof(quoteEntraError(observation, error)) };
  },
} satisfies FlowRule;

const certain = { severity: 'error', confidence: 'high' } as const;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// Names that no client outside can reach: a new server's connection point, not a name to publish.
const internalName = /^[^.]+$|\.(local|lan|internal|intranet|intra|corp|home|ad)$/i;

function kindOf(flow: Flow, failure: SignInFailure, host: string | undefined): string {
  if (isForeign(flow, failure)) return 'foreign-tenant';
  if (host !== undefined && (internalName.test(host) || isServerName(flow, host))) return 'internal';
  return 'public';
}

// Another tenant than the one Exchange trusts; or the tenant of the account that was picked, not of the mailbox.
function isForeign(flow: Flow, { observation, error }: SignInFailure): boolean {
  const named = error.tenant?.toLowerCase();
  if (named === undefined) return false;
  if (guid.test(named)) {
    const tenants = flow.observations.flatMap(trustedTenants);
    return tenants.length > 0 && !tenants.includes(named);
  }
  const mailbox = domainOf(flow.client.user);
  return mailbox !== undefined && mailbox !== named && domainOf(observation.signInRequest?.login_hint) === named;
}

function domainOf(user: string | undefined): string | undefined {
  return user?.toLowerCase().split('@')[1];
}

// The tenants that Exchange itself trusts: the realms of its challenge.
function trustedTenants({ challenges }: Observation): string[] {
  const realms = challenges
    .flatMap(({ bearer }) => bearer?.trusted_issuers ?? [])
    .map(({ realm }) => realm?.toLowerCase());
  return realms.filter((realm): realm is string => realm !== undefined && guid.test(realm));
}

function isServerName(flow: Flow, host: string): boolean {
  return flow.observations.some(({ server }) => server?.frontEnd?.toLowerCase() === host.split('.', 1)[0]);
}
