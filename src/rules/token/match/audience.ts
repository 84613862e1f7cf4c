import { hostOfUrl } from '../../../flow/sign-in-legs.js';
import { applicationOf, exchangeApplication } from '../../../knowledge/applications.js';
import { isExchangeOnline, isOtherProduct } from '../../../parse/service.js';
import type { Flow, Service } from '../../../types.js';
import { proof, quoteClaim } from '../../evidence.js';
import type { Refusal } from '../refusal.js';
import { isServerToServer } from '../token-kind.js';
import type { Misfit } from './misfit.js';

/**
 * The token's audience against the host that is asked. Exchange Online serves many hosts under one audience, so there
 * only a token for another product does not fit. Between servers the audience names a domain, which is no host.
 */
export function audienceCell({ service }: Flow, { observation, token }: Refusal): Misfit | undefined {
  const audience = token?.audience[0];
  if (!token || audience === undefined || isServerToServer(token)) return undefined;
  if (token.audience.some((one) => fits(one, service))) return undefined;
  return {
    cell: 'audience',
    rule: 'audience-mismatch',
    values: { kind: isOtherResource(audience) ? 'resource' : 'host', audience, host: service.host },
    evidence: proof(quoteClaim(observation, 'aud', audience)),
  };
}

function fits(audience: string, { host, online }: Service): boolean {
  if (isOtherApplication(audience)) return false;
  const named = hostOfUrl(audience);
  if (named === undefined || host === undefined) return true; // a GUID of Exchange, or nothing to compare with
  return online ? !isOtherProduct(named) : named === host;
}

/** No rewriting makes these names: the token was asked for at another service. */
export function isOtherResource(audience: string): boolean {
  const host = hostOfUrl(audience);
  return host === undefined ? isOtherApplication(audience) : isExchangeOnline(host) || isOtherProduct(host);
}

function isOtherApplication(audience: string): boolean {
  const known = applicationOf(audience);
  return known?.role === 'resource' && known.id !== exchangeApplication;
}
