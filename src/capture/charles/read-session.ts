import type { Failure, Part, RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';
import { mayHaveBody, sendsBody } from '../expected-bodies.js';
import { asFields, asNumber, asText, type Fields, withoutUndefined } from '../fields/json-fields.js';
import { joinHead, readHeaders } from '../fields/read-headers.js';
import { readTime } from '../fields/read-time.js';
import { targetOf } from '../fields/target.js';
import { failureOfMessage } from './failure.js';
import { readBody } from './read-body.js';

/** One session of Charles as a transaction; undefined when it names no host. Never throws. */
export function readSession(session: Fields, id: string): RawTransaction | undefined {
  const host = asText(session.host)?.trim();
  if (!host || /[\s/?#@\p{Cc}]/u.test(host)) return undefined;
  const [asked, answered, times] = [session.request, session.response, session.times].map(asFields);
  const request = readRequest(session, host, asked);
  const failure = readFailure(session);
  // The tunnel was opened; what failed is the handshake in it, and no answer came.
  const opened = failure !== undefined && /^(?:client-)?tls$/.test(failure.stage) && request.method === 'CONNECT';
  const response = opened ? undefined : readResponse(session, answered, failure === undefined);
  const startedAt = readTime(times?.requestBegin) ?? readTime(times?.start);
  return withoutUndefined<RawTransaction>({
    id,
    source: 'charles',
    startedAt,
    endedAt: readTime(times?.end),
    connection: connectionOf(session),
    client: undefined,
    watched: undefined,
    request,
    response,
    failure,
    text: undefined,
    absent: absentParts({ asked, answered, request, response, failure, startedAt }),
  });
}

function readRequest(session: Fields, host: string, asked: Fields | undefined): RequestMessage {
  const tunnel = session.tunnel === true;
  const given = asText(session.method)?.replace(/[\s\p{Cc}]/gu, '') || 'GET';
  const method = tunnel ? 'CONNECT' : given.toUpperCase() === 'CONNECT' ? 'CONNECT' : given;
  const place = placeOf(session, host, method);
  const lines = readHeaders(asFields(asked?.header)?.headers);
  const url = method === 'CONNECT' ? `${place.origin}/` : `${place.origin}${pathOf(session)}`;
  const target = method === 'CONNECT' ? place.authority : targetOf(method, url);
  const head = joinHead(`${method} ${target} ${versionOf(session)}`, lines);
  return withoutUndefined<RequestMessage>({ method, url, head, body: readBody(asked, true) });
}

// `port` is what the client named, `actualPort` where Charles went.
function placeOf(session: Fields, host: string, method: string): { origin: string; authority: string } {
  const scheme = method === 'CONNECT' || asText(session.scheme)?.toLowerCase() !== 'http' ? 'https' : 'http';
  const standard = scheme === 'https' ? 443 : 80;
  const port = asNumber(session.port) ?? asNumber(session.actualPort) ?? standard;
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const origin = `${scheme}://${name}${port === standard || port <= 0 ? '' : `:${port}`}`;
  return { origin, authority: `${name}:${port > 0 ? port : standard}` };
}

function pathOf(session: Fields): string {
  const path = (asText(session.path) ?? '').replace(/[\s\p{Cc}]/gu, encodeURIComponent);
  const query = (asText(session.query) ?? '').replace(/[\s\p{Cc}]/gu, encodeURIComponent);
  return `${path.startsWith('/') ? '' : '/'}${path}${query === '' ? '' : `?${query}`}`;
}

// HTTP/2 is shown as HTTP/1.1, as other tools do.
function versionOf(session: Fields): string {
  return asText(session.protocolVersion)?.trim().toUpperCase() === 'HTTP/1.0' ? 'HTTP/1.0' : 'HTTP/1.1';
}

function readResponse(session: Fields, answered: Fields | undefined, ended: boolean): ResponseMessage | undefined {
  const header = asFields(answered?.header);
  const first = /^HTTP\/\d(?:\.\d)? (\d{3})(?: ([^\r\n]*))?$/.exec(asText(header?.firstLine)?.trim() ?? '');
  const status = asNumber(answered?.status) ?? asNumber(first?.[1]);
  if (status === undefined || !Number.isInteger(status) || status < 100 || status > 999) return undefined;
  const start = `${versionOf(session)} ${status} ${first?.[2] ?? ''}`.trimEnd();
  const head = joinHead(start, readHeaders(header?.headers));
  return withoutUndefined<ResponseMessage>({ status, head, body: readBody(answered, ended && isOver(session)) });
}

// "RECEIVING_RESPONSE_BODY" and the like: it still ran when it was saved.
function isOver({ status }: Fields): boolean {
  return asText(status) === undefined || asText(status)?.toUpperCase() === 'COMPLETE';
}

function readFailure(session: Fields): Failure | undefined {
  const said = asText(session.errorMessage) || asText(session.exceptionMessage) || asText(session.failure);
  const notes = asText(session.notes) ?? '';
  if (said) return failureOfMessage(said, notes);
  const status = asText(session.status)?.toUpperCase() ?? '';
  if (!/^(?:FAILED|EXCEPTION|BLOCKED)$/.test(status)) return undefined;
  // Without a word why: nobody is to blame.
  return notes === '' ? { stage: 'client', code: 'NO_RESPONSE' } : failureOfMessage(notes);
}

// A tunnel and what went through it have the client's port in common.
function connectionOf(session: Fields): string | undefined {
  const port = asNumber(session.clientPort);
  const address = asText(session.clientAddress)?.replace(/^\//, '').trim().slice(0, 100);
  return port === undefined ? undefined : `${address ?? ''}:${port}`;
}

interface Read {
  readonly asked: Fields | undefined;
  readonly answered: Fields | undefined;
  readonly request: RequestMessage;
  readonly response: ResponseMessage | undefined;
  readonly failure: Failure | undefined;
  readonly startedAt: number | undefined;
}

function absentParts({ asked, answered, request, response, failure, startedAt }: Read): Part[] {
  const parts: (readonly [Part, boolean])[] = [
    ['authorization', !hasHeaders(asked)],
    ['request-body', !request.body && !isEmpty(asked) && sendsBody(request)],
    ['response', !response && !failure],
    ['response-headers', response !== undefined && !hasHeaders(answered)],
    ['response-body', isBodyLost(answered, request, response)],
    ['time', startedAt === undefined],
  ];
  return parts.filter(([, missing]) => missing).map(([part]) => part);
}

function isBodyLost(answered: Fields | undefined, request: RequestMessage, response: ResponseMessage | undefined) {
  if (!response || response.body || isEmpty(answered) || request.method === 'CONNECT') return false;
  return mayHaveBody(request, response);
}

function hasHeaders(message: Fields | undefined): boolean {
  return readHeaders(asFields(message?.header)?.headers).length > 0;
}

// Charles counts the bytes of each body.
function isEmpty(message: Fields | undefined): boolean {
  return asNumber(asFields(message?.sizes)?.body) === 0;
}
