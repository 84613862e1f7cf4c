import type { Failure, FailureStage, RawTransaction } from '../../types.js';

/** curl's exit codes by the step that broke (curl man page, EXIT CODES). */
const stages: Readonly<Record<number, FailureStage>> = {
  5: 'proxy',
  6: 'dns',
  7: 'connect',
  16: 'response',
  18: 'response',
  28: 'connect',
  35: 'tls',
  51: 'tls',
  52: 'response',
  53: 'tls',
  54: 'tls',
  55: 'request',
  56: 'response',
  58: 'tls',
  59: 'tls',
  60: 'tls',
  66: 'tls',
  77: 'tls',
  80: 'tls',
  83: 'tls',
  90: 'tls',
  91: 'tls',
  92: 'response',
  97: 'proxy',
  98: 'tls',
};

/** `curl: (6) Could not resolve host: x` as a failure. */
export function curlFailure(number: number, message: string): Failure {
  const throughProxy = /CONNECT tunnel|from proxy after CONNECT/i.test(message);
  return { stage: throughProxy ? 'proxy' : (stages[number] ?? 'response'), code: `curl (${number})`, message };
}

/** A request that was never sent, or not seen: no more of it is known than its URL. */
export function unsentRequest(url: string): NonNullable<RawTransaction['request']> {
  const [, host = '', path = '/'] = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url) ?? [];
  return { method: 'GET', url, head: `GET ${path || '/'} HTTP/1.1\r\nHost: ${host}` };
}

/** The root of the host that an error of curl names. */
export function hostInCurlError(message: string): string | undefined {
  const host = /(?:host: ?|connect to |name ['"]?|connection to )([A-Za-z0-9][A-Za-z0-9.-]{1,252})/i.exec(message)?.[1];
  return host === undefined || host.startsWith('server') ? undefined : `https://${host.replace(/\.$/, '')}/`;
}

/** The URL of a `curl …` command line; undefined when the line is none. */
export function curlCommandUrl(line: string): string | undefined {
  if (line.length > 4000 || !/(?:^|[\s$>#])curl(?:\.exe)?\s/.test(line)) return undefined;
  return /\bhttps?:\/\/[^\s'"`]{1,2000}/i.exec(line)?.[0];
}
