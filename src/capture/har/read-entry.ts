import type { Failure, Mutable, Part, RawTransaction, Recorder, RequestMessage, ResponseMessage } from '../../types.js';
import { asFields, asNumber, asText, type Fields } from '../fields/json-fields.js';
import { failureOf } from '../fields/net-error.js';
import { readHeaders } from '../fields/read-headers.js';
import { readDuration, readTime } from '../fields/read-time.js';
import { targetOf } from '../fields/target.js';
import type { EntryParts, RequestParts, ResponseParts } from './entry-parts.js';
import { joinLines } from './head-lines.js';
import { readContent, readPostData } from './read-body.js';

/** What the whole file says about each of its entries. */
export interface EntryContext {
  /** `creator.name`, or empty. */
  readonly producer: string;
  readonly recorder?: Recorder | undefined;
  /** Credentials headers were taken out of this file. */
  readonly sanitised: boolean;
}

/** The parts of an entry that was parsed. */
export function partsOf(entry: Fields): EntryParts {
  const { startedDateTime, time, connection, _error } = entry;
  const request = asFields(entry.request);
  const response = asFields(entry.response);
  return {
    startedDateTime,
    time,
    connection,
    _error,
    request: request && requestParts(request),
    response: response && responseParts(response),
  };
}

function requestParts(request: Fields): RequestParts {
  const { method, url, httpVersion, _error } = request;
  const lines = joinLines(readHeaders(request.headers), true);
  return { method, url, httpVersion, _error, lines, body: readPostData(request) };
}

function responseParts(response: Fields): ResponseParts {
  const { status, statusText, httpVersion, _error, content } = response;
  const lines = joinLines(readHeaders(response.headers), false);
  const body = readContent(content);
  return { status, statusText, httpVersion, _error, lines, body, comment: asFields(content)?.comment };
}

/** One HAR entry as a transaction. Never throws; undefined when it is no entry (neither request nor response). */
export function readEntry(parts: EntryParts, id: string, context: EntryContext): RawTransaction | undefined {
  const request = readRequest(parts.request);
  const response = readResponse(parts.response);
  if (!request && !response) return undefined;
  const startedAt = readTime(parts.startedDateTime);
  const duration = readDuration(parts.time);
  const connection = readConnection(parts.connection, context.producer);
  const failure = readFailure(parts);
  const absent = absentParts(parts, { request, response, failure, startedAt }, context);
  const read: Mutable<RawTransaction> = { id, source: 'har', absent };
  if (startedAt !== undefined) read.startedAt = startedAt;
  if (startedAt !== undefined && duration !== undefined) read.endedAt = startedAt + duration;
  if (connection !== undefined) read.connection = connection;
  if (context.recorder) read.recorder = context.recorder;
  if (request) read.request = request;
  if (response) read.response = response;
  if (failure) read.failure = failure;
  return read;
}

function readRequest(parts: RequestParts | undefined): RequestMessage | undefined {
  if (!parts) return undefined;
  const method = methodOf(parts.method);
  const given = asText(parts.url);
  const url = given === undefined ? undefined : withoutBlanks(given, '%20');
  const head = parts.lines.isHead ? parts.lines.text : requestHead(method, url, parts);
  const request: Mutable<RequestMessage> = { method, head };
  if (url) request.url = url;
  if (parts.body) request.body = parts.body;
  return request;
}

function requestHead(method: string, url: string | undefined, parts: RequestParts): string {
  const target = url === undefined ? '/' : targetOf(method, url);
  return `${method} ${target} ${versionOf(parts)}${parts.lines.text}`;
}

function methodOf(value: unknown): string {
  if (value === 'GET' || value === 'POST') return value;
  return withoutBlanks(asText(value) ?? '', '') || 'GET';
}

// Outer blanks are left out.
function withoutBlanks(text: string, instead: string): string {
  return /\s/.test(text) ? text.trim().replace(/\s/g, instead) : text;
}

// HTTP/2 and /3 are shown as HTTP/1.1, as Fiddler does: the head is a head again, and no rule asks for more.
function versionOf({ httpVersion }: RequestParts | ResponseParts): string {
  if (httpVersion === 'HTTP/1.1') return httpVersion;
  const version = asText(httpVersion)?.trim().toUpperCase() ?? '';
  return version === 'HTTP/1.0' ? version : 'HTTP/1.1';
}

function readResponse(parts: ResponseParts | undefined): ResponseMessage | undefined {
  const status = asNumber(parts?.status);
  if (!parts || status === undefined || status < 100 || status > 999) return undefined;
  const { isHead, text } = parts.lines;
  const head = isHead ? text : `${versionOf(parts)} ${status}${reasonOf(parts)}${text}`;
  return parts.body ? { status, head, body: parts.body } : { status, head };
}

function reasonOf({ statusText }: ResponseParts): string {
  if (statusText === 'OK') return ' OK';
  const reason = (asText(statusText) ?? '').replace(/[\r\n]+/g, ' ').trim();
  return reason === '' ? '' : ` ${reason}`;
}

function readFailure({ _error, request, response }: EntryParts): Failure | undefined {
  const said = asText(_error) || asText(response?._error) || asText(request?._error);
  if (said) return failureOf(said);
  // Status 0 without a reason: blocked by the browser, cancelled by the page, or still running at the export.
  return response && asNumber(response.status) === 0 ? { stage: 'client', code: noReason } : undefined;
}

const noReason = 'NO_RESPONSE';

// Firefox and Firebug write the server's port there; Chromium "0" for "none".
function readConnection(value: unknown, producer: string): string | undefined {
  const connection = asText(value)?.trim();
  if (!connection || connection === '0' || /firefox|firebug|iceweasel/i.test(producer)) return undefined;
  return connection.slice(0, 200);
}

interface Told {
  readonly request: RequestMessage | undefined;
  readonly response: ResponseMessage | undefined;
  readonly failure: Failure | undefined;
  readonly startedAt: number | undefined;
}

// What failed has no response; of status 0 without a reason nobody knows.
function absentParts(
  parts: EntryParts,
  { request, response, failure, startedAt }: Told,
  context: EntryContext,
): Part[] {
  const absent: Part[] = [];
  if (!request) absent.push('request');
  else if (context.sanitised || parts.request?.lines.recorded === 0) absent.push('authorization');
  if (request && !request.body && sendsBody(parts, request)) absent.push('request-body');
  if (!response && (!failure || failure.code === noReason)) absent.push('response');
  else if (response && parts.response?.lines.recorded === 0) absent.push('response-headers');
  if (response && !response.body && mayHaveBody(parts, request, response)) absent.push('response-body');
  if (startedAt === undefined) absent.push('time');
  return absent;
}

function sendsBody(parts: EntryParts, { method }: RequestMessage): boolean {
  const lines = parts.request?.lines;
  if (lines?.announcesNone) return false;
  return lines?.announcesBody === true || /^(?:POST|PUT|PATCH)$/i.test(method);
}

function mayHaveBody(parts: EntryParts, request: RequestMessage | undefined, response: ResponseMessage): boolean {
  const { status = 0 } = response;
  if (status < 200 || status === 204 || status === 304 || /^HEAD$/i.test(request?.method ?? '')) return false;
  return parts.response?.lines.announcesNone !== true;
}
