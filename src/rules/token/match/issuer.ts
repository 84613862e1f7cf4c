import { exchangeBearerChallenge } from '../../../flow/answer.js';
import { hostOfUrl } from '../../../flow/sign-in-legs.js';
import { issuerKindOf } from '../../../knowledge/issuers.js';
import { cloudOf } from '../../../parse/service.js';
import type { BearerParameters, Flow, Observation, Token } from '../../../types.js';
import { proof, quoteClaim, quoteHeader } from '../../evidence.js';
import type { Refusal } from '../refusal.js';
import { isServerToServer } from '../token-kind.js';
import type { Misfit } from './misfit.js';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The issuer and the tenant of a user's token against the challenge. No challenge lists the issuer of users' tokens
 * (`https://sts.windows.net/…`), so it is compared with what the challenge does say: the tenants whose servers are
 * trusted, and the cloud in which users sign in. What servers trust of servers is another rule's.
 */
export function issuerCell(flow: Flow, { observation, token }: Refusal): Misfit | undefined {
  const challenged = flow.observations.findLast((one) => challengeOf(one) !== undefined);
  const challenge = challenged && challengeOf(challenged);
  if (!token?.issuer || !challenge || flow.service.online || isServerToServer(token)) return undefined;
  const kind = kindOf(token, challenge);
  if (kind === undefined) return undefined;
  const trusted = namedTenants(challenge).join(', ') || undefined;
  return {
    cell: 'issuer',
    rule: 'invalid-issuer',
    values: { kind, issuer: token.issuer, tenant: token.tenant, trusted, user: token.user },
    evidence: proof(
      quoteClaim(observation, 'iss', token.issuer),
      quoteHeader(challenged, 'www-authenticate', 'Bearer'),
    ),
  };
}

function challengeOf(observation: Observation): BearerParameters | undefined {
  return exchangeBearerChallenge(observation)?.bearer;
}

function kindOf(token: Token, challenge: BearerParameters): string | undefined {
  if (issuerKindOf(token.issuer) !== 'entra') return undefined;
  if (isOtherCloud(token, challenge)) return 'cloud';
  const tenants = namedTenants(challenge);
  const tenant = token.tenant?.toLowerCase();
  return tenant !== undefined && tenants.length > 0 && !tenants.includes(tenant) ? 'foreign-tenant' : undefined;
}

/** The tenants that a challenge trusts: none where it trusts any (`@*`), or names none. */
export function trustedTenants({ trusted_issuers = [] }: BearerParameters): string[] {
  const realms = trusted_issuers.flatMap(({ issuer, realm }) =>
    issuerKindOf(issuer) === 'acs' ? [realm?.toLowerCase() ?? '*'] : [],
  );
  return realms.every((realm) => guid.test(realm)) ? [...new Set(realms)] : [];
}

// A challenge may name its tenant in the address of the sign-in as well.
function namedTenants(challenge: BearerParameters): string[] {
  const [, inAddress] = /^https:\/\/[^/]{1,253}\/([^/]{36})\//.exec(challenge.authorization_uri ?? '') ?? [];
  const named = inAddress !== undefined && guid.test(inAddress) ? [inAddress.toLowerCase()] : [];
  return [...new Set([...trustedTenants(challenge), ...named])];
}

// The clouds of the United States issue under the worldwide name.
function isOtherCloud({ issuer }: Token, { authorization_uri }: BearerParameters): boolean {
  const issued = cloudOf(hostOfUrl(issuer) ?? '');
  const wanted = cloudOf(hostOfUrl(authorization_uri) ?? '');
  if (issued === undefined || wanted === undefined || issued === wanted) return false;
  return !(isAmerican(issued) && isAmerican(wanted));
}

function isAmerican(cloud: string): boolean {
  return cloud === 'worldwide' || cloud === 'us-gov' || cloud === 'us-dod';
}
