import { createServer, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
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
    /** A client must show a certificate. */
    wantsCertificate?: boolean;
    /** So many bytes must be there before it reads on behind the ClientHello. */
    readsAfterBytes?: number;
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
    const { secureContext, alpn, onTls, wantsCertificate = false, readsAfterBytes } = options;
    if (!secureContext || options.plain) return void arrive(new Peer(raw));
    const stream = new TLSSocket(readsAfterBytes === undefined ? raw : slowReader(raw, readsAfterBytes), {
      isServer: true,
      secureContext,
      requestCert: wantsCertificate,
      rejectUnauthorized: wantsCertificate,
      ...(alpn ? { ALPNProtocols: alpn } : {}),
    });
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

/** Gives the first chunk at once, and all others when there are so many bytes of them. */
function slowReader(raw: Socket, bytes: number): Duplex {
  let held: Buffer[] | undefined;
  let length = 0;
  const stream = new Duplex({ read() {}, write: (chunk, _encoding, done) => void raw.write(chunk, done) });
  raw.on('data', (chunk: Buffer) => {
    if (held === undefined) {
      held = [];
      return void stream.push(chunk);
    }
    held.push(chunk);
    length += chunk.length;
    if (length >= bytes) for (const part of held.splice(0)) stream.push(part);
  });
  stream.on('close', () => raw.destroy());
  return stream;
}
