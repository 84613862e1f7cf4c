import { connectErrors } from '../knowledge/response-codes.js';
import type { Body, MapiAnswer, Mutable } from '../types.js';
import { createMemo } from './memo.js';
import { parsePlaceholder } from './placeholder.js';
import type { ReadHead, ResponseHeader } from './read-head.js';
import { standalone } from './standalone.js';

const metaTags = ['PROCESSING', 'PENDING', 'DONE'];
/** Headers inside the body end early; a payload that looks like them for longer is none of ours. */
const linesRead = 256;

/** Of a body no more is looked at: lines inside it are short, and the payload begins before. UTF-16 units. */
export const mapiLookedAt = 2048;
/** Of a payload: the two words of its status. UTF-16 units. */
const statusUnits = 8;

/**
 * Where in a body what is looked at ends: the headers inside it and the status of the payload, else a beginning. Behind the
 * door it is as long or, where it holds secrets, shorter.
 */
export function endOfMapiHead(text: string): number {
  const blank = /^(?:PROCESSING|PENDING|DONE)\r?\n/.test(text) ? /\n\r?\n/.exec(text.slice(0, mapiLookedAt)) : null;
  return blank ? blank.index + blank[0].length + statusUnits : mapiLookedAt;
}

/**
 * What a MAPI/HTTP answer really says. HTTP 200 is not success: the code is in `X-ResponseCode`, and the one among
 * the headers *inside the body*, behind the `PROCESSING` / `PENDING` / `DONE` lines, is the later word.
 *
 * @param url - What was asked for, which names the mailbox.
 * @returns undefined when the response is not MAPI/HTTP.
 * @see [MS-OXCMAPIHTTP] 2.2.2.2, 2.2.3.3.3, 2.2.4.1
 */
export function parseMapi(
  head: ReadHead<ResponseHeader>,
  body: Body | undefined,
  url?: string,
): MapiAnswer | undefined {
  const requestType = head.first('x-requesttype')?.toLowerCase();
  const outer = numberOf(head.first('x-responsecode'));
  const isMapi = requestType !== undefined || outer !== undefined || isMapiType(head.first('content-type'));
  if (!isMapi) return undefined;
  const text = body?.text.slice(0, mapiLookedAt) ?? '';
  const inner = readBody(text);
  const responseCode = inner.responseCode ?? outer;
  const connectCode = requestType === 'connect' && responseCode === 0 ? connectCodeOf(text) : undefined;
  const mailbox = mailboxOf(url);
  const answer: Mutable<MapiAnswer> = { metaTags: inner.metaTags };
  if (requestType) answer.requestType = requestType;
  if (responseCode !== undefined) answer.responseCode = responseCode;
  if (connectCode !== undefined) answer.connectCode = connectCode;
  if (isDisabled(text)) answer.protocolDisabled = true;
  if (mailbox !== undefined) answer.mailbox = mailbox;
  return answer;
}

// The mailbox store's own words, in the text of an error.
function isDisabled(text: string): boolean {
  return /store error/i.test(text) && /protocol disabled/i.test(text);
}

const mailboxes = createMemo<string>(1000);

function mailboxOf(url: string | undefined): string | undefined {
  const match = /\/mapi\/(emsmdb|nspi)\/?\?(?:[^#]{0,1000}&)?mailboxid=([^&#\s]{1,300})/i.exec(url ?? '');
  if (!match) return undefined;
  const name = `${match[1]} ${match[2]}`.toLowerCase();
  return mailboxes(name, () => standalone(name));
}

function connectCodeOf(text: string): number | 'unknown' | undefined {
  const end = text.indexOf('\r\n\r\n');
  const notes = end < 0 ? [] : (parsePlaceholder(text.slice(end + 4).trim())?.notes ?? []);
  const note = notes.find((one) => one.startsWith('status.'))?.slice('status.'.length);
  if (note === undefined) return undefined;
  return note === 'unknown' ? 'unknown' : Number.parseInt(note, 16);
}

/**
 * What a payload of MAPI/HTTP says of its request before anything else: StatusCode and ErrorCode, four bytes each. The
 * one that is not 0, as eight digits, where it is a known one; else `unknown`. Undefined when both are 0, or when it is
 * too short.
 *
 * @see [MS-OXCMAPIHTTP] 2.2.4.1.2, 2.2.4.1.3
 */
export function payloadStatus(payload: string): string | undefined {
  // Without a zero it is no status: some programs leave zeros out of what they save as text.
  if (payload.length < 8 || !payload.slice(0, 8).includes('\0')) return undefined;
  const words = [payload.slice(0, 4), payload.slice(4, 8)];
  const word = words.find((units) => units !== '\0\0\0\0');
  if (word === undefined) return undefined;
  const fitting = connectErrors.filter(({ code }) => isWord(word, code));
  return fitting.length === 1 ? (fitting[0]?.code ?? 0).toString(16).padStart(8, '0') : 'unknown';
}

// Little-endian. A byte above 0x7f may have become a replacement character when the body was read as text.
function isWord(units: string, code: number): boolean {
  return [0, 1, 2, 3].every((index) => {
    const byte = Math.floor(code / 256 ** index) % 256;
    const unit = units.charCodeAt(index);
    return unit === byte || (byte > 0x7f && unit === 0xfffd);
  });
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
