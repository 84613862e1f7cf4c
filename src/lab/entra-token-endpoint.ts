import { outlookAppId, type Person } from './contoso.js';
import type { EntraContext } from './entra-authorize.js';
import { refuseResource, refuseRevoked, refuseUnavailable, unknownGrant, unsupportedGrant } from './entra-faults.js';
import type { Grant } from './entra-grants.js';
import { type EntraFault, json, refuseGrant } from './entra-replies.js';
import { mintAccessToken, tokenLifetime } from './entra-tokens.js';
import type { Reply } from './wire.js';

/** POST token (v1): `authorization_code` and `refresh_token`. */
export async function redeemGrant(context: EntraContext): Promise<Reply> {
  const form = new URLSearchParams(context.request.body.toString('utf8'));
  const found = findGrant(context, form);
  if ('error' in found) return refuseGrant(context, found);
  const { grant, resource } = found;
  const fault =
    refuseUnavailable(context.settings) ??
    refuseRevoked(grant.issuedAt, context.tokensValidFrom) ??
    refuseResource(resource, context.settings, 'token');
  if (fault) return refuseGrant(context, fault);
  return await giveTokens(context, grant.person, resource, form.get('client_id') ?? outlookAppId);
}

function findGrant(context: EntraContext, form: URLSearchParams): { grant: Grant; resource: string } | EntraFault {
  const { codes, refreshTokens } = context.grants;
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const grant = codes.redeem(form.get('code') ?? '');
      return grant ? { grant, resource: form.get('resource') ?? grant.resource } : unknownGrant;
    }
    case 'refresh_token': {
      const grant = refreshTokens.find(form.get('refresh_token') ?? '');
      return grant ? { grant, resource: form.get('resource') ?? '' } : unknownGrant;
    }
    default:
      return unsupportedGrant;
  }
}

async function giveTokens(context: EntraContext, person: Person, resource: string, clientId: string): Promise<Reply> {
  const { now, settings, grants } = context;
  // Entra dates its tokens five minutes back, for servers whose clock is slow.
  const issuedAt = now - 300_000;
  const accessToken = await mintAccessToken({ person, audience: resource, issuedAt, clientId, settings });
  const expiresOn = Math.floor(issuedAt / 1000) + tokenLifetime;
  return json(context, {
    token_type: 'Bearer',
    scope: 'user_impersonation',
    expires_in: String(tokenLifetime - 300),
    expires_on: String(expiresOn),
    not_before: String(expiresOn - tokenLifetime),
    resource,
    access_token: accessToken,
    refresh_token: grants.refreshTokens.issue({ issuedAt: now, person }),
    foci: '1',
    id_token: unsignedIdToken(person),
  });
}

// v1 gives native clients an id token without a signature.
function unsignedIdToken({ objectId, address }: Person): string {
  const parts = [
    { typ: 'JWT', alg: 'none' },
    { ver: '1.0', oid: objectId, upn: address },
  ];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}
