import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type SecureContextOptions } from 'node:tls';
import type { ProxyOptions, Tunnel } from '../../src/proxy/options.js';
import { createProxy, type Proxy as RunningProxy } from '../../src/proxy/proxy.js';
import type { RawTransaction } from '../../src/types.js';
import { createTestAuthority, type TestAuthority, type Weakness } from '../support/certificates.js';
import { type Origin, startOrigin } from './origin.js';
import { Peer } from './peer.js';

export const host = 'mail.contoso.com';

/** A proxy in front of a scripted origin, and clients that go through it. */
export interface Bench {
  readonly proxy: RunningProxy;
  readonly origin: Origin;
  /** Of the origin's certificates. */
  readonly authority: TestAuthority;
  /** Every report of the proxy, in order. */
  readonly reports: RawTransaction[];
  readonly opaque: string[];
  /** What was passed on unread. */
  readonly tunnels: Tunnel[];
  /** Resolves with the first report, past or coming, for which it holds. */
  report(holds: (raw: RawTransaction) => boolean): Promise<RawTransaction>;
  /** Sends a CONNECT, waits for the answer; the peer has what came behind it. */
  connect(target?: string): Promise<Peer>;
  /** CONNECT, then TLS. */
  open(options?: ConnectionOptions, target?: string): Promise<Peer>;
  /** TLS from the first byte, as to a server: for the reverse mode. */
  arrive(options?: ConnectionOptions): Promise<Peer>;
  /** A client and the origin's end of its connection. */
  pair(options?: ConnectionOptions): Promise<[client: Peer, server: Peer]>;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly proxy?: Partial<ProxyOptions>;
  readonly origin?: Parameters<typeof startOrigin>[0];
  /** Names and days of the origin's certificate. */
  readonly names?: readonly string[];
  readonly validity?: { startDay: number; validDays: number };
  readonly weak?: Weakness;
  /** Versions and ciphers of the origin. */
  readonly tls?: SecureContextOptions;
  readonly isTrusted?: boolean;
  /** What the system says of a chain whose issuer is unknown. */
  readonly judge?: (chain: readonly Buffer[]) => Promise<boolean>;
}

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const { authority, ours, usual, leaf } = await certificates();
  const isUsual = !options.names && !options.validity && !options.tls && !options.weak;
  const secureContext = isUsual
    ? usual
    : await authority.contextFor(options.names ?? [host], options.validity, options.tls, options.weak);
  const origin = await startOrigin({ secureContext, ...options.origin });
  const reports: RawTransaction[] = [];
  const opaque: string[] = [];
  const tunnels: Tunnel[] = [];
  const waiting = new Set<() => void>();
  const proxy = await createProxy({
    decrypts: (name) => name === host,
    watched: (name) => name === host,
    certificates: { secureContextFor: () => leaf },
    upstream: {
      ca: options.isTrusted === false ? [] : [authority.certificate],
      connectTo: (_, port) => ({ host: '127.0.0.1', port: port === 443 ? origin.port : port }),
      ...(options.judge && { judge: options.judge }),
    },
    onOpaque: ({ code }) => void opaque.push(code),
    onTunnel: (tunnel) => void tunnels.push(tunnel),
    ...options.proxy,
    onTransaction(raw) {
      reports.push(raw);
      for (const look of [...waiting]) look();
      options.proxy?.onTransaction?.(raw);
    },
  });
  const peers: Peer[] = [];
  const connect = async (target = `${host}:443`) => {
    const raw = await tcp(proxy);
    raw.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
    const peer = new Peer(raw);
    peers.push(peer);
    await peer.untilText('\r\n\r\n');
    return peer;
  };
  const open = async (tls: ConnectionOptions = {}, target?: string) => {
    const { raw } = await connect(target);
    raw.removeAllListeners('data').removeAllListeners('end').pause();
    return await secure(raw, tls);
  };
  const secure = async (raw: Socket, tls: ConnectionOptions) => {
    const stream = connectTls({ socket: raw, servername: host, ca: ours.certificate, ...tls });
    const peer = new Peer(raw, stream);
    peers.push(peer);
    let secure = false;
    stream.once('secureConnect', () => {
      secure = true;
      stream.emit('data', Buffer.alloc(0));
    });
    await peer.until(() => secure || peer.closed || peer.error !== undefined || peer.ended);
    return peer;
  };
  return {
    proxy,
    origin,
    authority,
    reports,
    opaque,
    tunnels,
    connect,
    open,
    arrive: async (tls = {}) => await secure(await tcp(proxy), tls),
    pair: (tls) => Promise.all([open(tls), origin.next()]),
    report: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          const found = reports.find(holds);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async close() {
      for (const peer of peers) peer.destroy();
      await proxy.close();
      origin.close();
    },
  };
}

// Made once a test file: four of them for each test would take longer than all the rest.
let made: ReturnType<typeof makeCertificates> | undefined;

function certificates() {
  made ??= makeCertificates();
  return made;
}

async function makeCertificates() {
  const [authority, ours] = await Promise.all([createTestAuthority(), createTestAuthority('Our CA')]);
  const [usual, leaf] = await Promise.all([authority.contextFor([host]), ours.contextFor([host])]);
  return { authority, ours, usual, leaf };
}

/** A plain TCP connection to the proxy. */
export function tcp({ host: address, port }: RunningProxy): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: address, port, allowHalfOpen: true, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** The last report of a transaction. */
export function isOver(raw: RawTransaction): boolean {
  return raw.endedAt !== undefined;
}
