import { firstValue, placesOf, present, type Role } from './fields.js';
import type { Layout } from './layout.js';
import { blanksOf, hostOf, lastTime, pathOf, schemeOf, withoutMark } from './values.js';

/** What one line of a log says of one request. Missing: the log does not say. */
export interface LogRecord {
  /** Milliseconds since the epoch: when the line was written, which is when the request was over. */
  readonly time: number | undefined;
  readonly method: string | undefined;
  /** Path, as logged. */
  readonly path: string | undefined;
  /** Without the question mark. */
  readonly query: string | undefined;
  readonly version: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly status: number | undefined;
  readonly user: string | undefined;
  readonly address: string | undefined;
  /** Of a request that was let in: `Bearer`, `Negotiate`, `Basic`, … */
  readonly scheme: string | undefined;
  /** Header lines that the log has, as far as it has them. */
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
  /** Columns in which Exchange writes what went wrong. */
  readonly said: readonly string[];
}

/** A header line as the log has it. */
export type Header = readonly [name: string, value: string];

/** Reads lines of one layout. */
export interface RecordReader {
  /** @param day - ISO 8601 date for lines that have the time of day alone. Undefined for what is no record. */
  readonly read: (values: readonly string[], day: string | undefined) => LogRecord | undefined;
}

const saying =
  /^(?:errorcode|protocolaction|authmoduleperfcontext|backendgenericinfo|genericinfo|genericerrors|s-reason)$/;

/** Makes a reader of lines with this layout; it looks names up once, and not for every line. */
export function createRecordReader({ names }: Layout): RecordReader {
  const placesIn = placesOf(names);
  const says = indexesOf(names, (name) => saying.test(name));
  const requestNames = headersOf(names, /^cs\(([\w-]{1,80})\)$/, /^(x-forwarded-for|x-user-identity|x-anchormailbox)$/);
  const responseNames = headersOf(
    names,
    /^sc\(([\w-]{1,80})\)$/,
    /^(x-ms-diagnostics|www-authenticate|x-feserver|request-id)$/,
  );
  const plain = names.some((name) => name.startsWith('cs-')) ? blanksOf : (value: string) => value;
  const clock = lastTime();

  return {
    read(values, day) {
      const get = (role: Role) => firstValue(values, placesIn(role));
      const status = Number(get('status'));
      const path = pathOf(get('path'));
      const hasStatus = Number.isInteger(status) && status >= 100 && status <= 599;
      if (path === undefined && !hasStatus) return undefined;
      const headers = (list: readonly Named[]) =>
        list.flatMap(([name, index]): Header[] => {
          const value = present(values[index]);
          return value === undefined ? [] : [[name, plain(value)]];
        });
      const userAgent = get('userAgent');
      return {
        time: clock(get('stamp') ?? `${(get('date') ?? day ?? '').slice(0, 10)}T${get('clock')?.slice(-8)}`),
        method: get('method'),
        path,
        query: withoutMark(get('query')),
        version: get('version'),
        host: hostOf(get('host')),
        port: get('port'),
        status: hasStatus ? status : undefined,
        user: get('user'),
        // Of several proxies the first entry is the client's.
        address: get('address')?.split(/[,+]/, 1)[0],
        scheme: schemeOf(get('authenticationType'), get('isAuthenticated'), status),
        requestHeaders: [
          ...(userAgent === undefined ? [] : [['User-Agent', plain(userAgent)] as const]),
          ...headers(requestNames),
        ],
        responseHeaders: headers(responseNames),
        said: says.flatMap((index) => present(values[index]) ?? []),
      };
    },
  };
}

type Named = readonly [name: string, index: number];

function indexesOf(names: readonly string[], wanted: (name: string) => boolean): number[] {
  return names.flatMap((name, index) => (wanted(name) ? [index] : []));
}

// User agent and host have places of their own.
function headersOf(names: readonly string[], ...patterns: readonly RegExp[]): Named[] {
  return names.flatMap((name, index): Named[] => {
    const header = patterns.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
    return header === undefined || header === 'user-agent' || header === 'host' ? [] : [[header, index]];
  });
}
