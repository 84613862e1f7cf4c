import type { Body } from '../../types.js';
import { asFields, asList, asNumber, asText, type Fields } from './json-fields.js';

/** Of a body no more than this is kept: errors and tokens stand at the beginning. UTF-16 units. */
export const bodyLimit = 256 * 1024;

/** The response body; undefined where the producer does not show it. Base64 is also looked for where it is not declared. */
export function readContent(value: unknown): Body | undefined {
  const content = asFields(value);
  const text = asText(content?.text);
  if (text === undefined || text === '') {
    // Empty text beside a size: the producer dropped the body (Fiddler's preferences, Chromium's eviction).
    return text !== undefined || asNumber(content?.size) === 0 ? emptyUnlessSized(content) : undefined;
  }
  return cut(decode(text, asText(content?.encoding), true));
}

function emptyUnlessSized(content: Fields | undefined): Body | undefined {
  const dropped = (asNumber(content?.size) ?? 0) > 0 || asText(content?.comment) !== undefined;
  return dropped ? undefined : { text: '', complete: true };
}

/** The request body from `postData` (text, or params as a form) or HTTP Toolkit's `_content`. */
export function readPostData(request: Fields | undefined): Body | undefined {
  const post = asFields(request?.postData);
  const extra = asFields(request?._content) ?? asFields(post?._content);
  const text = asText(post?.text);
  if (text) return cut(decode(text, asText(post?.encoding), false));
  const form = readParams(post?.params);
  if (form !== '') return cut(form);
  const binary = asText(extra?.text);
  if (binary) return cut(decode(binary, asText(extra?.encoding), false));
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

function cut(text: string): Body {
  return text.length > bodyLimit ? { text: text.slice(0, bodyLimit), complete: false } : { text, complete: true };
}

function decode(text: string, encoding: string | undefined, guess: boolean): string {
  if (encoding?.toLowerCase() === 'base64') return decodeBase64(text) ?? text;
  if (!guess || text.length < 16) return text;
  const decoded = decodeBase64(text);
  return decoded !== undefined && /^\s{0,100}[{[<]/.test(decoded) && !decoded.includes('\uFFFD') ? decoded : text;
}

function decodeBase64(text: string): string | undefined {
  // One whole group of four more than the limit, so that a cut body is known to be cut.
  const part = text.slice(0, Math.ceil((bodyLimit + 4) / 3) * 4 * 3);
  if (!/^[A-Za-z0-9+/_\s-]*={0,2}\s{0,4}$/.test(part)) return undefined;
  const bytes = Buffer.from(part, 'base64');
  const utf8 = bytes.toString('utf8');
  // Binary (MAPI/HTTP, WBXML): one unit a byte, so that what stands in ASCII inside can still be read.
  return utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8.replace(/^\uFEFF/, '');
}
