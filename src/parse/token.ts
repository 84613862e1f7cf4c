import type { Defect, Token } from '../types.js';
import { claimFields, isClaims } from './claims.js';
import type { JsonObject } from './json-text.js';
import { createMemo } from './memo.js';
import { parsePlaceholder } from './placeholder.js';
import { decodeClaims, decodeHeader } from './token-part.js';
import { type PrintedToken, readPrintedToken } from './token-print.js';
import { embeddedToken, sentLength, tidyTokenText } from './token-text.js';

/**
 * Tokens are decoded, never verified. jose does the decoding; where it refuses (no signature part, two parts, loose
 * base64) we read what can be read and say so with a defect, because a broken token is often the fault looked for.
 */

const actorDepth = 3;
const lookLength = 262_144;
const tokens = createMemo<Token>(200, 32_768);

/**
 * Reads a token as sent or as pasted: JWS (v1, v2, server to server with its `actortoken`), JWE, opaque, cut, or a
 * payload printed as JSON. Never throws. The newest 200 answers are kept, because one bearer comes thousands of times.
 *
 * @see RFC 7515, RFC 7516, RFC 7519, [MS-XOAUTH]
 */
export function parseToken(text: string): Token {
  return tokens(text, () => readToken(text, 1));
}

/** Is this text a token and nothing beside it? An opaque token has no looks, so only JWTs and our placeholders count. */
export function looksLikeToken(text: string): boolean {
  if (text.length > lookLength) return false;
  const tidy = tidyTokenText(text);
  if (tidy.followed || tidy.text === '') return false;
  if (parsePlaceholder(tidy.text)?.kind === 'token') return true;
  const first = tidy.text.split('.', 1)[0] ?? '';
  if (decodeHeader(first).object !== undefined) return true;
  return tidy.blankAt === undefined && /^ey[JA][\w-]{16}/.test(first); // the header itself is cut or damaged
}

/** Is this the payload of a token printed as JSON, also behind its printed header? */
export function looksLikePayload(text: string): boolean {
  return text.length <= lookLength && readPrintedToken(text) !== undefined;
}

function readToken(sent: string, depth: number): Token {
  const payload = readPrintedToken(sent);
  if (payload) return build('payload', payload, 'none', [], sent.trim().length, depth);
  const tidy = tidyTokenText(sent);
  const embedded = /^ey[JA]/.test(tidy.text) ? undefined : embeddedToken(sent);
  if (embedded !== undefined) return readParts(embedded, false, [], depth);
  const { text, blankAt, elided } = tidy;
  const defects: Defect[] = blankAt === undefined ? [] : [{ code: 'whitespace-inside', at: blankAt }];
  return readParts(text, elided, defects, depth);
}

function readParts(text: string, elided: boolean, defects: Defect[], depth: number): Token {
  const length = sentLength(text);
  const parts = text.split('.');
  const [first = '', second = '', third] = parts;
  const header = decodeHeader(first);
  if (header.object === undefined && !first.startsWith('ey') && decodeClaims(second).object === undefined) {
    return build('opaque', {}, 'none', defects, length, depth);
  }
  if (header.defect) defects.push({ code: header.defect, at: 0 });
  if (parts.length === 5) return build('jwe', { header: header.object }, 'none', defects, length, depth);
  if (header.object && isClaims(header.object) && header.object.alg === undefined) {
    defects.push({ code: 'part-missing', at: 0 }); // the header was left behind when the payload was copied
    return build('cut', { claims: header.object }, signatureOf(parts[1]), defects, length, depth);
  }
  const claims = decodeClaims(second);
  const whole = parts.length >= 3 && second !== '' && !elided && header.object?.enc === undefined;
  if (!whole) defects.push({ code: 'part-missing', at: text.length });
  if (parts.length > 3)
    defects.push({ code: 'part-extra', at: first.length + second.length + (third ?? '').length + 2 });
  if (second !== '' && claims.defect) defects.push({ code: claims.defect, at: first.length + 1 });
  const kind = whole && claims.object && !claims.partial ? 'jws' : 'cut';
  return build(kind, { header: header.object, claims: claims.object }, signatureOf(third), defects, length, depth);
}

function build(
  kind: Token['kind'],
  { header, claims }: PrintedToken,
  signature: Token['signature'],
  defects: Defect[],
  length: number,
  depth: number,
): Token {
  const fields = claimFields(claims ?? {}, defects);
  const actor = actorOf(claims, depth, defects);
  const unsigned = typeof header?.alg === 'string' && header.alg.toLowerCase() === 'none';
  if (unsigned && claims && typeof claims.actortoken !== 'string') {
    defects.push({ code: 'alg-none-without-actor', at: 0 });
  }
  return {
    kind,
    ...(header ? { header } : {}),
    ...(claims ? { claims } : {}),
    signature,
    ...(actor ? { actor } : {}),
    ...fields,
    length,
    defects,
  };
}

function actorOf(claims: JsonObject | undefined, depth: number, defects: Defect[]): Token | undefined {
  if (typeof claims?.actortoken !== 'string') return undefined;
  if (depth < actorDepth) return readToken(claims.actortoken, depth + 1);
  defects.push({ code: 'nested-too-deep', at: 0 });
  return undefined;
}

function signatureOf(part: string | undefined): Token['signature'] {
  if (part === undefined) return 'none';
  if (part === '') return 'empty';
  return parsePlaceholder(part) ? 'placeholder' : 'present';
}
