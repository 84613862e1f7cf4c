import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { type Person, tenantId } from './contoso.js';
import { authorize, type EntraContext, takeAssertion, takePassword, takeSecondFactor } from './entra-authorize.js';
import { createGrants } from './entra-grants.js';
import { entraHeaders, json, type ReplyContext } from './entra-replies.js';
import { redeemGrant } from './entra-token-endpoint.js';
import type { EntraSettings } from './settings.js';
import { signingKey } from './signing-key.js';
import { type LabRequest, listen, type Reply } from './wire.js';

/** A simulated Entra ID of one tenant. */
export interface Entra {
  readonly listener: RequestListener;
  /** What an earlier sign-in left with the client. `issuedAt`: milliseconds since the epoch. */
  grant(grant: { issuedAt: number; person: Person }): { readonly refreshToken: string; readonly session: string };
}

/**
 * Metadata, keys, authorize, its pages, and token. Like the simulated Exchange it has settings, not faults.
 *
 * @param options.now - Milliseconds since the epoch.
 */
export function createEntra(options: { readonly settings: () => EntraSettings; readonly now: () => number }): Entra {
  const grants = createGrants();
  const listener = listen(async (request) => {
    const now = options.now();
    const settings = options.settings();
    const correlationId = request.header('client-request-id') ?? randomUUID();
    const changedAgo = settings.passwordChangedAgoMs;
    const tokensValidFrom = changedAgo === undefined ? 0 : now - changedAgo;
    return await route({ request, settings, grants, now, correlationId, tokensValidFrom });
  });
  return {
    listener,
    grant: (grant) => ({ refreshToken: grants.refreshTokens.issue(grant), session: grants.sessions.issue(grant) }),
  };
}

async function route(context: EntraContext): Promise<Reply> {
  const { request } = context;
  if (`${request.method} ${request.path}` === 'POST /login.srf') return takeAssertion(context);
  const [, , ...rest] = request.path.split('/'); // the first is the tenant: common, a GUID or a domain
  switch (`${request.method} ${rest.join('/')}`) {
    case 'GET .well-known/openid-configuration':
      return json(context, openIdConfiguration(request));
    case 'GET discovery/keys':
      return json(context, (await signingKey()).keySet);
    case 'GET oauth2/authorize':
      return authorize(context);
    case 'POST login':
      return takePassword(context);
    case 'POST sas/processauth':
      return takeSecondFactor(context);
    case 'POST oauth2/token':
      return await redeemGrant(context);
    default:
      return notFound(context);
  }
}

function openIdConfiguration({ host }: LabRequest): object {
  const base = `https://${host}/${tenantId}`;
  return {
    issuer: `https://sts.windows.net/${tenantId}/`,
    authorization_endpoint: `${base}/oauth2/authorize`,
    token_endpoint: `${base}/oauth2/token`,
    jwks_uri: `https://${host}/common/discovery/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function notFound(context: ReplyContext): Reply {
  const headers = [...entraHeaders(context), ['Content-Length', '0'] as const];
  return { status: 404, reason: 'Not Found', headers };
}
