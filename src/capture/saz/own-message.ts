import { startLine } from '../../parse/head.js';
import type { Body, RequestMessage, ResponseMessage } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { asNumber, asText, type Fields, withoutUndefined } from '../fields/json-fields.js';
import { targetOf } from '../fields/target.js';
import type { OwnMessage } from '../own-fields.js';

/** What must stand beside the text of a message so that it can be rebuilt from it. */
export interface SazOwnMessage extends OwnMessage {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  /** The body, where its bytes do not give it. */
  readonly text?: string;
}

/**
 * Stands before the names of header lines that speak of the body as it came over the wire: bodies are written decoded, and
 * whoever reads the file must not undo a coding once more.
 */
export const recordedPrefix = 'X-Hma-Doctor-Recorded-';

/** Rebuilds a request from `raw/N_c.txt` and what stands beside it. */
export function restoreRequest(bytes: Uint8Array, own: Fields): RequestMessage {
  const { line, lines, body } = splitMessage(bytes);
  const [written = '', target = '', version = 'HTTP/1.1'] = line.split(' ');
  const method = asText(own.method) ?? written;
  const url = own.bare === true ? undefined : (asText(own.url) ?? target);
  return withoutUndefined<RequestMessage>({
    method,
    url,
    head: asText(own.head) ?? `${method} ${targetOf(method, url ?? target)} ${version}${lines}`,
    body: restoreBody(body, own),
  });
}

/** Rebuilds a response from `raw/N_s.txt` and what stands beside it. */
export function restoreResponse(bytes: Uint8Array, own: Fields): ResponseMessage {
  const { line, lines, body } = splitMessage(bytes);
  const status = asNumber(own.status) ?? asNumber(line.split(' ')[1]);
  return withoutUndefined<ResponseMessage>({
    status: own.bare === true ? undefined : status,
    head: asText(own.head) ?? (own.bare === true ? lines.slice(2) : line + lines),
    body: restoreBody(body, own),
  });
}

// `lines` begin with the CRLF of the start line; there may be none.
function splitMessage(bytes: Uint8Array): { line: string; lines: string; body: Uint8Array } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = text.indexOf('\r\n\r\n');
  const head = text.toString('latin1', 0, end < 0 ? text.length : end);
  const line = startLine(head);
  const lines = head.slice(line.length).replaceAll(`\r\n${recordedPrefix}`, '\r\n');
  return { line, lines, body: end < 0 ? new Uint8Array(0) : text.subarray(end + 4) };
}

function restoreBody(bytes: Uint8Array, own: Fields): Body | undefined {
  if (typeof own.body !== 'boolean') return undefined;
  const text = asText(own.text) ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { text: text.slice(0, bodyLimit), complete: own.body && text.length <= bodyLimit };
}
