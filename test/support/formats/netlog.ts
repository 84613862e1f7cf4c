/** NetLogs as Chromium writes them, from raw transactions: an event a line, numbers whose names stand in front. */
import { headerLines, startLine } from '../../../src/parse/head.js';
import type { Failure, RawTransaction } from '../../../src/types.js';

const eventNames = [
  'CANCELLED',
  'REQUEST_ALIVE',
  'CORS_REQUEST',
  'URL_REQUEST_START_JOB',
  'URL_REQUEST_REDIRECTED',
  'URL_REQUEST_JOB_BYTES_READ',
  'URL_REQUEST_JOB_FILTERED_BYTES_READ',
  'HTTP_CACHE_READ_INFO',
  'HTTP_STREAM_REQUEST_BOUND_TO_JOB',
  'HTTP_TRANSACTION_SEND_REQUEST',
  'HTTP_TRANSACTION_SEND_REQUEST_HEADERS',
  'HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS',
  'HTTP_TRANSACTION_SEND_REQUEST_BODY',
  'HTTP_TRANSACTION_READ_RESPONSE_HEADERS',
  'HTTP_TRANSACTION_RESTART_AFTER_ERROR',
  'HTTP2_SESSION_POOL_FOUND_EXISTING_SESSION',
  'SOCKET_POOL_BOUND_TO_SOCKET',
  'SSL_CERTIFICATES_RECEIVED',
] as const;
const sourceNames = ['NONE', 'URL_REQUEST', 'HTTP_STREAM_JOB', 'SOCKET', 'HTTP2_SESSION'] as const;
const netErrors: Readonly<Record<string, number>> = {
  ERR_IO_PENDING: -1,
  ERR_ABORTED: -3,
  ERR_CONNECTION_CLOSED: -100,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_CONNECTION_TIMED_OUT: -118,
  ERR_PROXY_CONNECTION_FAILED: -130,
  ERR_CERT_DATE_INVALID: -201,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_EMPTY_RESPONSE: -324,
};

/** What is logged: `Default` strips credentials, `Everything` has the bytes of answers. */
export type CaptureMode = 'Default' | 'IncludeSensitive' | 'Everything';

/** An event by names. */
export interface LogEvent {
  readonly type: (typeof eventNames)[number];
  readonly phase?: 'BEGIN' | 'END';
  readonly source: readonly [type: (typeof sourceNames)[number], id: number];
  /** Milliseconds after the epoch. */
  readonly at?: number | undefined;
  readonly params?: unknown;
}

/** The epoch of the log's ticks. */
const tickOffset = 1_700_000_000_000;

// Numbers which no build has, so that a reader who knows numbers by heart is found out.
const numberOf = (names: readonly string[], name: string) => 700 + names.indexOf(name) * 3;

/** The constants in front of the events. */
export function constantsOf(mode: CaptureMode | undefined, more: Readonly<Record<string, unknown>> = {}) {
  const numbered = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, numberOf(names, name)]));
  return {
    activeFieldTrialGroups: [],
    clientInfo: { name: 'Microsoft Edge', version: '150.0.1234.5', os_type: 'Windows NT: 10.0.22631' },
    ...(mode ? { logCaptureMode: mode } : {}),
    logEventPhase: { PHASE_BEGIN: 1, PHASE_END: 2, PHASE_NONE: 0 },
    logEventTypes: numbered(eventNames),
    logFormatVersion: 1,
    logSourceType: numbered(sourceNames),
    netError: netErrors,
    timeTickOffset: tickOffset,
    ...more,
  };
}

/** A log of these events. */
export function logOf(events: readonly LogEvent[], constants: unknown = constantsOf('IncludeSensitive')): Buffer {
  const lines = events.map((event) => JSON.stringify(numbersOf(event)));
  return Buffer.from(
    `{"constants": ${JSON.stringify(constants)},\n"events": [\n${lines.join(',\n')}],\n"polledData": {}}\n`,
  );
}

function numbersOf({ type, phase, source, at, params }: LogEvent) {
  const [sourceType, id] = source;
  return {
    ...(params === undefined ? {} : { params }),
    phase: phase === 'BEGIN' ? 1 : phase === 'END' ? 2 : 0,
    source: { id, start_time: '1', type: numberOf(sourceNames, sourceType) },
    ...(at === undefined ? {} : { time: String(at - tickOffset) }),
    type: numberOf(eventNames, type),
  };
}

/** A NetLog in which each transaction is a request of its own. */
export function writeNetlog(transactions: Iterable<RawTransaction>, mode: CaptureMode = 'Everything'): Buffer {
  const sockets = new Map<string, number>();
  const events = [...transactions].flatMap((raw, index) => eventsOf(raw, index, mode, sockets));
  return logOf(events, constantsOf(mode));
}

function eventsOf(raw: RawTransaction, index: number, mode: CaptureMode, sockets: Map<string, number>): LogEvent[] {
  const { request, response, failure, startedAt, endedAt, connection } = raw;
  const number = Number(raw.id);
  const id = Number.isSafeInteger(number) ? number : 10_000 + index;
  const url = request?.url ?? 'https://mail.contoso.com/';
  const event = (type: LogEvent['type'], more: Partial<LogEvent> = {}): LogEvent => ({
    type,
    source: ['URL_REQUEST', id],
    at: startedAt,
    ...more,
  });
  const error = failure ? { net_error: errorOf(failure) } : undefined;
  const sent = !failure || !['dns', 'connect', 'proxy', 'tls', 'client-tls'].includes(failure.stage);
  const body = mode === 'Everything' && response?.body ? Buffer.from(response.body.text) : undefined;
  return [
    event('REQUEST_ALIVE', { phase: 'BEGIN', params: { url, priority: 'MEDIUM' } }),
    event('CORS_REQUEST', { phase: 'BEGIN', params: { request_headers: headersOf(request?.head, mode), url } }),
    event('URL_REQUEST_START_JOB', { phase: 'BEGIN', params: { url, method: request?.method, load_flags: 0 } }),
    ...(connection === undefined ? [] : bindingOf(connection, id, sockets)),
    ...(sent
      ? [
          event('HTTP_TRANSACTION_SEND_REQUEST', { phase: 'BEGIN' }),
          event('HTTP_TRANSACTION_SEND_REQUEST_HEADERS', { params: headersOf(request?.head, mode) }),
        ]
      : []),
    ...(response ? [event('HTTP_TRANSACTION_READ_RESPONSE_HEADERS', { params: answerOf(response.head, mode) })] : []),
    event('URL_REQUEST_START_JOB', { phase: 'END', params: error }),
    ...(body ? [bytesEvent(event, body)] : []),
    ...(response || failure ? [event('REQUEST_ALIVE', { phase: 'END', at: endedAt, params: error })] : []),
  ];
}

function bytesEvent(event: (type: LogEvent['type'], more: Partial<LogEvent>) => LogEvent, body: Buffer): LogEvent {
  return event('URL_REQUEST_JOB_FILTERED_BYTES_READ', {
    params: { byte_count: body.length, bytes: body.toString('base64') },
  });
}

function bindingOf(connection: string, id: number, sockets: Map<string, number>): LogEvent[] {
  const socket = sockets.get(connection) ?? 900_000 + sockets.size;
  sockets.set(connection, socket);
  const job = 500_000 + id;
  return [
    {
      type: 'SOCKET_POOL_BOUND_TO_SOCKET',
      source: ['HTTP_STREAM_JOB', job],
      params: { source_dependency: { id: socket, type: numberOf(sourceNames, 'SOCKET') } },
    },
    {
      type: 'HTTP_STREAM_REQUEST_BOUND_TO_JOB',
      source: ['URL_REQUEST', id],
      params: { source_dependency: { id: job, type: numberOf(sourceNames, 'HTTP_STREAM_JOB') } },
    },
  ];
}

function headersOf(head: string | undefined, mode: CaptureMode) {
  return { headers: linesOf(head ?? '', mode), line: `${startLine(head ?? '')}\r\n` };
}

function answerOf(head: string, mode: CaptureMode) {
  return { headers: [startLine(head), ...linesOf(head, mode)] };
}

function linesOf(head: string, mode: CaptureMode): string[] {
  return headerLines(head).map(([name, value]) => `${name}: ${mode === 'Default' ? stripped(name, value) : value}`);
}

// net/http/http_log_util.cc
function stripped(name: string, value: string): string {
  const bytes = (text: string) => `[${text.length} bytes were stripped]`;
  if (/^(?:set-cookie2?|cookie|(?:proxy-)?authorization)$/i.test(name)) return value === '' ? '' : bytes(value);
  if (!/^(?:www|proxy)-authenticate$/i.test(name) || value.includes(',')) return value;
  const [scheme = '', ...rest] = value.split(' ');
  if (rest.length === 0 || /^(?:basic|digest)$/i.test(scheme)) return value;
  return `${scheme} ${bytes(rest.join(' '))}`;
}

function errorOf({ stage, code }: Failure): number | undefined {
  const name = code.replace(/^net::/, '');
  if (Object.hasOwn(netErrors, name)) return netErrors[name];
  return netErrors[code === 'ETIMEDOUT' ? 'ERR_CONNECTION_TIMED_OUT' : (errorOfStage[stage] ?? 'ERR_CONNECTION_RESET')];
}

const errorOfStage: Readonly<Record<string, string>> = {
  dns: 'ERR_NAME_NOT_RESOLVED',
  connect: 'ERR_CONNECTION_REFUSED',
  proxy: 'ERR_PROXY_CONNECTION_FAILED',
  tls: 'ERR_CERT_AUTHORITY_INVALID',
  'client-tls': 'ERR_CERT_AUTHORITY_INVALID',
  client: 'ERR_ABORTED',
};
