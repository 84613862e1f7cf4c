import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { ClientProcess, Defect, RawTransaction } from '../types.js';
import { stallTimeoutMs } from './closing.js';
import type { Listener } from './upstream/own-listeners.js';
import { direct, type FindRoute } from './upstream/route.js';

/** What `createProxy` is told. Only the first five have no default. */
export interface ProxyOptions {
  /** Whether connections to this host (lower case) and port may be opened. All others are tunnelled unread. */
  readonly decrypts: (host: string, port: number) => boolean;
  /** Whether the user named this host as one to diagnose. */
  readonly watched: (host: string) => boolean;
  /** The certificate, with its key, which we show to clients in a host's place. */
  readonly certificates: { secureContextFor(host: string): Promise<SecureContext> | SecureContext };
  /** Called when an answer's head is known, and again with the same id when the transaction is over. */
  readonly onTransaction: (raw: RawTransaction) => void;
  /** 127.0.0.1. At any other than a loopback address other computers can use the proxy: set `proxyAuth`. */
  readonly listenHost?: string;
  /** 0, any free port. */
  readonly listenPort?: number;
  /** Only a client that signs in so, by Basic, may use the proxy; everybody. */
  readonly proxyAuth?: { readonly name: string; readonly password: string };
  /** How many clients at once; 4096. Further ones are answered 503. */
  readonly connectionLimit?: number;
  /** More places where this process listens, and where nothing may be forwarded to. */
  readonly ownListeners?: () => readonly Listener[];
  /** In place of which server we listen: a reverse proxy. Without it we are the proxy that clients ask for all servers. */
  readonly reverse?: ReverseTarget;
  readonly upstream?: UpstreamOptions;
  /** Milliseconds since the epoch; Date.now. */
  readonly now?: () => number;
  /** How much of each body is kept; 64 KiB. */
  readonly bodyLimitBytes?: number;
  /** For a request head to us, the ClientHello and each TLS handshake; 30 s. Nothing limits a quiet connection. */
  readonly handshakeTimeoutMs?: number;
  /** How long a peer may take none of what is sent to it, before its connection is reset; 10 min. */
  readonly stallTimeoutMs?: number;
  /** For name resolution and TCP connect together; 20 s. */
  readonly connectTimeoutMs?: number;
  /** A decrypted connection which cannot be read any further; its bytes still flow. `code` says why. */
  readonly onOpaque?: (lost: Defect & { readonly connection: string; readonly host: string }) => void;
  /**
   * Which program made a connection, seen from the client; nobody is asked. Transactions wait for the answer, bytes never.
   */
  readonly findClient?: (ends: { local: Listener; remote: Listener }) => Promise<ClientProcess | undefined>;
  /** A connection that is passed on unread, and why. Nothing else is known of it. */
  readonly onTunnel?: (tunnel: Tunnel) => void;
  /** A client that is not served. `credentials`: it did not sign in as `proxyAuth` says. `limit`: `connectionLimit`. */
  readonly onTurnedAway?: (why: TurnedAway) => void;
}

/** Why a client is not served. */
export type TurnedAway = 'credentials' | 'limit';

/**
 * A server in whose place we listen: clients reach us by its name (hosts file, DNS, a load balancer), and speak TLS from
 * the first byte where the scheme is `https`. Its name must be one of `decrypts`; else all passes unread.
 */
export interface ReverseTarget {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /**
   * Clients know the server by another name, and it is told its own: in TLS and in `Host`. What is rewritten is not given
   * on byte for byte. Without it both are the client's. For `https` only.
   */
  readonly rewriteHost?: boolean;
  /** Where it is rewritten, the server is told whose request it is: X-Forwarded-For, -Host, -Port and -Proto. */
  readonly xForwarded?: boolean;
}

/** A connection that is passed on unread. `host` is as the client named it. */
export interface Tunnel {
  readonly host: string;
  readonly port: number;
  readonly why: TunnelReason;
}

/**
 * `host`, `server-name`: the name of the CONNECT, or the one in TLS, may not be opened. `protocol`: the client speaks
 * HTTP/2 alone, TLS before 1.2, or no TLS. `silent`: it has not shown what it speaks.
 */
export type TunnelReason = 'host' | 'server-name' | 'protocol' | 'silent';

/** How servers are reached and judged. */
export interface UpstreamOptions {
  /** PEM; trusted in addition to Node's own store. */
  readonly ca?: readonly string[];
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Asks the system whether it trusts a chain (DER, the server's certificate first) whose issuer we do not know. */
  readonly judge?: (chain: readonly Buffer[]) => Promise<boolean>;
  /** Where to connect to instead; names in TLS and HTTP stay what they are. */
  readonly connectTo?: (host: string, port: number) => { host: string; port: number };
  /** Through which other proxies servers are reached; straight. Where `connectTo` leads elsewhere, it is not asked. */
  readonly route?: FindRoute;
  /** How names are resolved; the system's way (hosts file, NRPT, split DNS). */
  readonly lookup?: LookupFunction;
}

/** Complete options. */
export type ResolvedProxyOptions = Required<Omit<ProxyOptions, 'upstream' | 'findClient' | 'proxyAuth' | 'reverse'>> & {
  readonly reverse?: ProxyOptions['reverse'];
  readonly findClient?: ProxyOptions['findClient'];
  readonly proxyAuth?: ProxyOptions['proxyAuth'];
  readonly upstream: Required<UpstreamOptions>;
};

const defaults = {
  listenHost: '127.0.0.1',
  listenPort: 0,
  ownListeners: () => [],
  now: Date.now,
  bodyLimitBytes: 65_536,
  handshakeTimeoutMs: 30_000,
  stallTimeoutMs,
  connectionLimit: 4_096,
  connectTimeoutMs: 20_000,
  onOpaque: () => {},
  onTunnel: () => {},
  onTurnedAway: () => {},
} as const;

/** Fills the defaults in. Throws a TypeError for `proxyAuth` beside `reverse`. */
export function resolveProxyOptions(options: ProxyOptions): ResolvedProxyOptions {
  if (options.reverse && options.proxyAuth) throw new TypeError('clients of a server do not sign in to a proxy');
  const upstream = {
    ca: options.upstream?.ca ?? [],
    insecure: options.upstream?.insecure ?? false,
    judge: options.upstream?.judge ?? (async () => false),
    connectTo: options.upstream?.connectTo ?? ((host: string, port: number) => ({ host, port })),
    route: options.upstream?.route ?? (() => [direct]),
    lookup: options.upstream?.lookup ?? lookup,
  };
  return Object.freeze({ ...defaults, ...options, upstream });
}
