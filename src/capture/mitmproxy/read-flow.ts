import { type HeaderLine, headerValue } from '../../parse/head.js';
import type { Failure, Part, RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';
import { mayHaveBody, sendsBody } from '../expected-bodies.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { failureOf } from '../fields/net-error.js';
import { joinHead } from '../fields/read-headers.js';
import { targetOf } from '../fields/target.js';
import { connectionOf } from './connection.js';
import { type Fields, fieldsAt, numberAt, textAt, timeAt } from './flow.js';
import { bodyOf, headersOf, httpVersionOf, lacksContent, statusOf } from './read-message.js';

/** A flow of HTTP as a transaction; undefined when it has no readable request. Never throws. */
export function readFlow(flow: Fields, id: string): RawTransaction | undefined {
  const asked = fieldsAt(flow, 'request');
  const answered = fieldsAt(flow, 'response');
  const failure = readFailure(flow);
  const request = readRequest(asked);
  if (!request) return undefined;
  const response = readResponse(answered, failure === undefined);
  const startedAt = timeAt(asked, 'timestamp_start') ?? timeAt(flow, 'timestamp_created');
  return withoutUndefined<RawTransaction>({
    id,
    source: 'mitmproxy',
    startedAt,
    endedAt: timeAt(answered, 'timestamp_end') ?? timeAt(fieldsAt(flow, 'error'), 'timestamp'),
    connection: connectionOf(fieldsAt(flow, 'client_conn')),
    client: undefined,
    watched: undefined,
    request,
    response,
    failure,
    text: undefined,
    absent: absentParts({ asked, answered, request, response, failure, startedAt }),
  });
}

function readRequest(fields: Fields): RequestMessage | undefined {
  const method = textAt(fields, 'method')?.replace(/[\s\p{Cc}]/gu, '');
  if (!method) return undefined;
  const lines = headersOf(fields) ?? [];
  const url = urlOf(fields, method, lines);
  const head = joinHead(`${method} ${requestTarget(fields, method, url)} ${httpVersionOf(fields)}`, lines);
  return withoutUndefined<RequestMessage>({ method, url, head, body: bodyOf(fields, head, true) });
}

// What the client asked for: behind a transparent or reverse proxy `host` is only where mitmproxy went.
function urlOf(fields: Fields, method: string, lines: readonly HeaderLine[]): string | undefined {
  const named = textAt(fields, 'authority') || headerValue(joinHead('', lines), 'Host');
  const host = textAt(fields, 'host');
  const port = numberAt(fields, 'port');
  const tunnel = method.toUpperCase() === 'CONNECT';
  const scheme = tunnel ? 'https' : textAt(fields, 'scheme') || (port === 443 ? 'https' : 'http');
  const authority = isAuthority(named) ? named : host && withPort(host, port);
  if (!authority || !/^https?$/.test(scheme)) return undefined;
  const place = `${scheme}://${authority.replace(scheme === 'https' ? /:443$/ : /:80$/, '')}`;
  const path = textAt(fields, 'path')?.replace(/[\s\p{Cc}]/gu, encodeURIComponent) ?? '/';
  if (tunnel || path === '*') return `${place}/`;
  return path.startsWith('/') ? place + path : /^https?:\/\//i.test(path) ? path : `${place}/${path}`;
}

function isAuthority(text: string | undefined): text is string {
  return text !== undefined && /^(?:\[[0-9a-f:.]{2,45}\]|[^\s/?#@[\]:]{1,255})(?::\d{1,5})?$/i.test(text);
}

function withPort(host: string, port: number | undefined): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

function requestTarget(fields: Fields, method: string, url: string | undefined): string {
  if (textAt(fields, 'path') === '*') return '*';
  if (method.toUpperCase() !== 'CONNECT') return url === undefined ? '/' : targetOf(method, url);
  const place = targetOf(method, url ?? '');
  return /:\d{1,5}$/.test(place) ? place : `${place}:${numberAt(fields, 'port') ?? 443}`;
}

function readResponse(fields: Fields, ended: boolean): ResponseMessage | undefined {
  const status = statusOf(fields);
  if (status === undefined) return undefined;
  const reason = (textAt(fields, 'reason', 'msg') ?? '').replace(/[\r\n]+/g, ' ').trim();
  const head = joinHead(`${httpVersionOf(fields)} ${status} ${reason}`.trimEnd(), headersOf(fields) ?? []);
  return withoutUndefined<ResponseMessage>({ status, head, body: bodyOf(fields, head, ended) });
}

// A tunnel that ended in the handshake has no error of its own: the connection with the client says it.
function readFailure(flow: Fields): Failure | undefined {
  const said = textAt(fieldsAt(flow, 'error'), 'msg');
  if (said) return atProxy(flow, failureOf(said));
  const refused = textAt(fieldsAt(flow, 'client_conn'), 'error');
  const failure = refused ? failureOf(refused) : undefined;
  return failure?.stage === 'client-tls' ? failure : undefined;
}

// Behind an upstream proxy it is the proxy that could not be reached: the host was not asked.
function atProxy(flow: Fields, failure: Failure): Failure {
  if (failure.stage !== 'connect' && failure.stage !== 'dns') return failure;
  const server = fieldsAt(flow, 'server_conn');
  const behindProxy = ['via', 'via2'].some((name) => /^[\]}]$/.test(server.members.get(name)?.type ?? ''));
  return behindProxy ? { ...failure, stage: 'proxy' } : failure;
}

interface Read {
  readonly asked: Fields;
  readonly answered: Fields;
  readonly request: RequestMessage;
  readonly response: ResponseMessage | undefined;
  readonly failure: Failure | undefined;
  readonly startedAt: number | undefined;
}

function absentParts({ asked, answered, request, response, failure, startedAt }: Read): Part[] {
  const parts: (readonly [Part, boolean])[] = [
    ['authorization', !asked.members.has('headers')],
    ['request-body', lacksContent(asked) && sendsBody(request)],
    ['response', !response && !failure],
    ['response-headers', response !== undefined && !answered.members.has('headers')],
    ['response-body', response !== undefined && lacksContent(answered) && mayHaveBody(request, response)],
    ['time', startedAt === undefined],
  ];
  return parts.filter(([, missing]) => missing).map(([part]) => part);
}
