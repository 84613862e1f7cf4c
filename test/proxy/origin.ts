import { createServer, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { Peer } from './peer.js';

/** A scripted server on raw sockets: the test plays it by hand. */
export interface Origin {
  readonly port: number;
  /** The next connection, after its TLS handshake. */
  next(): Promise<Peer>;
  /** TCP connections so far. */
  readonly connections: number;
  close(): void;
}

/** @param options - With `secureContext` it speaks TLS, unless `plain`. */
export async function startOrigin(
  options: {
    secureContext?: SecureContext;
    plain?: boolean;
    alpn?: string[];
    onTls?: (socket: TLSSocket) => void;
  } = {},
): Promise<Origin> {
  const ready: Peer[] = [];
  const waiting: ((peer: Peer) => void)[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const arrive = (peer: Peer) => {
    const waiter = waiting.shift();
    if (waiter) waiter(peer);
    else ready.push(peer);
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (raw) => {
    connections++;
    sockets.add(raw);
    raw.on('error', () => {});
    const { secureContext, alpn, onTls } = options;
    if (!secureContext || options.plain) return void arrive(new Peer(raw));
    const stream = new TLSSocket(raw, { isServer: true, secureContext, ...(alpn ? { ALPNProtocols: alpn } : {}) });
    stream.on('error', () => {});
    onTls?.(stream);
    stream.once('secure', () => arrive(new Peer(raw, stream)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    next: () => {
      const peer = ready.shift();
      return peer ? Promise.resolve(peer) : new Promise((resolve) => waiting.push(resolve));
    },
    get connections() {
      return connections;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
