import type { Failure, Mutable, ResponseMessage } from '../../types.js';
import { fiddlerFailure, tunnelFailure } from './fiddler-failure.js';
import { type Metadata, sessionBit } from './metadata.js';
import { restoreNetlogNames } from './netlog-names.js';
import { readBody } from './read-body.js';
import { readGroupedNumber } from './session-flags.js';
import { type SplitMessage, splitMessage } from './split-message.js';

/** An answer out of the archive; one that Fiddler made up is a failure and no answer. */
export interface SazResponse {
  readonly message?: ResponseMessage;
  readonly failure?: Failure;
  readonly bodyMissing: boolean;
  readonly headEnded: boolean;
}

/** @param whole - All bytes of the file were read. */
export function readResponse(bytes: Buffer, whole: boolean, method: string, about: Metadata | undefined): SazResponse {
  const split = finalMessage(bytes);
  const line = split && parseStatusLine(split.head);
  if (!split || !line) return { bodyMissing: false, headEnded: true };
  const failure = failureOf(line, split.body, method);
  if (failure) return { failure, bodyMissing: false, headEnded: true };
  const head = restoreNetlogNames(withLine(split.head, line));
  const { body, missing } = hasBody(line.status, method)
    ? // By the names as they stand: what was renamed has been undone.
      readBody({ bytes: split.body, fieldOf: split.fieldOf, whole, dropped: () => hasDropped(about) })
    : { body: undefined, missing: false };
  const message: Mutable<ResponseMessage> = { status: line.status, head };
  if (body) message.body = body;
  return { message, bodyMissing: missing, headEnded: split.ended };
}

function withLine(head: string, { text, length }: StatusLine): string {
  return text.length === length && head.startsWith(text) ? head : `${text}${head.slice(length)}`;
}

// Interim answers (100 Continue) stand before the one that counts; alone they are none.
function finalMessage(bytes: Buffer): SplitMessage | undefined {
  let split = splitMessage(bytes);
  for (let interim = 0; interim < 20 && /^HTTP\/\S{1,5} 1(?!01)\d\d\b/i.test(split.head); interim++) {
    if (split.body.length === 0) return undefined;
    split = splitMessage(split.body);
  }
  return split.head === '' ? undefined : split;
}

interface StatusLine {
  readonly status: number;
  readonly reason: string;
  /** The line as HTTP/1.1 has it. */
  readonly text: string;
  /** Of the line in the head. */
  readonly length: number;
}

function parseStatusLine(head: string): StatusLine | undefined {
  const end = head.indexOf('\r\n');
  const line = end < 0 ? head : head.slice(0, end);
  const match = /^HTTP\/(\d(?:\.\d)?) {1,3}(\d{3})(?: (.*))?$/i.exec(line);
  const status = Number(match?.[2]);
  if (!match || status < 100) return undefined;
  const reason = match[3]?.trim() ?? '';
  const version = match[1] === '1.0' ? '1.0' : '1.1';
  return { status, reason, text: `HTTP/${version} ${status} ${reason}`.trimEnd(), length: line.length };
}

function failureOf({ status, reason }: StatusLine, body: Buffer, method: string): Failure | undefined {
  const text = () => body.toString('utf8', 0, Math.min(body.length, 4096));
  if (method.toUpperCase() === 'CONNECT' && status === 200) return tunnelFailure(text());
  return fiddlerFailure(reason, text);
}

// The bytes behind an accepted CONNECT are Fiddler's description of the handshake.
function hasBody(status: number, method: string): boolean {
  const verb = method.toUpperCase();
  if (verb === 'HEAD' || status < 200 || status === 204 || status === 304) return false;
  return verb !== 'CONNECT' || status >= 300;
}

function hasDropped(about: Metadata | undefined): boolean {
  if (!about) return false;
  const { bits = 0, flags } = about;
  if ((bits & sessionBit.responseBodyDropped) !== 0 || flags.has('log-drop-response-body')) return true;
  return (readGroupedNumber(flags.get('x-responsebodytransferlength')) ?? 0) > 0;
}
