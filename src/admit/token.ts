import { type JsonPolicies, rewriteJson } from './json.js';
import { isPlaceholder } from './ledger.js';
import type { Redaction } from './redaction.js';
import { decodeJsonObject } from './shape.js';

const tokenText = /^[A-Za-z0-9_\-+/=.~]+$/;
const secretClaims = 'password|passwd|pwd|client_secret|refresh_token|access_token|id_token|assertion|prt|session_key';
const secretClaim = new RegExp(`^(?:${secretClaims})$`, 'i');
// In the claims of most tokens there is no escape, no credential, no value that begins as a token does and none with a
// part that does: nothing to cut.
const mayNameSecret = new RegExp(String.raw`\\|(?:${secretClaims})"?\s*:`, 'i');
const mayHoldToken =
  /\.e|(?:^|[\s:,[\]{}])e|"e(?![a-z_]{0,30}"\s*:|[0-9a-f]{7}-[0-9a-f-]{27}")(?:[w-z0-9+/_-]|[^".]*\.)/;

/**
 * Cuts the secret of a token and keeps what it says. Of a signed JWT the signature goes, also those of tokens in its
 * claims (`actortoken`); of an encrypted one everything but the protected header, its five parts staying five; of
 * anything else everything. Claims are the evidence and stay, but for those that hold credentials themselves.
 */
export function redactToken(redaction: Redaction, text: string): string {
  return text === '' || isPlaceholder(text) ? text : cutToken(redaction, text);
}

/** Has the text the alphabet of a JWT, and a header or a payload that can be read? */
export function looksLikeJwt(text: string): boolean {
  return hasTokenLooks(text) && text.split('.', 2).some((part) => decodeJsonObject(part) !== undefined);
}

// "e" is what a brace becomes in base64.
function hasTokenLooks(text: string): boolean {
  return (text.startsWith('e') || text.includes('.e')) && tokenText.test(text);
}

/** Claims as JSON text: everything stays but credentials and the signatures of tokens inside. */
export function redactClaims(redaction: Redaction, json: string): string {
  return mayNameSecret.test(json) || mayHoldToken.test(json) ? rewriteJson(json, claimPolicies(redaction)) : json;
}

function cutToken(redaction: Redaction, text: string): string {
  const dot = text.lastIndexOf('.');
  const claims = text.slice(0, Math.max(0, dot));
  const signature = text.slice(dot + 1);
  if (redaction.knownClaims.has(claims) && (signature === '' || tokenText.test(signature)))
    return `${claims}.${redaction.cut('signature', signature)}`;
  const shown = hasTokenLooks(text) ? cutParts(redaction, text.split('.')) : undefined;
  return shown ?? redaction.cut('token', text);
}

function cutParts(redaction: Redaction, [first = '', second, ...rest]: readonly string[]): string | undefined {
  const header = decodeJsonObject(first);
  const payload = second === undefined ? undefined : decodeJsonObject(second);
  if (header === undefined && payload === undefined) return undefined;
  const shownHeader = redactPart(redaction, first, header);
  if (second === undefined) return shownHeader;
  if (rest.length > 2 || decodeJsonObject(shownHeader)?.includes('"enc"')) {
    return [shownHeader, ...[second, ...rest].map((part) => redaction.cut('jwe', part))].join('.');
  }
  const shownPayload = redactPart(redaction, second, payload);
  if (rest.length === 1 && shownHeader === first && shownPayload === second)
    redaction.knownClaims.add(`${first}.${second}`);
  return [shownHeader, shownPayload, ...rest.map((part) => redaction.cut('signature', part))].join('.');
}

// Written anew only when something inside was cut: the bytes of a common token stay the sender's.
function redactPart(redaction: Redaction, part: string, json: string | undefined): string {
  if (json === undefined) return redaction.cut('payload', part);
  const redacted = redactClaims(redaction, json);
  return redacted === json ? part : Buffer.from(redacted, 'utf8').toString('base64url');
}

function claimPolicies(redaction: Redaction): JsonPolicies {
  return {
    name: (name) => name,
    value(key = '', value) {
      if (looksLikeJwt(value)) return redactToken(redaction, value);
      return secretClaim.test(key) ? redaction.cut('token', value) : value;
    },
  };
}
