import type { Body, MapiAnswer } from '../types.js';
import type { ReadHead, ResponseHeader } from './read-head.js';

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
export function parseMapi(head: ReadHead<ResponseHeader>, body: Body | undefined): MapiAnswer | undefined {
  const requestType = head.first('x-requesttype')?.toLowerCase();
  const outer = numberOf(head.first('x-responsecode'));
  const isMapi = requestType !== undefined || outer !== undefined || isMapiType(head.first('content-type'));
  if (!isMapi) return undefined;
  const inner = readBody(body?.text ?? '');
  const responseCode = inner.responseCode ?? outer;
  const known = responseCode === undefined ? { metaTags: inner.metaTags } : { responseCode, metaTags: inner.metaTags };
  return requestType ? { requestType, ...known } : known;
}

function isMapiType(type: string | undefined): boolean {
  return type?.toLowerCase().startsWith('application/mapi-http') === true;
}

function readBody(text: string): { metaTags: string[]; responseCode?: number } {
  const seen: string[] = [];
  let start = 0;
  for (let count = 0; count < linesRead; count += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break; // no line end: cut, or the binary payload
    const line = text.slice(start, end).trimEnd();
    start = end + 1;
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

function numberOf(value: string | undefined): number | undefined {
  const digits = value?.trim() ?? '';
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}
