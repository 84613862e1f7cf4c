import { decodeBody } from '../../parse/content-coding.js';
import { headerValues } from '../../parse/head.js';
import type { Body, Failure, Part, RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';
import { mayHaveBody, sendsBody } from '../expected-bodies.js';
import { bodyLimit } from '../fields/body-limit.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { failureOf } from '../fields/net-error.js';
import { joinHead } from '../fields/read-headers.js';
import { targetOf } from '../fields/target.js';
import type { Attempt, Bytes } from './attempt.js';
import type { Connections } from './connections.js';
import type { Constants } from './constants.js';
import type { ShownLines } from './header-lines.js';

/** What all attempts of a log have in common. */
export interface LogContext {
  readonly constants: Pick<Constants, 'netErrors'>;
  readonly connections: Pick<Connections, 'ofJob' | 'certificateOfJob'>;
}

/**
 * An attempt as a transaction.
 *
 * @param planned - The header lines that the page asked for, where none was sent.
 * @returns undefined for what never went to the network: answers of the cache, redirects by the browser itself, `data:`.
 */
export function transactionOf(
  attempt: Attempt,
  planned: ShownLines | undefined,
  context: LogContext,
): RawTransaction | undefined {
  const failure = failureOfAttempt(attempt, context);
  const silent = !attempt.sent && !attempt.received && !failure && attempt.ended;
  if (!/^(?:https?|wss?):/i.test(attempt.url) || silent) return undefined;
  const request = requestOf(attempt, planned);
  const response = responseOf(attempt, failure);
  const startedAt = attempt.sentAt ?? attempt.begunAt;
  return withoutUndefined<RawTransaction>({
    id: attempt.id,
    source: 'netlog',
    startedAt,
    endedAt: attempt.ended ? attempt.lastAt : undefined,
    connection: attempt.job === undefined ? undefined : context.connections.ofJob(attempt.job),
    client: undefined,
    watched: undefined,
    request,
    response,
    failure,
    text: undefined,
    absent: absentParts(attempt, planned, { request, response, failure, startedAt }),
  });
}

// "(credentials redacted)" stands behind the URLs of a log that is to hold none.
function requestOf({ method, url, sent }: Attempt, planned: ShownLines | undefined): RequestMessage {
  const shown = url.replace(/ \(credentials redacted\)$/, '').replace(/#.*$/s, '');
  const lines = (sent ?? planned)?.lines ?? [];
  return { method, url: shown, head: joinHead(`${method} ${targetOf(method, shown)} HTTP/1.1`, lines) };
}

// The start line as logged: "HTTP/1.1 401 Unauthorized", also of HTTP/2 and /3, where it has no reason.
function responseOf(attempt: Attempt, failure: Failure | undefined): ResponseMessage | undefined {
  const match = /^HTTP\/(\d(?:\.\d)?) (\d{3})(?: ([^\r\n]*))?$/.exec(attempt.received?.start.trim() ?? '');
  if (!match) return undefined;
  const [, version, status, reason = ''] = match;
  const start = `HTTP/${version === '1.0' ? '1.0' : '1.1'} ${status} ${reason}`.trimEnd();
  const head = joinHead(start, attempt.received?.lines ?? []);
  const body = bodyOf(attempt, head, failure === undefined);
  return withoutUndefined<ResponseMessage>({ status: Number(status), head, body });
}

function bodyOf({ filtered, raw, ended }: Attempt, head: string, whole: boolean): Body | undefined {
  const complete = ended && whole;
  if (filtered.size > 0) return decodeBody(joined(filtered), undefined, bodyLimit, complete);
  if (raw.size === 0) return undefined;
  return decodeBody(joined(raw), headerValues(head, 'Content-Encoding').join(','), bodyLimit, complete);
}

function joined({ parts }: Bytes): Buffer {
  return Buffer.concat(parts);
}

function failureOfAttempt({ netError, job }: Attempt, { constants, connections }: LogContext): Failure | undefined {
  if (netError === undefined) return undefined;
  const name = constants.netErrors.get(netError);
  const failure = failureOf(name === undefined ? `net error ${netError}` : `net::${name}`);
  const certificate = failure.stage === 'tls' && job !== undefined ? connections.certificateOfJob(job) : undefined;
  return certificate ? { ...failure, certificate } : failure;
}

interface Told {
  readonly request: RequestMessage;
  readonly response: ResponseMessage | undefined;
  readonly failure: Failure | undefined;
  readonly startedAt: number | undefined;
}

function absentParts(
  { sent, received, bodyLength }: Attempt,
  planned: ShownLines | undefined,
  { request, response, failure, startedAt }: Told,
): Part[] {
  // What was never sent carried no credentials; what was sent before the log began may have.
  const unseen = !sent && received !== undefined;
  const parts: (readonly [Part, boolean])[] = [
    ['authorization', unseen || (sent ?? planned)?.hidesAuthorization === true],
    ['request-body', bodyLength > 0 || sendsBody(request)],
    ['response', !response && !failure],
    ['response-headers', response !== undefined && received?.hidesChallenge === true],
    ['response-body', response !== undefined && !response.body && mayHaveBody(request, response)],
    ['time', startedAt === undefined],
  ];
  return parts.filter(([, missing]) => missing).map(([part]) => part);
}
