import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  type JWTPayload,
  errors as joseErrors,
  jwtVerify,
} from 'jose';
import { people, personNamed, tenantId } from './contoso.js';
import { serverIssuer } from './entra-tokens.js';
import type { ExchangeSettings } from './settings.js';
import type { VirtualDirectory } from './virtual-directories.js';

/** Why Exchange takes no token, in the words of its `x-ms-diagnostics`. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly category: string;
  /** 401 when missing. */
  readonly status?: 403;
}

/** What a token is held against. */
export interface TokenCheck {
  readonly keySet: JSONWebKeySet;
  readonly settings: ExchangeSettings;
  readonly virtualDirectory: VirtualDirectory;
  /** What this server saw itself, whatever the client had asked for. */
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const clockTolerance = 300;

/** Checks a token as Exchange does: signature, life, issuer, audience, user, scope. Undefined: it is good. */
export async function refuseToken(token: string, check: TokenCheck): Promise<Refusal | undefined> {
  const actorToken = actorTokenOf(token);
  const claims = await verify(actorToken ?? token, check);
  if ('refusal' in claims) return claims.refusal;
  if (actorToken !== undefined) return refuseServer(claims.payload, decodeJwt(token), check.settings);
  return refuseClient(claims.payload, check);
}

function refuseClient(claims: JWTPayload, check: TokenCheck): Refusal | undefined {
  return (
    refuseIssuer(claims) ??
    refuseAudience(claims, check) ??
    refuseUser(claims, check.settings) ??
    refuseScope(claims, check.virtualDirectory)
  );
}

async function verify(token: string, check: TokenCheck): Promise<{ payload: JWTPayload } | { refusal: Refusal }> {
  try {
    const options = { currentDate: new Date(check.now), clockTolerance };
    return { payload: (await jwtVerify(token, createLocalJWKSet(check.keySet), options)).payload };
  } catch (error) {
    return { refusal: refusalFor(error) };
  }
}

// A token between servers has no signature of its own: the one inside it has.
function actorTokenOf(token: string): string | undefined {
  try {
    if (decodeProtectedHeader(token).alg !== 'none') return undefined;
    const { actortoken } = decodeJwt(token);
    return typeof actortoken === 'string' ? actortoken : undefined;
  } catch {
    return undefined; // not a token at all: the check of its signature says so
  }
}

function refuseServer(actor: JWTPayload, { smtp }: JWTPayload, { knowsUser }: ExchangeSettings): Refusal | undefined {
  if (actor.iss !== serverIssuer) return issuerUnknown(actor.iss);
  return knowsUser && personNamed(String(smtp)) ? undefined : userMissing;
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof joseErrors.JWTExpired) {
    return { code: 2000002, reason: 'The token has expired.', category: 'token_expired' };
  }
  if (error instanceof joseErrors.JWSSignatureVerificationFailed || error instanceof joseErrors.JWKSNoMatchingKey) {
    return { code: 2000000, reason: 'The token has an invalid signature.', category: 'invalid_signature' };
  }
  const details = error instanceof joseErrors.JOSEError ? error.code : 'unknown';
  const reason = `Unable to read or process token, additional details: '${details}'.`;
  return { code: 2000001, reason, category: 'invalid_token' };
}

function refuseIssuer({ iss }: JWTPayload): Refusal | undefined {
  if (iss === `https://sts.windows.net/${tenantId}/`) return undefined;
  return issuerUnknown(iss);
}

function issuerUnknown(issuer = ''): Refusal {
  const reason = `The issuer of the token is unknown. Issuer was '${issuer}'.`;
  return { code: 2000009, reason, category: 'invalid_issuer' };
}

// The audience must be the address that this server was asked at: other host, other scheme, each in its own words.
function refuseAudience({ aud }: JWTPayload, { scheme, host }: TokenCheck): Refusal | undefined {
  const given = typeof aud === 'string' && URL.canParse(aud) ? new URL(aud) : undefined;
  const category = 'invalid_resource';
  if (!given) return { code: 2000003, reason: `The audience claim value is invalid '${String(aud)}'.`, category };
  const expected = `${given.protocol}//${given.hostname}`;
  if (given.hostname !== host) {
    const reason = `The hostname component of the audience claim value '${expected}' is invalid`;
    return { code: 2000003, reason, category };
  }
  const actual = `${scheme}://${host}`;
  if (actual === expected) return undefined;
  const start = 'The hostname component of the audience claim value is invalid.';
  return { code: 2000003, reason: `${start} Expected '${expected}'. Actual '${actual}'.`, category };
}

function refuseUser(claims: JWTPayload, { knowsUser }: ExchangeSettings): Refusal | undefined {
  if (!['onprem_sid', 'upn', 'smtp', 'puid'].some((name) => name in claims)) {
    return { code: 2000001, reason: 'No applicable user context claims found.', category: 'invalid_token' };
  }
  const isKnown = knowsUser && people.some(({ sid }) => sid === claims.onprem_sid);
  return isKnown ? undefined : userMissing;
}

const userMissing: Refusal = {
  code: 2000005,
  reason: 'The user specified by the user-context in the token does not exist.',
  category: 'invalid_user',
};

function refuseScope(claims: JWTPayload, { scopes }: VirtualDirectory): Refusal | undefined {
  const granted = String(claims.scp ?? '').split(' ');
  if (scopes === 'any' || scopes.some((scope) => granted.includes(scope))) return undefined;
  const reason = 'The token contains not enough scope to make this call.';
  return { code: 2000008, reason, category: 'invalid_grant', status: 403 };
}
