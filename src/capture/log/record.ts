import type { Layout } from './layout.js';

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

export type Header = readonly [name: string, value: string];

/** Reads lines of one layout. */
export interface RecordReader {
  /** @param day - ISO 8601 date for lines that have the time of day alone. Undefined for what is no record. */
  readonly read: (values: readonly string[], day: string | undefined) => LogRecord | undefined;
}

/** W3C's name, Exchange's name, and whatever else means the same; the first that has a value counts. */
const aliases = {
  method: ['cs-method', 'method'],
  path: ['cs-uri-stem', 'urlstem', 'cs-uri'],
  query: ['cs-uri-query', 'urlquery'],
  version: ['cs-version'],
  host: ['cs-host', 'cs(host)', 'urlhost', 's-computername'],
  port: ['s-port'],
  status: ['sc-status', 'httpstatus'],
  user: ['cs-username', 'authenticateduser'],
  address: ['x-forwarded-for', 'cs(x-forwarded-for)', 'c-ip', 'clientipaddress'],
  userAgent: ['cs(user-agent)', 'useragent'],
  authenticationType: ['authenticationtype'],
  isAuthenticated: ['isauthenticated'],
  stamp: ['datetime'],
  date: ['date'],
  clock: ['time'],
} as const;

type Role = keyof typeof aliases;

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
  // W3C fields are parted by blanks, so a blank inside one is written as a plus sign.
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

// A word in that place is no path: the line is none of a log.
function pathOf(path: string | undefined): string | undefined {
  return path !== undefined && /^(?:\/|\*$|https?:\/\/)/i.test(path) ? path : undefined;
}

function blanksOf(value: string): string {
  return value.replaceAll('+', ' ');
}

function placesOf(names: readonly string[]): (role: Role) => readonly number[] {
  const places = new Map<Role, readonly number[]>();
  for (const role of Object.keys(aliases) as Role[]) {
    places.set(
      role,
      aliases[role].map((alias) => names.indexOf(alias)).filter((index) => index >= 0),
    );
  }
  return (role) => places.get(role) ?? [];
}

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

function firstValue(values: readonly string[], places: readonly number[]): string | undefined {
  for (const place of places) {
    const value = present(values[place]);
    if (value !== undefined) return value;
  }
  return undefined;
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value === '' || value === '-' || value === '<null>' ? undefined : value;
}

// W3C times are UTC (www.w3.org/TR/WD-logfile), and so are Exchange's. Many lines have the second of the line before.
function lastTime(): (text: string) => number | undefined {
  let last: { readonly text: string; readonly time: number | undefined } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, time: timeOf(text) };
    return last.time;
  };
}

function timeOf(text: string): number | undefined {
  const whole = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,7})?)/.exec(text);
  const time = whole ? Date.parse(`${whole[1]}T${whole[2]}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function withoutMark(query: string | undefined): string | undefined {
  return query?.startsWith('?') ? query.slice(1) : query;
}

function hostOf(host: string | undefined): string | undefined {
  return host !== undefined && /^(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host) ? host : undefined;
}

// Of a refused request the type says nothing: it may have carried the scheme's name alone, as every sign-in begins.
function schemeOf(type: string | undefined, isAuthenticated: string | undefined, status: number): string | undefined {
  const letIn = status >= 200 && status < 400 && isAuthenticated?.toLowerCase() !== 'false';
  return letIn && type !== undefined && /^[A-Za-z]{2,20}$/.test(type) ? type : undefined;
}
