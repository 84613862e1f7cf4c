import { headerValue, startLine } from '../../parse/head.js';
import type { Body, RequestMessage, ResponseMessage } from '../../types.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { targetOf } from '../fields/target.js';
import { recordedPrefix, restoreRequest, restoreResponse, type SazOwnMessage } from './own-message.js';

/** A message as it stands in the archive, and what must stand beside it; `own` is missing where there is no message. */
export interface WrittenMessage {
  readonly bytes: Buffer;
  readonly own?: SazOwnMessage;
}

/** A host that no name server knows (RFC 6761 §6.4): Fiddler opens no session without a request line and a URL. */
const noHost = 'not-recorded.invalid';

/** `raw/N_c.txt`: the URL is absolute in the request line, as Fiddler has it. */
export function writeRequest(request: RequestMessage | undefined): WrittenMessage {
  if (!request) return { bytes: Buffer.from(`GET http://${noHost}/ HTTP/1.1\r\nHost: ${noHost}\r\n\r\n`) };
  const { method, url, head, body } = request;
  const token = /^[\w!#$%&'*+.^`|~-]{1,40}$/.test(method) ? method : 'GET';
  const version = /HTTP\/1\.[01]$/.exec(startLine(head))?.[0] ?? 'HTTP/1.1';
  const bytes = joinMessage(`${token} ${writtenTarget(request)} ${version}`, head, body);
  const sure: SazOwnMessage = { ...bodyOf(body), ...(url === undefined && { bare: true }) };
  const back = restoreRequest(bytes, { ...sure });
  const start = withoutUndefined<SazOwnMessage>({
    ...sure,
    method: method === back.method ? undefined : method,
    url: url === back.url ? undefined : url,
  });
  return { bytes, own: withHead(start, head, restoreRequest(bytes, { ...start }).head) };
}

/** `raw/N_s.txt`; empty where there was no answer. */
export function writeResponse(response: ResponseMessage | undefined): WrittenMessage {
  if (!response) return { bytes: Buffer.alloc(0) };
  const { status, head, body } = response;
  const bytes = joinMessage(statusLine(response), head, body);
  const sure: SazOwnMessage = { ...bodyOf(body), ...(status === undefined && { bare: true }) };
  const back = restoreResponse(bytes, { ...sure });
  const start = status === undefined || status === back.status ? sure : { ...sure, status };
  return { bytes, own: withHead(start, head, back.head) };
}

function bodyOf(body: Body | undefined): SazOwnMessage {
  if (!body) return {};
  const { text, complete } = body;
  // Half a surrogate pair has no bytes.
  return Buffer.from(text).toString() === text ? { body: complete } : { body: complete, text };
}

function withHead(own: SazOwnMessage, head: string, back: string): SazOwnMessage {
  return head === back ? own : { ...own, head };
}

function writtenTarget({ method, url, head }: RequestMessage): string {
  if (url === undefined) return `http://${noHost}${/ (\/[\x21-\x7e]*)/.exec(startLine(head))?.[1] ?? '/'}`;
  const plain = url.replace(/[^\x21-\x7e]/gu, (sign) => encodeBytes(sign));
  if (/^connect$/i.test(method)) return targetOf(method, plain) || `${noHost}:443`;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(plain) ? plain : `http://${noHost}/`;
}

// Not encodeURIComponent, which throws at half a surrogate pair.
function encodeBytes(sign: string): string {
  return `%${Buffer.from(sign).toString('hex').toUpperCase().match(/../g)?.join('%')}`;
}

function statusLine({ status, head }: ResponseMessage): string {
  const line = startLine(head);
  if (/^HTTP\/1\.[01] \d{3}(?: [\t\x20-\x7e]*)?$/.test(line)) return line;
  const reason = /^HTTP\/[\d.]+ \d{3} ([\t\x20-\x7e]*)/.exec(line)?.[1] ?? '';
  return `HTTP/1.1 ${status ?? 0} ${status === undefined ? 'status not recorded' : reason}`.trimEnd();
}

function joinMessage(line: string, head: string, body: Body | undefined): Buffer {
  const content = Buffer.from(body?.text ?? '');
  const lines = headerText(head).map((one) => (body && speaksOfWire(one, content.length) ? recordedPrefix + one : one));
  return Buffer.concat([Buffer.from(`${[line, ...lines].join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}

// Lines that can stand in a file without being taken for something else. What is left out or changed stands beside it.
function headerText(head: string): string[] {
  const lines = head.slice(startLine(head).length).split('\r\n').map(plainLine);
  const first = lines.findIndex((line) => headerName.test(line));
  return first < 0 ? [] : lines.slice(first).filter((line) => headerName.test(line) || /^[ \t]+[^ \t]/.test(line));
}

const headerName = /^[^\s:]+[ \t]*:/;

function plainLine(line: string): string {
  // One byte a unit, or UTF-8; a unit cut to a byte could become a line end.
  const narrow = /^[\0-\xff]*$/.test(line) ? line : Buffer.from(line).toString('latin1');
  return narrow.replace(/[^\t\x20-\x7e\x80-\xff]/g, ' ');
}

function speaksOfWire(line: string, length: number): boolean {
  if (/^content-length[ \t]*:/i.test(line)) return headerValue(line, 'content-length') !== String(length);
  return /^(?:content|transfer)-encoding[ \t]*:/i.test(line);
}
