import type { Failure, Part, RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';
import { asFields, asNumber, asText, type Fields, withoutUndefined } from './json-fields.js';
import { failureOf } from './net-error.js';
import { readContent, readPostData } from './read-body.js';
import { joinHead, readHeaders } from './read-headers.js';
import { readDuration, readTime } from './read-time.js';

/** What the whole file says about each of its entries. */
export interface EntryContext {
  /** `creator.name`, or empty. */
  readonly producer: string;
  /** Credentials headers were taken out of this file. */
  readonly sanitised: boolean;
}

/** One HAR entry as a transaction. Never throws; undefined when it is no entry (neither request nor response). */
export function readEntry(entry: Fields, id: string, context: EntryContext): RawTransaction | undefined {
  const request = readRequest(asFields(entry.request));
  const response = readResponse(asFields(entry.response));
  if (!request && !response) return undefined;
  const startedAt = readTime(entry.startedDateTime);
  const duration = readDuration(entry.time);
  return withoutUndefined<RawTransaction>({
    id,
    source: 'har',
    startedAt,
    endedAt: startedAt === undefined || duration === undefined ? undefined : startedAt + duration,
    connection: readConnection(entry.connection, context.producer),
    client: undefined,
    watched: undefined,
    request,
    response,
    failure: readFailure(entry),
    text: undefined,
    absent: absentParts(entry, request, response, startedAt, context),
  });
}

function readRequest(fields: Fields | undefined): RequestMessage | undefined {
  if (!fields) return undefined;
  const method = (asText(fields.method)?.trim() || 'GET').replace(/\s+/g, '');
  const url = asText(fields.url)?.trim().replace(/\s/g, '%20');
  const target = url === undefined ? '/' : targetOf(method, url);
  const lines = readHeaders(fields.headers).filter(([name, value]) => !isBlanked(name, value));
  return withoutUndefined<RequestMessage>({
    method,
    url: url || undefined,
    head: joinHead(`${method} ${target} ${versionOf(fields)}`, lines),
    body: readPostData(fields),
  });
}

// Dev Proxy keeps the line and blanks the value; a line that says nothing must not be read as an odd scheme.
function isBlanked(name: string, value: string): boolean {
  return value === 'REDACTED' && /^(?:authorization|cookie)$/i.test(name);
}

/** The request target: origin form, or authority form for CONNECT (producers write it with or without a scheme). */
export function targetOf(method: string, url: string): string {
  const match = /^[a-z][a-z0-9+.-]{0,30}:\/\/([^/?#]*)([^#]*)/i.exec(url);
  if (method.toUpperCase() === 'CONNECT') return (match?.[1] ?? url).replace(/\/$/, '');
  if (!match) return url;
  const rest = match[2] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

// HTTP/2 and /3 are shown as HTTP/1.1, as Fiddler does: the head is a head again, and no rule asks for more.
function versionOf(fields: Fields): string {
  const version = asText(fields.httpVersion)?.trim().toUpperCase() ?? '';
  return /^HTTP\/1\.[01]$/.test(version) ? version : 'HTTP/1.1';
}

function readResponse(fields: Fields | undefined): ResponseMessage | undefined {
  const status = asNumber(fields?.status);
  if (!fields || status === undefined || status < 100 || status > 999) return undefined;
  const reason = (asText(fields.statusText) ?? '').replace(/[\r\n]+/g, ' ').trim();
  return withoutUndefined<ResponseMessage>({
    status,
    head: joinHead(`${versionOf(fields)} ${status} ${reason}`.trimEnd(), readHeaders(fields.headers)),
    body: readContent(fields.content),
  });
}

function readFailure(entry: Fields): Failure | undefined {
  const response = asFields(entry.response);
  const said = asText(entry._error) || asText(response?._error) || asText(asFields(entry.request)?._error);
  if (said) return failureOf(said);
  // Status 0 without a reason: blocked by the browser, cancelled by the page, or still running at the export.
  return response && asNumber(response.status) === 0 ? { stage: 'client', code: 'NO_RESPONSE' } : undefined;
}

// Firefox and Firebug write the server's port there; Chromium "0" for "none".
function readConnection(value: unknown, producer: string): string | undefined {
  const connection = asText(value)?.trim();
  if (!connection || connection === '0' || /firefox|firebug|iceweasel/i.test(producer)) return undefined;
  return connection.slice(0, 200);
}

function absentParts(
  entry: Fields,
  request: RequestMessage | undefined,
  response: ResponseMessage | undefined,
  startedAt: number | undefined,
  context: EntryContext,
): Part[] {
  const parts: (readonly [Part, boolean])[] = [
    ['request', !request],
    ['authorization', request !== undefined && (context.sanitised || !hasHeaders(entry.request))],
    ['request-body', request !== undefined && !request.body && sendsBody(request)],
    ['response', !response],
    ['response-headers', response !== undefined && !hasHeaders(entry.response)],
    ['response-body', response !== undefined && !response.body && mayHaveBody(request, response)],
    ['time', startedAt === undefined],
  ];
  return parts.filter(([, missing]) => missing).map(([part]) => part);
}

function hasHeaders(message: unknown): boolean {
  return readHeaders(asFields(message)?.headers).length > 0;
}

/** Does this request announce a body, or is it of a kind that has one? */
export function sendsBody(request: RequestMessage): boolean {
  if (/\r\ncontent-length:\s{0,5}0\s{0,5}(?:\r|$)/i.test(request.head)) return false;
  const announced = /\r\n(?:content-length|transfer-encoding):/i.test(request.head);
  return announced || /^(?:POST|PUT|PATCH)$/i.test(request.method);
}

/** May the answer to this request have a body? */
export function mayHaveBody(request: RequestMessage | undefined, response: ResponseMessage): boolean {
  const { status = 0, head } = response;
  if (status < 200 || status === 204 || status === 304 || /^HEAD$/i.test(request?.method ?? '')) return false;
  return !/\r\ncontent-length:\s{0,5}0\s{0,5}(?:\r|$)/i.test(head);
}
