import type { SecureContext } from 'node:tls';
import type { Defect, RawTransaction } from '../types.js';

/** What `createProxy` is told. Only the first five have no default. */
export interface ProxyOptions {
  /** Whether connections to this host (lower case, without port) may be opened. All others are tunnelled unread. */
  readonly decrypts: (host: string) => boolean;
  /** Whether the user named this host as one to diagnose. */
  readonly watched: (host: string) => boolean;
  /** The certificate, with its key, which we show to clients in a host's place. */
  readonly certificates: { secureContextFor(host: string): Promise<SecureContext> | SecureContext };
  /** Called when an answer's head is known, and again with the same id when the transaction is over. */
  readonly onTransaction: (raw: RawTransaction) => void;
  /** A loopback address or `localhost`; 127.0.0.1. */
  readonly listenHost?: string;
  /** 0, any free port. */
  readonly listenPort?: number;
  readonly upstream?: UpstreamOptions;
  /** Milliseconds since the epoch; Date.now. */
  readonly now?: () => number;
  /** How much of each body is kept; 64 KiB. */
  readonly bodyLimitBytes?: number;
  /** For the CONNECT head, the ClientHello and each TLS handshake; 30 s. Nothing limits an established connection. */
  readonly handshakeTimeoutMs?: number;
  /** For name resolution and TCP connect together; 20 s. */
  readonly connectTimeoutMs?: number;
  /** A decrypted connection which cannot be read any further; its bytes still flow. `code` says why. */
  readonly onOpaque?: (lost: Defect & { readonly connection: string; readonly host: string }) => void;
}

/** How servers are reached and judged. */
export interface UpstreamOptions {
  /** PEM; trusted in addition to Node's own store. */
  readonly ca?: readonly string[];
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Where to connect to instead; names in TLS and HTTP stay what they are. */
  readonly connectTo?: (host: string, port: number) => { host: string; port: number };
}

/** Complete options. */
export type ResolvedProxyOptions = Required<Omit<ProxyOptions, 'upstream' | 'onOpaque'>> & {
  readonly upstream: Required<UpstreamOptions>;
  readonly onOpaque: NonNullable<ProxyOptions['onOpaque']>;
};

const defaults = {
  listenHost: '127.0.0.1',
  listenPort: 0,
  now: Date.now,
  bodyLimitBytes: 65_536,
  handshakeTimeoutMs: 30_000,
  connectTimeoutMs: 20_000,
  onOpaque: () => {},
} as const;

/** Fills the defaults in. */
export function resolveProxyOptions(options: ProxyOptions): ResolvedProxyOptions {
  const upstream = {
    ca: options.upstream?.ca ?? [],
    insecure: options.upstream?.insecure ?? false,
    connectTo: options.upstream?.connectTo ?? ((host: string, port: number) => ({ host, port })),
  };
  return Object.freeze({ ...defaults, ...options, upstream });
}
