import { exchangeBearerChallenge } from '../../flow/answer.js';
import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { serverIssuers } from '../../knowledge/clouds.js';
import { cloudOf } from '../../parse/service.js';
import type { BearerParameters, CloudId, Flow, FlowRule, Observation } from '../../types.js';
import { proof, quoteClaim, quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { challengeConfidence, challengeSeverity } from './challenge-fault.js';

/**
 * Exchange sends users to sign in at another cloud than its tenant's. All names and paths of one cloud are as good:
 * login.windows.net, login.microsoftonline.com, /common, a tenant's id or domain.
 */
export default {
  id: 'authorization-uri-wrong-cloud',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud',
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  applies: (flow) =>
    flow.service.kind !== 'sign-in' &&
    flow.observations.some(({ transaction }) => transaction.response?.status === 401),
  check(flow, context) {
    if (flow.outcome === 'bearer') return undefined;
    const answer = flow.observations.findLast((observation) => bearerOf(observation)?.authorization_uri !== undefined);
    const uri = answer && bearerOf(answer)?.authorization_uri;
    const offered = cloudOf(hostOfUrl(uri) ?? '');
    const sign = answer && offered && signOf(flow, answer, offered);
    if (!answer || !sign) return undefined;
    const evidence = proof(quoteHeader(answer, 'www-authenticate', 'client_id'), sign.claim);
    if (evidence.length === 0) return undefined;
    const confidence = challengeConfidence(flow) === 'high' ? 'medium' : 'low';
    const values = known({ uri, offered, cloud: sign.cloud, host: flow.service.host });
    return { severity: challengeSeverity(flow, context), confidence, values, evidence };
  },
} satisfies FlowRule;

function bearerOf(observation: Observation): BearerParameters | undefined {
  return exchangeBearerChallenge(observation)?.bearer;
}

/** Whose cloud it is, by whatever tells; undefined where nothing speaks against the cloud that is offered. */
function signOf(flow: Flow, answer: Observation, offered: CloudId) {
  const { service } = flow;
  if (offered === 'germany') return { cloud: undefined, claim: undefined }; // closed in 2021
  if (service.online) return isOther(service.cloud, offered) ? { cloud: service.cloud, claim: undefined } : undefined;
  const trusted = trustedCloud(bearerOf(answer));
  if (trusted !== undefined) return isChina(trusted, offered) ? { cloud: trusted, claim: undefined } : undefined;
  return tokenSign(flow, offered);
}

function isOther(cloud: CloudId | undefined, offered: CloudId): boolean {
  return cloud !== undefined && loginCloud(cloud) !== loginCloud(offered);
}

// GCC High and DoD sign in at the same hosts.
function loginCloud(cloud: CloudId): CloudId {
  return cloud === 'us-dod' ? 'us-gov' : cloud;
}

// The clouds of the United States trust the worldwide id: it tells China from the rest, and nothing more.
function isChina(trusted: CloudId, offered: CloudId): boolean {
  return (trusted === 'china') !== (offered === 'china');
}

function trustedCloud({ trusted_issuers = [] }: BearerParameters = {}): CloudId | undefined {
  const ids = trusted_issuers.map(({ issuer }) => issuer.toLowerCase());
  const clouds = serverIssuers.filter(({ id }) => ids.includes(id)).map(({ cloud }) => cloud);
  return clouds.length === 1 ? clouds[0] : undefined; // of two clouds either may be meant
}

// Tokens of the United States' clouds are issued under the worldwide name.
function tokenSign(flow: Flow, offered: CloudId) {
  const sent = flow.observations.findLast(
    ({ authorization }) => authorization.scheme === 'bearer' && !authorization.empty,
  );
  if (sent?.authorization.scheme !== 'bearer' || sent.authorization.empty) return undefined;
  const { issuer } = sent.authorization.token;
  const cloud = cloudOf(hostOfUrl(issuer) ?? '');
  if (issuer === undefined || cloud === undefined || !isChina(cloud, offered)) return undefined;
  return { cloud, claim: quoteClaim(sent, 'iss', issuer) };
}
