import type { TrustStoreId } from '../system/trust/trust-store.js';
import type { Expectation, Severity } from '../types.js';

/** The options which every command takes, as they are when nothing is said. */
export interface Options {
  readonly format: 'text' | 'json' | 'ndjson';
  readonly output?: string;
  readonly failOn: Severity | 'never';
  readonly expect?: Expectation;
  readonly lang?: string;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly logLevel?: string;
  // proxy, replay
  readonly write?: string;
  // proxy, replay
  readonly passwordFile?: string;
  // proxy
  readonly mode: string;
  readonly rewriteHost: boolean;
  readonly xForwarded: boolean;
  readonly listenPort: string;
  readonly listenHost: string;
  readonly insecure: boolean;
  readonly cacert?: string;
  readonly connectTo: readonly string[];
  readonly only: readonly string[];
  readonly caDays: string;
  readonly certs: readonly string[];
  readonly systemProxy?: 'pac' | 'proxy';
  readonly allowHosts: readonly string[];
  readonly ignoreHosts: readonly string[];
  readonly tunnelOnly: boolean;
  readonly proxyAuth?: string;
  readonly proxy?: string;
  readonly pac?: string;
  // proxy, cert
  readonly confdir?: string;
  // undo
  readonly wait: boolean;
  // cert
  readonly store?: TrustStoreId;
  readonly force: boolean;
  // token
  readonly url?: string;
  readonly challenge?: string;
  readonly at?: string;
  // lab
  readonly fault?: string;
}

/** What holds where nothing is said. */
export const presets: Options = {
  format: 'text',
  failOn: 'error',
  color: true,
  quiet: false,
  verbose: false,
  mode: 'regular',
  rewriteHost: false,
  xForwarded: false,
  listenPort: '8877',
  listenHost: '127.0.0.1',
  insecure: false,
  connectTo: [],
  only: [],
  caDays: '7',
  certs: [],
  force: false,
  wait: false,
  allowHosts: [],
  ignoreHosts: [],
  tunnelOnly: false,
};

/** Given options over the presets. Names were checked by the parser. */
export function resolveOptions(given: Readonly<Record<string, unknown>>): Options {
  return Object.freeze({ ...presets, ...(given as Partial<Options>) });
}
