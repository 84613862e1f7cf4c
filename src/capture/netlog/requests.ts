/**
 * Follows the requests of a log from event to event. A request of the browser is one source; each redirect and each
 * answer to a challenge is one exchange more of it. State is kept for open requests only.
 */
import type { RawTransaction } from '../../types.js';
import { asFields, asList, asNumber, asText } from '../fields/json-fields.js';
import { type Attempt, addBytes, beginAttempt } from './attempt.js';
import { dependencyOf } from './connections.js';
import type { NetEvent } from './events.js';
import { readLines, type ShownLines } from './header-lines.js';
import { type LogContext, transactionOf } from './read-attempt.js';

/** Reads events and gives transactions as they end. */
export interface Requests {
  readonly take: (event: NetEvent) => readonly RawTransaction[];
  /** Those that were still open when the log ended. */
  readonly rest: () => readonly RawTransaction[];
  readonly seen: () => Seen;
}

/** What the requests showed until now. */
export interface Seen {
  /** Exchanges that never went to the network. */
  readonly notSent: number;
  readonly stripped: boolean;
  readonly bodies: boolean;
}

interface Request {
  readonly source: number;
  /** How many exchanges were begun. */
  count: number;
  /** When the request was made; before the log began, where it was open then. */
  bornAt: number | undefined;
  url: string | undefined;
  method: string;
  /** Of the event that begins a request which scripts and extensions may still change. */
  planned: ShownLines | undefined;
  attempt: Attempt | undefined;
}

/** More requests than a browser has open at once; the oldest are then given as they are. */
const openLimit = 10_000;

type Step = (request: Request, event: NetEvent, finish: (request: Request, at?: number) => void) => void;

/** What each event does to its request. */
const steps: Readonly<Record<string, Step>> = {
  REQUEST_ALIVE(request, { phase, params, time }, finish) {
    if (phase === 'begin') {
      takeTarget(request, params);
      request.bornAt = time;
    } else if (phase === 'end') {
      noteError(request, params);
      finish(request, time);
    }
  },
  CORS_REQUEST(request, { phase, params }) {
    const headers = asFields(params.request_headers)?.headers;
    if (phase === 'begin' && headers !== undefined) request.planned = readLines(headers);
  },
  URL_REQUEST_START_JOB(request, event, finish) {
    if (event.phase === 'end') return noteError(request, event.params);
    if (event.phase !== 'begin') return;
    finish(request, event.time);
    takeTarget(request, event.params);
    begin(request, event.time);
  },
  HTTP_TRANSACTION_SEND_REQUEST(request, event, finish) {
    if (event.phase === 'begin') beginAgain(request, event, finish);
  },
  HTTP_TRANSACTION_SEND_REQUEST_HEADERS: send,
  HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS: send,
  HTTP_TRANSACTION_SPDY_SEND_REQUEST_HEADERS: send,
  HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS: send,
  HTTP_TRANSACTION_SEND_REQUEST_BODY({ attempt }, { params }) {
    if (attempt) attempt.bodyLength += asNumber(params.length) ?? 0;
  },
  HTTP_TRANSACTION_READ_RESPONSE_HEADERS(request, { params }) {
    const [start, ...lines] = asList(params.headers);
    if (!request.attempt) begin(request, request.bornAt);
    if (request.attempt && typeof start === 'string') request.attempt.received = { start, ...readLines(lines) };
  },
  HTTP_TRANSACTION_RESTART_AFTER_ERROR: restart,
  HTTP_TRANSACTION_RESTART_MISDIRECTED_REQUEST: restart,
  HTTP_STREAM_REQUEST_BOUND_TO_JOB({ attempt }, { params }) {
    if (attempt) attempt.job = dependencyOf(params) ?? attempt.job;
  },
  URL_REQUEST_JOB_FILTERED_BYTES_READ({ attempt }, { params }) {
    const bytes = bytesOf(params);
    if (attempt && bytes) addBytes(attempt.filtered, bytes);
  },
  URL_REQUEST_JOB_BYTES_READ({ attempt }, { params }) {
    const bytes = bytesOf(params);
    if (attempt && bytes) addBytes(attempt.raw, bytes);
  },
  FAILED: (request, { params }) => noteError(request, params),
  CANCELLED: (request, { params }) => noteError(request, params),
};

/** The events that requests are read from. */
export const requestEvents: readonly string[] = Object.keys(steps);

/** Follows requests from the first event on. */
export function createRequests(context: LogContext): Requests {
  const open = new Map<number, Request>();
  const seen = { notSent: 0, stripped: false, bodies: false };
  let given: RawTransaction[] = [];
  const give = (request: Request) => {
    const { attempt, planned } = request;
    request.attempt = undefined;
    if (!attempt) return;
    seen.stripped ||= attempt.sent?.stripped === true || attempt.received?.stripped === true;
    seen.bodies ||= attempt.filtered.size + attempt.raw.size > 0;
    const transaction = transactionOf(attempt, planned, context);
    if (transaction) given.push(transaction);
    else seen.notSent += 1;
  };
  const finish = (request: Request, at?: number) => {
    if (request.attempt) Object.assign(request.attempt, { ended: true, lastAt: at ?? request.attempt.lastAt });
    give(request);
  };
  const taken = () => {
    if (given.length === 0) return none;
    const all = given;
    given = [];
    return all;
  };
  return {
    take(event) {
      const request = open.get(event.source) ?? (opens(event) ? openRequest(open, event.source, give) : undefined);
      if (!request) return none;
      steps[event.type]?.(request, event, finish);
      if (request.attempt && event.time !== undefined) request.attempt.lastAt = event.time;
      if (closes(event, request)) open.delete(event.source);
      return taken();
    },
    rest() {
      for (const request of open.values()) give(request);
      open.clear();
      return taken();
    },
    seen: () => seen,
  };
}

const none: readonly RawTransaction[] = [];

// What comes after a request's end (the end of a check around it) must not open it again.
function opens({ type, phase }: NetEvent): boolean {
  return phase === 'begin' || type.endsWith('_SEND_REQUEST_HEADERS');
}

function closes({ type, phase }: NetEvent, { attempt }: Request): boolean {
  return phase === 'end' && (type === 'REQUEST_ALIVE' || (type === 'CORS_REQUEST' && !attempt));
}

function openRequest(open: Map<number, Request>, source: number, give: (request: Request) => void): Request {
  const [oldest] = open.values();
  if (open.size >= openLimit && oldest) {
    give(oldest);
    open.delete(oldest.source);
  }
  const request: Request = {
    source,
    count: 0,
    bornAt: undefined,
    url: undefined,
    method: 'GET',
    planned: undefined,
    attempt: undefined,
  };
  open.set(source, request);
  return request;
}

function takeTarget(request: Request, params: NetEvent['params']): void {
  request.url = asText(params.url) ?? request.url;
  request.method = asText(params.method)?.replace(/[\s\p{Cc}]/gu, '') || request.method;
}

function begin(request: Request, time: number | undefined): void {
  if (request.url === undefined) return;
  request.count += 1;
  const id = request.count === 1 ? String(request.source) : `${request.source}.${request.count}`;
  request.attempt = beginAttempt(id, request.url, request.method, time);
}

// A second sending within one job answers a challenge. The connection stays, unless another is announced.
function beginAgain(request: Request, event: NetEvent, finish: (request: Request) => void): void {
  const before = request.attempt;
  if (before && !before.sent) return;
  finish(request);
  begin(request, event.time);
  if (before && request.attempt) request.attempt.job = before.job;
}

function send(request: Request, event: NetEvent, finish: (request: Request) => void): void {
  if (!request.attempt || request.attempt.sent) beginAgain(request, event, finish);
  const { attempt } = request;
  if (!attempt) return;
  attempt.sent = readLines(event.params.headers);
  attempt.sentAt = event.time;
}

// The connection was stale, and the browser sends once more without a word: the first time says nothing.
function restart({ attempt }: Request): void {
  if (attempt) Object.assign(attempt, { sent: undefined, received: undefined, job: undefined, netError: undefined });
}

// ERR_IO_PENDING is no error; 0 is OK.
function noteError({ attempt }: Request, params: NetEvent['params']): void {
  const error = asNumber(params.net_error);
  if (attempt && error !== undefined && error < -1) attempt.netError = error;
}

function bytesOf(params: NetEvent['params']): Buffer | undefined {
  const base64 = asText(params.bytes);
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  const hex = asText(params.hex_encoded_bytes);
  return hex === undefined ? undefined : Buffer.from(hex, 'hex');
}
