import type { Body, MapiAnswer } from '../types.js';
import { headerValue } from './head.js';

const metaTags = ['PROCESSING', 'PENDING', 'DONE'];
/** Headers inside the body end early; a payload that looks like them for longer is none of ours. */
const linesRead = 256;

/**
 * What a MAPI/HTTP answer really says. HTTP 200 is not success: the code is in `X-ResponseCode`, and the one among
 * the headers *inside the body*, behind the `PROCESSING` / `PENDING` / `DONE` lines, is the later word.
 *
 * @returns undefined when the response is not MAPI/HTTP.
 * @see [MS-OXCMAPIHTTP] 2.2.2.2, 2.2.3.3.3
 */
export function parseMapi(responseHead: string | undefined, body: Body | undefined): MapiAnswer | undefined {
  const requestType = headerValue(responseHead, 'X-RequestType')?.toLowerCase();
  const outer = numberOf(headerValue(responseHead, 'X-ResponseCode'));
  const type = headerValue(responseHead, 'Content-Type')?.toLowerCase();
  if (requestType === undefined && outer === undefined && !type?.startsWith('application/mapi-http')) return undefined;
  const inner = readBody(body?.text ?? '');
  const responseCode = inner.responseCode ?? outer;
  return {
    ...(requestType ? { requestType } : {}),
    ...(responseCode === undefined ? {} : { responseCode }),
    metaTags: inner.metaTags,
  };
}

function readBody(text: string): { metaTags: string[]; responseCode?: number } {
  const seen: string[] = [];
  for (const line of bodyLines(text)) {
    if (metaTags.includes(line)) seen.push(line);
    else if (seen.length === 0 || line === '')
      break; // binary from the start, or the empty line before the payload
    else {
      const code = /^x-responsecode:/i.test(line) ? numberOf(line.slice(line.indexOf(':') + 1)) : undefined;
      if (code !== undefined) return { metaTags: seen, responseCode: code };
    }
  }
  return { metaTags: seen };
}

function* bodyLines(text: string): Generator<string> {
  let start = 0;
  for (let count = 0; count < linesRead && start < text.length; count += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return; // no line end: cut, or the binary payload
    yield text.slice(start, end).trimEnd();
    start = end + 1;
  }
}

function numberOf(value: string | undefined): number | undefined {
  const digits = value?.trim() ?? '';
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}
