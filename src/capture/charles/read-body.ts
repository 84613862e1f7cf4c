import { decodeBody } from '../../parse/content-coding.js';
import { lazyBody } from '../../parse/lazy-body.js';
import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { asFields, asText, type Fields } from '../fields/json-fields.js';

/**
 * The body of a message: text, already decoded, or bytes in base64 (`encoded`, or `text` that says so), which may still be
 * in their content coding.
 *
 * @param ended - Whether the message came to its end.
 * @returns undefined where Charles has none.
 */
export function readBody(message: Fields | undefined, ended: boolean): Body | undefined {
  const body = asFields(message?.body);
  const text = asText(body?.text);
  const base64 = base64Of(body, text);
  if (base64) {
    const coding = body?.decoded === true ? undefined : asText(message?.contentEncoding);
    return lazyBody(() => decodeBytes(base64, coding, ended));
  }
  if (!text) return undefined;
  return { text: text.slice(0, bodyLimit), complete: ended && text.length <= bodyLimit };
}

function base64Of(body: Fields | undefined, text: string | undefined): string | undefined {
  const { encoded } = body ?? {};
  if (typeof encoded === 'string' && encoded.toLowerCase() !== 'base64') return encoded;
  const says = asText(asFields(encoded)?.encoding) ?? asText(encoded) ?? asText(body?.encoding);
  return says?.toLowerCase() === 'base64' || encoded === true ? text : undefined;
}

/** Enough for the limit where the content does not compress at all. Characters, whole groups of four. */
const base64Limit = Math.ceil((bodyLimit + 65_536) / 3) * 4;

function decodeBytes(base64: string, coding: string | undefined, ended: boolean): Body {
  const bytes = Buffer.from(base64.slice(0, base64Limit), 'base64');
  const complete = ended && base64.length <= base64Limit;
  const decoded = decodeBody(bytes, coding, bodyLimit, complete);
  // The header still names a coding that was undone.
  return decoded.text === '' && bytes.length > 0 ? decodeBody(bytes, undefined, bodyLimit, complete) : decoded;
}
