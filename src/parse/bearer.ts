import type { BearerParameters, TrustedIssuer } from '../types.js';

const texts = ['client_id', 'issuer_kind', 'error', 'error_description', 'realm', 'claims'] as const;
const addresses = ['authorization_uri', 'resource_id', 'resource_metadata'] as const;
const tokenTypes = /(?:app_asserted_user|service_asserted_app)_v\d/g;

/** Names of Bearer parameters that Exchange, Entra and their like send; used to know a challenge in prose. */
export const bearerNames: ReadonlySet<string> = new Set([...texts, ...addresses, 'trusted_issuers', 'token_types']);

/**
 * Gives Bearer parameters their names. Names compare in any case; of a repeated one the first counts. Blanks inside
 * addresses are wraps of the paste and are removed.
 */
export function bearerParameters(parameters: readonly (readonly [string, string])[]): BearerParameters {
  const first = new Map<string, string>();
  for (const [name, value] of parameters) {
    const key = name.toLowerCase();
    if (!first.has(key)) first.set(key, value);
  }
  const named: Record<string, unknown> = {};
  for (const name of texts) if (first.has(name)) named[name] = first.get(name);
  for (const name of addresses) if (first.has(name)) named[name] = first.get(name)?.replace(/\s/g, '');
  const issuers = first.get('trusted_issuers');
  if (issuers !== undefined) named.trusted_issuers = parseTrustedIssuers(issuers);
  const types = first.get('token_types');
  if (types !== undefined) named.token_types = parseTokenTypes(types);
  return named as BearerParameters;
}

/** `issuer@realm` entries, split at commas; an issuer may be a URL, and then may have no realm. */
export function parseTrustedIssuers(value: string): TrustedIssuer[] {
  const entries = value.split(',').map((entry) => entry.replace(/\s/g, ''));
  return entries.filter((entry) => entry !== '').map(trustedIssuer);
}

function trustedIssuer(entry: string): TrustedIssuer {
  const at = entry.lastIndexOf('@');
  return at < 0 ? { issuer: entry } : { issuer: entry.slice(0, at), realm: entry.slice(at + 1) };
}

/** Token types, blank-separated; two known ones glued together (a blank lost in print) are told apart. */
export function parseTokenTypes(value: string): string[] {
  const words = value.split(/\s/).filter((word) => word !== '');
  return words.flatMap((word) => {
    const known = word.match(tokenTypes) ?? [];
    return known.join('') === word ? [...known] : [word];
  });
}
