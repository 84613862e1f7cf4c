import { exchangeBearerChallenge } from '../../flow/answer.js';
import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { issuerKindOf } from '../../knowledge/issuers.js';
import { cloudOf } from '../../parse/service.js';
import type { BearerParameters, Flow, FlowRule, Observation, Token } from '../../types.js';
import { evidence, proof, quoteClaim, quoteHeader } from '../evidence.js';
import { lastRefusal } from '../token/refusal.js';
import { isServerToServer, vouching } from '../token/token-kind.js';
import { known } from '../values.js';

/**
 * The challenge names no issuer of servers' tokens for the tenant. Free/busy and the like between the two sides are then
 * at risk; users' tokens are trusted by another way, which no challenge lists, so for Outlook it proves nothing.
 */
export default {
  id: 'trusted-issuer-missing',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/configure-oauth-authentication-between-exchange-and-exchange-online-organizations-exchange-2013-help',
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-xoauth/f622dee1-a9a7-436e-b44e-6ecf8f536f77',
  ],
  applies: (flow) =>
    flow.service.kind === 'exchange' &&
    flow.observations.some(({ transaction }) => transaction.response?.status === 401),
  check(flow) {
    const answer = flow.observations.findLast((observation) => bearerOf(observation) !== undefined);
    const bearer = answer && bearerOf(answer);
    if (!answer || !bearer || flow.service.online || isCut(answer)) return undefined;
    const refused = refusedServerToken(flow);
    const token = refused?.token ?? tokenOf(flow);
    const kind = kindOf(bearer, token, refused !== undefined);
    if (kind === undefined) return undefined;
    const tenant = token && vouching(token).tenant;
    const { host, virtualDirectory } = flow.service;
    const values = known({ kind, tenant, host, virtualDirectory, server: answer.server?.frontEnd });
    const challenge = exchangeBearerChallenge(answer)?.raw ?? '';
    const quotes = proof(
      quoteHeader(answer, 'www-authenticate', 'client_id') ?? evidence(answer, 'text', challenge),
      refused && quoteClaim(refused.observation, 'iss', vouching(refused.token).issuer ?? ''),
    );
    if (refused) return { severity: 'error', confidence: 'medium', values, evidence: quotes };
    return { severity: 'info', confidence: 'medium', values, evidence: quotes };
  },
} satisfies FlowRule;

function bearerOf(observation: Observation): BearerParameters | undefined {
  return exchangeBearerChallenge(observation)?.bearer;
}

// What a paste cut off may have been the very parameter.
function isCut({ defects }: Observation): boolean {
  return defects.some(({ code }) => code === 'unterminated-quote' || code === 'value-missing');
}

// A reason that is not about the issuer has nothing to do with who is trusted.
function refusedServerToken(flow: Flow): { token: Token; observation: Observation } | undefined {
  const refusal = flow.outcome === 'refused' ? lastRefusal(flow) : undefined;
  const category = refusal?.diagnostics?.error_category;
  if (!refusal?.token || !isServerToServer(refusal.token)) return undefined;
  if (category !== undefined && category !== 'invalid_issuer' && category !== 'invalid_tenant') return undefined;
  return { token: refusal.token, observation: refusal.observation };
}

function tokenOf({ observations }: Flow): Token | undefined {
  const tokens = observations.map(({ authorization }) =>
    authorization.scheme === 'bearer' && !authorization.empty ? authorization.token : undefined,
  );
  return tokens.findLast((token) => token?.tenant !== undefined);
}

// AD FS alone trusts no servers of the cloud, and needs none.
function kindOf(bearer: BearerParameters, token: Token | undefined, isRefused: boolean): string | undefined {
  const realms = (bearer.trusted_issuers ?? []).flatMap(({ issuer, realm }) =>
    issuerKindOf(issuer) === 'acs' ? [realm?.toLowerCase() ?? '*'] : [],
  );
  const isEntra = cloudOf(hostOfUrl(bearer.authorization_uri) ?? '') !== undefined;
  if (realms.length === 0) return isEntra || isRefused ? 'none' : undefined;
  const tenant = token && vouching(token).tenant?.toLowerCase();
  if (tenant === undefined || realms.includes(tenant) || realms.includes('*') || realms.includes('')) return undefined;
  return 'other-tenant';
}
