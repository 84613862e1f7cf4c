/** From what the HTTP reader tells of one connection to RawTransactions with ids, times and URLs. */
import { decodeBody } from '../parse/content-coding.js';
import type { Body, Failure, Part, RawTransaction } from '../types.js';
import type { Exchange, ExchangePart, HttpEvents } from './exchange.js';
import type { ResolvedProxyOptions } from './options.js';

/** What all transactions of one connection have in common. */
export interface Connection {
  /** Our counter of client connections. */
  readonly id: string;
  /** As the client named it. */
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
}

/** Gives out transaction ids and passes transactions on. One for each proxy. */
export interface Recorder {
  /** The events of one decrypted connection. */
  eventsFor(connection: Connection): HttpEvents;
  /** A connection that failed before there was HTTP on it. `head` is the CONNECT request's. */
  failed(connection: Connection, head: string, startedAt: number, failure: Failure): void;
}

interface Entry {
  readonly id: string;
  readonly startedAt: number;
}

/** A throwing `onTransaction` does not stop the reading: it is told to `onOpaque` as `observer-failed`. */
export function createRecorder(options: ResolvedProxyOptions): Recorder {
  let count = 0;
  const give = ({ id, host }: Connection, raw: RawTransaction) => {
    try {
      options.onTransaction(raw);
    } catch {
      options.onOpaque({ code: 'observer-failed', at: 0, connection: id, host });
    }
  };
  const base = ({ id, host }: Connection, entry: Entry) => ({
    id: entry.id,
    source: 'live' as const,
    connection: id,
    startedAt: entry.startedAt,
    watched: options.watched(host.toLowerCase()),
  });
  const newEntry = (startedAt: number): Entry => ({ id: String(++count), startedAt });
  const report = (connection: Connection, entry: Entry, exchange: Exchange) => {
    const ended = exchange.state === 'open' ? {} : { endedAt: options.now() };
    give(connection, {
      ...base(connection, entry),
      ...ended,
      ...messagesOf(connection, exchange, options.bodyLimitBytes),
    });
  };
  return {
    eventsFor: (connection) => eventsFor(connection, options, newEntry, report),
    failed(connection, head, startedAt, failure) {
      const entry = newEntry(startedAt);
      const request = { method: 'CONNECT', url: `${origin({ ...connection, scheme: 'https' })}/`, head };
      give(connection, { ...base(connection, entry), endedAt: options.now(), request, failure, absent: [] });
    },
  };
}

function eventsFor(
  connection: Connection,
  options: ResolvedProxyOptions,
  newEntry: (startedAt: number) => Entry,
  report: (connection: Connection, entry: Entry, exchange: Exchange) => void,
): HttpEvents {
  const entries = new Map<Exchange, Entry>();
  return {
    started: (exchange) => void entries.set(exchange, newEntry(options.now())),
    answered(exchange) {
      // A turn of the loop later, so that a body right behind its head is in the first report already.
      setImmediate(() => {
        const entry = entries.get(exchange);
        if (entry) report(connection, entry, exchange);
      });
    },
    ended(exchange) {
      const entry = entries.get(exchange);
      entries.delete(exchange);
      if (entry) report(connection, entry, exchange);
    },
    opaque: ({ code, at }) => options.onOpaque({ code, at, connection: connection.id, host: connection.host }),
  };
}

type Messages = Pick<RawTransaction, 'request' | 'response' | 'failure' | 'absent'>;

function messagesOf(connection: Connection, exchange: Exchange, limitBytes: number): Messages {
  const { request, response, failure } = exchange;
  const messages: { -readonly [K in keyof Messages]: Messages[K] } = { absent: absentOf(exchange) };
  if (request) {
    const url = urlOf(connection, request.target);
    messages.request = { method: request.method, url, head: request.head, ...bodyOf(request, limitBytes) };
  }
  if (response) {
    messages.response = { status: response.status, head: response.head, ...bodyOf(response, limitBytes) };
  }
  if (failure) messages.failure = failure;
  return messages;
}

function absentOf({ request, response, state }: Exchange): Part[] {
  if (!request) return ['request'];
  return state === 'unseen' && !response ? ['response'] : [];
}

function bodyOf({ body, coding, hasBody, complete }: ExchangePart, limitBytes: number): { body?: Body } {
  if (!hasBody) return {};
  if (!body) return complete ? {} : { body: { text: '', complete: false } };
  return { body: decodeBody(body.bytes(), coding, limitBytes, complete && body.whole) };
}

function urlOf(connection: Connection, target: string): string {
  if (target.startsWith('/')) return origin(connection) + target;
  return /^https?:\/\//i.test(target) ? target : `${origin(connection)}/`;
}

function origin({ scheme, host, port }: Connection): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? `${scheme}://${name}` : `${scheme}://${name}:${port}`;
}
