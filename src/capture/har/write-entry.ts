import { headerLines, headerValue } from '../../parse/head.js';
import type { Body, RawTransaction } from '../../types.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { joinHead, readHeaders } from '../fields/read-headers.js';
import { targetOf } from '../fields/target.js';
import { type OwnFields, type OwnMessage, ownParts } from '../own-fields.js';

/** HAR requires a time; readers of ours know from `_hmaDoctor.absent` that there was none. */
const noTime = '1970-01-01T00:00:00.000Z';

/** A transaction as one entry of HAR 1.2, every required field present, with `_hmaDoctor` for what HAR cannot say. */
export function writeEntry(t: RawTransaction): object {
  const elapsed = t.startedAt === undefined || t.endedAt === undefined ? 0 : Math.max(0, t.endedAt - t.startedAt);
  return {
    startedDateTime: isoTime(t.startedAt),
    time: elapsed,
    request: writeRequest(t),
    response: writeResponse(t),
    cache: {},
    timings: { send: 0, wait: elapsed, receive: 0 },
    ...(t.connection === undefined ? {} : { connection: t.connection }),
    _hmaDoctor: writeOwn(t),
  };
}

function isoTime(time: number | undefined): string {
  const date = new Date(time ?? 0);
  return Number.isNaN(date.getTime()) ? noTime : date.toISOString();
}

function writeRequest({ request }: RawTransaction): object {
  const url = request?.url ?? 'about:blank';
  const body = request?.body;
  return {
    method: request?.method ?? '',
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(request?.head),
    queryString: queryOf(url),
    headersSize: -1,
    bodySize: sizeOf(body),
    ...(body ? { postData: { mimeType: mimeOf(request?.head), params: [], text: body.text } } : {}),
  };
}

function writeResponse({ response }: RawTransaction): object {
  const body = response?.body;
  return {
    status: response?.status ?? 0,
    statusText: reasonOf(response?.head),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(response?.head),
    content: {
      size: sizeOf(body),
      mimeType: mimeOf(response?.head),
      ...(body ? { text: body.text } : {}),
    },
    redirectURL: headerValue(response?.head, 'location') ?? '',
    headersSize: -1,
    bodySize: sizeOf(body),
  };
}

function sizeOf(body: Body | undefined): number {
  return body ? Buffer.byteLength(body.text) : -1;
}

function mimeOf(head: string | undefined): string {
  return headerValue(head, 'content-type') ?? 'x-unknown';
}

function headersOf(head: string | undefined): { name: string; value: string }[] {
  return headerLines(head ?? '').map(([name, value]) => ({ name, value }));
}

function reasonOf(head: string | undefined): string {
  return /^HTTP\/[\d.]+ \d{3} ([^\r\n]*)/.exec(head ?? '')?.[1]?.trim() ?? '';
}

function queryOf(url: string): { name: string; value: string }[] {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

function writeOwn(t: RawTransaction): OwnFields {
  return withoutUndefined<OwnFields>({ ...ownParts(t), request: ownRequest(t), response: ownResponse(t) });
}

function ownRequest({ request }: RawTransaction): OwnMessage | undefined {
  if (!request) return undefined;
  const { method, url, head, body } = request;
  const rebuilt = joinHead(
    `${method} ${url === undefined ? '/' : targetOf(method, url)} HTTP/1.1`,
    readHeaders(headersOf(head)),
  );
  return withoutUndefined<OwnMessage>({
    head: head === rebuilt ? undefined : head,
    body: body?.complete,
    bare: url === undefined ? true : undefined,
  });
}

function ownResponse({ response }: RawTransaction): OwnMessage | undefined {
  if (!response) return undefined;
  const { status, head, body } = response;
  const rebuilt = joinHead(`HTTP/1.1 ${status} ${reasonOf(head)}`.trimEnd(), readHeaders(headersOf(head)));
  return withoutUndefined<OwnMessage>({
    head: head === rebuilt ? undefined : head,
    body: body?.complete,
    bare: status === undefined ? true : undefined,
  });
}
