import type { Defect, Mutable, Token } from '../types.js';
import type { JsonObject } from './json-text.js';

/** The named fields of a token that come from its claims. */
export type ClaimFields = Pick<
  Token,
  | 'audience'
  | 'issuer'
  | 'tenant'
  | 'version'
  | 'application'
  | 'user'
  | 'scopes'
  | 'roles'
  | 'expiresAt'
  | 'notBefore'
  | 'issuedAt'
>;

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const hints = ['aud', 'iss', 'exp', 'nbf', 'iat', 'tid', 'appid', 'azp', 'scp', 'roles', 'upn', 'oid', 'nameid', 'ver'];

/** Is this the payload of a token? Two of the usual claims are asked for; one alone may be anything. */
export function isClaims(value: JsonObject): boolean {
  return hints.filter((name) => Object.hasOwn(value, name)).length >= 2;
}

/**
 * The fields of a token out of its claims, v1 and v2. Numbers may be sent as strings ([MS-XOAUTH] does);
 * a time that is neither is a defect and left out.
 */
export function claimFields(claims: JsonObject, defects: Defect[]): ClaimFields {
  const fields: Mutable<ClaimFields> = {
    audience: strings(claims.aud),
    scopes: strings(claims.scp).flatMap((scope) => scope.split(' ').filter((word) => word !== '')),
    roles: strings(claims.roles),
  };
  const issuer = string(claims.iss);
  set(fields, 'issuer', issuer);
  set(fields, 'tenant', string(claims.tid) ?? tenantOfIssuer(issuer));
  set(fields, 'version', string(claims.ver));
  set(fields, 'application', string(claims.appid) ?? string(claims.azp));
  set(fields, 'user', userOf(claims));
  set(fields, 'expiresAt', seconds(claims.exp, 'exp', defects));
  set(fields, 'notBefore', seconds(claims.nbf, 'nbf', defects));
  set(fields, 'issuedAt', seconds(claims.iat, 'iat', defects));
  return fields;
}

function set<K extends keyof ClaimFields>(fields: Mutable<ClaimFields>, name: K, value: ClaimFields[K] | undefined) {
  if (value !== undefined) fields[name] = value as Mutable<ClaimFields>[K];
}

function userOf(claims: JsonObject): string | undefined {
  return string(claims.upn) ?? string(claims.preferred_username) ?? string(claims.unique_name) ?? string(claims.smtp);
}

// "<appid>@<realm>" server to server: the realm is the tenant, the first GUID is only the application.
function tenantOfIssuer(issuer: string | undefined): string | undefined {
  if (issuer === undefined) return undefined;
  const at = issuer.lastIndexOf('@');
  return guid.exec(at < 0 ? issuer : issuer.slice(at + 1))?.[0];
}

function seconds(value: unknown, name: string, defects: Defect[]): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  defects.push({ code: `${name}-not-a-number`, at: 0 });
  return undefined;
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}

function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
