import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { asFields, asList, asNumber, asText, type Fields } from '../fields/json-fields.js';

/** The response body; undefined where the producer does not show it. Base64 is also looked for where it is not declared. */
export function readContent(value: unknown): Body | undefined {
  const content = asFields(value);
  const text = asText(content?.text);
  return text ? decodeBody(text, asText(content?.encoding), true) : emptyContent(text, content?.size, content?.comment);
}

/**
 * The body of a response whose text is empty or missing: an empty one, or undefined where there must have been more. Empty
 * text beside a size: the producer dropped the body (Fiddler's preferences, Chromium's eviction).
 */
export function emptyContent(text: string | undefined, size: unknown, comment: unknown): Body | undefined {
  const bytes = asNumber(size);
  if (text === undefined && bytes !== 0) return undefined;
  return (bytes ?? 0) > 0 || asText(comment) !== undefined ? undefined : { text: '', complete: true };
}

/** The request body from `postData` (text, or params as a form) or HTTP Toolkit's `_content`. */
export function readPostData(request: Fields | undefined): Body | undefined {
  const post = asFields(request?.postData);
  const extra = asFields(request?._content) ?? asFields(post?._content);
  const text = asText(post?.text);
  if (text) return decodeBody(text, asText(post?.encoding), false);
  const form = readParams(post?.params);
  if (form !== '') return decodeBody(form, undefined, false);
  const binary = asText(extra?.text);
  if (binary) return decodeBody(binary, asText(extra?.encoding), false);
  return text === undefined ? undefined : { text: '', complete: true };
}

function readParams(value: unknown): string {
  const pairs = asList(value).map((param) => {
    const fields = asFields(param);
    return [asText(fields?.name) ?? '', asText(fields?.value) ?? ''] as const;
  });
  // Producers disagree on whether params are still percent-encoded: text without anything to encode is left alone.
  const encode = (text: string) =>
    /^[\w.~*%+!'()-]*$/.test(text) ? text : encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
  return pairs.map(([name, param]) => `${encode(name)}=${encode(param)}`).join('&');
}

/**
 * A body from its text in the file, cut at the limit.
 *
 * @param encoding - As declared. `guess`: look for base64 that was not declared.
 * @param isWhole - False when `text` is only the beginning of what the file has.
 */
export function decodeBody(text: string, encoding: string | undefined, guess: boolean, isWhole = true): Body {
  const declared = encoding?.toLowerCase() === 'base64';
  const decoded = declared ? decodeBase64(text) : guess ? guessBase64(text) : undefined;
  const body = decoded ?? text;
  const complete = isWhole && body.length <= bodyLimit && (decoded === undefined || text.length <= base64Limit);
  return { text: body.length > bodyLimit ? body.slice(0, bodyLimit) : body, complete };
}

function guessBase64(text: string): string | undefined {
  if (text.length < 16) return undefined;
  const decoded = decodeBase64(text);
  return decoded !== undefined && /^\s{0,100}[{[<]/.test(decoded) && !decoded.includes('\uFFFD') ? decoded : undefined;
}

/** Base64 is decoded up to here: enough for a body of the limit, with the line breaks of some producers. UTF-16 units. */
export const base64Limit = Math.ceil((bodyLimit + 4) / 3) * 4 * 3;

function decodeBase64(text: string): string | undefined {
  const part = text.slice(0, base64Limit);
  if (!/^[A-Za-z0-9+/_\s-]*={0,2}\s{0,4}$/.test(part)) return undefined;
  const bytes = Buffer.from(part, 'base64');
  const utf8 = bytes.toString('utf8');
  // Binary (MAPI/HTTP, WBXML): one unit a byte, so that what stands in ASCII inside can still be read. Where the text was cut
  // its last character may be broken; that lies beyond what is kept.
  return utf8.slice(0, bodyLimit).includes('\uFFFD') ? bytes.toString('latin1') : utf8.replace(/^\uFEFF/, '');
}
