import { isClaims } from './claims.js';
import { type JsonObject, objectEnd, readCutObject, readPastedObject } from './json-text.js';

/** A token that somebody decoded and printed. */
export interface PrintedToken {
  readonly header?: JsonObject | undefined;
  readonly claims?: JsonObject | undefined;
}

/**
 * Reads claims pasted as JSON, alone or behind their header as jwt.ms and jwt.io print them: `{…}.{…}.[Signature]`.
 * Undefined for JSON that is no claims set.
 */
export function readPrintedToken(pasted: string): PrintedToken | undefined {
  const text = pasted.trim();
  if (!text.startsWith('{') && !text.startsWith('"')) return undefined;
  const end = text.startsWith('{') ? objectEnd(text, 0) : -1;
  const next = end < 0 ? -1 : text.indexOf('{', end);
  if (next > 0 && next - end < 8) {
    const both = { header: readPastedObject(text.slice(0, end)), claims: readPastedFirst(text.slice(next)) };
    return both.claims && isClaims(both.claims) ? both : undefined;
  }
  const claims = readPastedObject(text) ?? readCutObject(text);
  return claims && isClaims(claims) ? { claims } : undefined;
}

function readPastedFirst(text: string): JsonObject | undefined {
  const end = objectEnd(text, 0);
  return end < 0 ? readCutObject(text) : readPastedObject(text.slice(0, end));
}
