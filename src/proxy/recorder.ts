/** From what the HTTP reader tells of one connection to RawTransactions with ids, times and URLs. */
import { decodeBody } from '../parse/content-coding.js';
import type {
  ClientProcess,
  Failure,
  Message,
  Mutable,
  Part,
  RawTransaction,
  RequestMessage,
  ResponseMessage,
} from '../types.js';
import type { Exchange, ExchangePart, HttpEvents } from './http/exchange.js';
import type { ResolvedProxyOptions } from './options.js';

/** A connection that a client made to us. */
export interface ClientConnection {
  /** Our counter of client connections. */
  readonly id: string;
  /** Who made it; missing where nobody is asked. */
  readonly program?: Promise<ClientProcess | undefined> | undefined;
}

/** What all transactions of one connection have in common. */
export interface Connection extends ClientConnection {
  /** As the client named it. */
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** The client sees the certificate that the server shows, although we are in between. */
  readonly sameCertificate?: boolean;
}

/** Gives out transaction ids and passes transactions on. One for each proxy. */
export interface Recorder {
  /** The events of one decrypted connection. */
  eventsFor(connection: Connection): HttpEvents;
  /** A connection that failed before there was HTTP on it. `head` is that of the CONNECT, ours where the client made none. */
  failed(connection: Connection, head: string, startedAt: number, failure: Failure): void;
  /** An upstream proxy that wants credentials for a CONNECT. */
  demanded(connection: Connection, head: string, startedAt: number, answer: ResponseMessage): void;
  /** It opened the way. Told of only where it wanted credentials before: what flows in a tunnel may never be seen. */
  opened(connection: Connection, head: string, startedAt: number, answer: ResponseMessage): void;
  /** When every transaction so far is passed on: those of a connection wait until its program is known. */
  settled(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly startedAt: number;
}

/** A throwing `onTransaction` does not stop the reading: it is told to `onOpaque` as `observer-failed`. */
export function createRecorder(options: ResolvedProxyOptions): Recorder {
  let count = 0;
  const newEntry = (startedAt: number): Entry => ({ id: String(++count), startedAt });
  const waiting = new Set<Promise<void>>();
  const demanding = new Set<string>();
  const pass = ({ id, host }: Connection, raw: RawTransaction) => {
    try {
      options.onTransaction(raw);
    } catch {
      options.onOpaque({ code: 'observer-failed', at: 0, connection: id, host });
    }
  };
  const give = (connection: Connection, raw: RawTransaction) => {
    if (!connection.program) return pass(connection, raw);
    const passed = connection.program.then((client) => pass(connection, client ? { ...raw, client } : raw));
    waiting.add(passed);
    void passed.then(() => waiting.delete(passed));
  };
  const tunnel = (connection: Connection, head: string, startedAt: number) => {
    const raw = beginning(newEntry(startedAt), connection, options.watched(connection.host.toLowerCase()), []);
    raw.endedAt = options.now();
    raw.request = { method: 'CONNECT', url: `${origin(connection)}/`, head };
    return raw;
  };
  return {
    eventsFor: (connection) => eventsFor(connection, options, newEntry, (raw) => give(connection, raw)),
    failed(connection, head, startedAt, failure) {
      give(connection, { ...tunnel(connection, head, startedAt), failure });
    },
    demanded(connection, head, startedAt, answer) {
      const host = connection.host.toLowerCase();
      if (!options.decrypts(host, connection.port) && !options.watched(host)) return;
      demanding.add(host);
      give(connection, { ...tunnel(connection, head, startedAt), response: answer });
    },
    opened(connection, head, startedAt, answer) {
      // Not watched: it says something of the proxy, and is nobody's sign-in.
      if (!demanding.delete(connection.host.toLowerCase())) return;
      give(connection, { ...tunnel(connection, head, startedAt), response: answer, watched: false });
    },
    settled: async () => void (await Promise.all(waiting)),
  };
}

function eventsFor(
  connection: Connection,
  options: ResolvedProxyOptions,
  newEntry: (startedAt: number) => Entry,
  give: (raw: RawTransaction) => void,
): HttpEvents {
  const entries = new Map<Exchange, Entry>();
  const watched = options.watched(connection.host.toLowerCase());
  const base = origin(connection);
  const report = (entry: Entry, exchange: Exchange) => {
    const raw = beginning(entry, connection, watched, absentOf(exchange));
    if (exchange.state !== 'open') raw.endedAt = options.now();
    addMessages(raw, exchange, base, options.bodyLimitBytes);
    give(raw);
  };
  return {
    started: (exchange) => void entries.set(exchange, newEntry(options.now())),
    answered(exchange) {
      // A turn of the loop later, so that a body right behind its head is in the first report already.
      setImmediate(() => {
        const entry = entries.get(exchange);
        if (entry) report(entry, exchange);
      });
    },
    ended(exchange) {
      const entry = entries.get(exchange);
      entries.delete(exchange);
      if (entry) report(entry, exchange);
    },
    opaque: ({ code, at }) => options.onOpaque({ code, at, connection: connection.id, host: connection.host }),
  };
}

function beginning(
  { id, startedAt }: Entry,
  connection: Connection,
  watched: boolean,
  absent: readonly Part[],
): Mutable<RawTransaction> {
  const { sameCertificate } = connection;
  return {
    id,
    source: 'live',
    connection: connection.id,
    startedAt,
    watched,
    absent,
    ...(sameCertificate && { sameCertificate }),
  };
}

function addMessages(raw: Mutable<RawTransaction>, exchange: Exchange, base: string, limitBytes: number): void {
  const { request, response, failure } = exchange;
  if (request) {
    const asked: Mutable<RequestMessage> = {
      method: request.method,
      url: urlOf(base, request.target),
      head: request.head,
    };
    addBody(asked, request, limitBytes);
    raw.request = asked;
  }
  if (response) {
    const answered: Mutable<ResponseMessage> = { status: response.status, head: response.head };
    addBody(answered, response, limitBytes);
    raw.response = answered;
  }
  if (failure) raw.failure = failure;
}

function absentOf({ request, response, state }: Exchange): Part[] {
  if (!request) return ['request'];
  return state === 'unseen' && !response ? ['response'] : [];
}

// A body that is announced and has not come is an empty beginning; one that turned out to be empty is none.
function addBody(message: Mutable<Message>, part: ExchangePart, limitBytes: number): void {
  const { body, coding, hasBody, complete } = part;
  if (body) message.body = decodeBody(body.bytes(), coding, limitBytes, complete && body.whole);
  else if (hasBody && !complete) message.body = { text: '', complete: false };
}

function urlOf(base: string, target: string): string {
  if (target.startsWith('/')) return base + target;
  return /^https?:\/\//i.test(target) ? target : `${base}/`;
}

function origin({ scheme, host, port }: Connection): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? `${scheme}://${name}` : `${scheme}://${name}:${port}`;
}
