import { type JsonPolicies, rewriteJson } from './json.js';
import { isPlaceholder } from './ledger.js';
import type { Redaction } from './redaction.js';
import { decodeJsonObject } from './shape.js';

const tokenText = /^[A-Za-z0-9_\-+/=.~]+$/;
const secretClaim =
  /^(?:password|passwd|pwd|client_secret|refresh_token|access_token|id_token|assertion|prt|session_key)$/i;

/**
 * Cuts the secret of a token and keeps what it says. Of a signed JWT the signature goes, also those of tokens in its
 * claims (`actortoken`); of an encrypted one everything but the protected header, its five parts staying five; of
 * anything else everything. Claims are the evidence and stay, but for those that hold credentials themselves.
 */
export function redactToken(redaction: Redaction, text: string): string {
  if (text === '' || isPlaceholder(text)) return text;
  return redaction.once(text, () => cutToken(redaction, text));
}

/** Has the text the alphabet of a JWT, and a header or a payload that can be read? */
export function looksLikeJwt(text: string): boolean {
  if (!text.startsWith('e') && !text.includes('.e')) return false;
  return tokenText.test(text) && text.split('.', 2).some((part) => decodeJsonObject(part) !== undefined);
}

/** Claims as JSON text: everything stays but credentials and the signatures of tokens inside. */
export function redactClaims(redaction: Redaction, json: string): string {
  return rewriteJson(json, claimPolicies(redaction));
}

function cutToken(redaction: Redaction, text: string): string {
  if (!looksLikeJwt(text)) return redaction.cut('token', text);
  const [first = '', payload, ...rest] = text.split('.');
  const header = redactPart(redaction, first);
  if (payload === undefined) return header;
  if (rest.length > 2 || decodeJsonObject(header)?.includes('"enc"')) {
    return [header, ...[payload, ...rest].map((part) => redaction.cut('jwe', part))].join('.');
  }
  return [header, redactPart(redaction, payload), ...rest.map((part) => redaction.cut('signature', part))].join('.');
}

// Written anew only when something inside was cut: the bytes of a common token stay the sender's.
function redactPart(redaction: Redaction, part: string): string {
  const json = decodeJsonObject(part);
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
