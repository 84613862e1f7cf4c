import type { RawTransaction } from '../../../src/types.js';
import { headerLines, startLine } from './wire.js';

/** Numbers differ from build to build: whoever reads them goes by the names. */
const types = {
  REQUEST_ALIVE: 2,
  URL_REQUEST_START_JOB: 106,
  HTTP_STREAM_REQUEST_BOUND_TO_JOB: 151,
  SOCKET_POOL_BOUND_TO_SOCKET: 92,
  HTTP_TRANSACTION_SEND_REQUEST: 171,
  HTTP_TRANSACTION_SEND_REQUEST_HEADERS: 172,
  HTTP_TRANSACTION_READ_HEADERS: 177,
  HTTP_TRANSACTION_READ_RESPONSE_HEADERS: 178,
  URL_REQUEST_JOB_FILTERED_BYTES_READ: 125,
} as const;
const sources = { URL_REQUEST: 1, HTTP_STREAM_JOB: 16, SOCKET: 8 } as const;
const phases = { PHASE_NONE: 0, PHASE_BEGIN: 1, PHASE_END: 2 } as const;

/** Between the log's ticks and the epoch. Ms. */
const tickOffset = 1_700_000_000_000;

/** What a person may choose: without credentials and bodies; with credentials; with answers' bodies too. */
export type CaptureMode = 'Default' | 'IncludeSensitive' | 'Everything';

/** A network log as Edge exports it. Bodies of requests are never in it. */
export function netLog(transactions: readonly RawTransaction[], mode: CaptureMode): Uint8Array {
  const constants = {
    clientInfo: { name: 'Microsoft Edge', version: '139.0.3405.86', os_type: 'Windows NT: 10.0.19045' },
    logCaptureMode: mode,
    logEventPhase: phases,
    logEventTypes: types,
    logFormatVersion: 1,
    logSourceType: sources,
    netError: { ERR_ABORTED: -3 },
    timeTickOffset: String(tickOffset),
  };
  const events = transactions.flatMap((one) => eventsOf(one, mode)).map((event) => JSON.stringify(event));
  return Buffer.from(
    `{"constants":${JSON.stringify(constants)},\n"events": [\n${events.join(',\n')}],\n"polledData": {}}\n`,
  );
}

function eventsOf(t: RawTransaction, mode: CaptureMode): object[] {
  const { request, response, startedAt = 0, endedAt = startedAt } = t;
  const { method = '', url = '', head = '' } = request ?? {};
  const [id, job, socket] = [Number(t.id), Number(t.id) + 1000, Number(t.connection) + 2000];
  const asked = eventsFrom('URL_REQUEST', id, startedAt);
  const answered = eventsFrom('URL_REQUEST', id, endedAt);
  const dependency = (type: keyof typeof sources, on: number) => ({
    source_dependency: { id: on, type: sources[type] },
  });
  return [
    asked('REQUEST_ALIVE', 'PHASE_BEGIN', { priority: 'MEDIUM', traffic_annotation: 1, url }),
    asked('URL_REQUEST_START_JOB', 'PHASE_BEGIN', { load_flags: 0, method, url }),
    eventsFrom('HTTP_STREAM_JOB', job, startedAt)(
      'SOCKET_POOL_BOUND_TO_SOCKET',
      'PHASE_NONE',
      dependency('SOCKET', socket),
    ),
    asked('HTTP_STREAM_REQUEST_BOUND_TO_JOB', 'PHASE_NONE', dependency('HTTP_STREAM_JOB', job)),
    asked('HTTP_TRANSACTION_SEND_REQUEST', 'PHASE_BEGIN'),
    asked('HTTP_TRANSACTION_SEND_REQUEST_HEADERS', 'PHASE_NONE', {
      headers: linesOf(head, mode),
      line: `${startLine(head)}\r\n`,
    }),
    asked('HTTP_TRANSACTION_SEND_REQUEST', 'PHASE_END'),
    asked('HTTP_TRANSACTION_READ_HEADERS', 'PHASE_BEGIN'),
    ...(response
      ? [
          answered('HTTP_TRANSACTION_READ_RESPONSE_HEADERS', 'PHASE_NONE', {
            headers: [startLine(response.head), ...linesOf(response.head, mode)],
          }),
          answered('HTTP_TRANSACTION_READ_HEADERS', 'PHASE_END'),
          answered('URL_REQUEST_START_JOB', 'PHASE_END'),
          answered('URL_REQUEST_JOB_FILTERED_BYTES_READ', 'PHASE_NONE', bytesRead(response.body?.text ?? '', mode)),
        ]
      : []),
    answered('REQUEST_ALIVE', 'PHASE_END'),
  ];
}

function eventsFrom(sourceType: keyof typeof sources, id: number, at: number) {
  const ticks = String(at - tickOffset);
  return (type: keyof typeof types, phase: keyof typeof phases, params?: object) => ({
    ...(params && { params }),
    phase: phases[phase],
    source: { id, start_time: ticks, type: sources[sourceType] },
    time: ticks,
    type: types[type],
  });
}

function linesOf(head: string, mode: CaptureMode): string[] {
  const shown = (name: string, value: string) => (mode === 'Default' ? stripped(name.toLowerCase(), value) : value);
  return headerLines(head).map(([name, value]) => `${name}: ${shown(name, value)}`);
}

function bytesRead(text: string, mode: CaptureMode): object {
  const bytes = Buffer.from(text);
  return { byte_count: bytes.length, ...(mode === 'Everything' && { bytes: bytes.toString('base64') }) };
}

// net/http/http_log_util.cc, ElideHeaderValueForNetLog
function stripped(name: string, value: string): string {
  if (/^(?:set-cookie2?|cookie|(?:proxy-)?authorization)$/.test(name)) return `[${value.length} bytes were stripped]`;
  if (!/^(?:www|proxy)-authenticate$/.test(name) || value.includes(',')) return value;
  const [scheme = '', ...rest] = value.split(' ');
  const parameters = rest.join(' ');
  if (parameters === '' || /^(?:basic|digest)$/i.test(scheme)) return value;
  return `${scheme} [${parameters.length} bytes were stripped]`;
}
