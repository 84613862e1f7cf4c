import type { Recorder, SourceKind, Transaction } from '../types.js';

/** Programs that take TLS off between client and server, by the name that people know; `nobody` for a recorder at an end. */
export type Interceptor = (typeof names)[Recorder] | 'hma-doctor' | 'nobody';

const names = {
  browser: 'nobody',
  fiddler: 'Fiddler',
  charles: 'Charles',
  mitmproxy: 'mitmproxy',
  proxyman: 'Proxyman',
  burp: 'Burp',
  zap: 'ZAP',
  'http-toolkit': 'HTTP Toolkit',
  browsermob: 'BrowserMob Proxy',
} as const satisfies Record<Recorder, string>;

const bySource = {
  live: 'hma-doctor',
  saz: 'Fiddler',
  mitmproxy: 'mitmproxy',
  charles: 'Charles',
  netlog: 'nobody',
  log: 'nobody',
  har: undefined,
  text: undefined,
  token: undefined,
} as const satisfies Record<SourceKind, Interceptor | undefined>;

/**
 * Who stood between client and server when a transaction was recorded: whoever decrypts breaks what is bound to the TLS
 * channel. Undefined where that cannot be known: a HAR of an unknown program, pasted text.
 *
 * @see RFC 5929 §4
 */
export function interceptorOf({ source, recorder }: Transaction): Interceptor | undefined {
  return recorder === undefined ? bySource[source] : names[recorder];
}
