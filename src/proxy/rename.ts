import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Failure } from '../types.js';
import { watchAlert } from './decrypted.js';
import type { ConnectRequest } from './serve-connect.js';
import type { Shared } from './shared.js';
import type { TlsResult } from './tls/upstream-tls.js';
import type { Hello } from './treatment.js';
import { reach } from './upstream/reach.js';

/** Both ends of a client's connection, after their handshakes. */
export interface RenamedEnds {
  readonly client: TLSSocket;
  readonly upstream: TLSSocket;
  readonly upstreamRaw: Socket;
}

/**
 * Serves a client that knows the server by another name: its requests are parsed and written again, so that nothing of
 * this is byte for byte.
 *
 * @param asked - The name that the client asked for.
 * @param toServer - What the server is greeted with.
 */
export async function rename(
  request: ConnectRequest,
  { client, upstream, upstreamRaw }: RenamedEnds,
  { asked, toServer }: { readonly asked: string; readonly toServer: Hello },
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<void> {
  const { connection } = request;
  const refusal = watchAlert(client);
  const { serveRenamed } = await shared.loadForward();
  serveRenamed(client, {
    asked: { ...connection, host: asked },
    host: connection.port === 443 ? connection.host : `${connection.host}:${connection.port}`,
    first: idle(upstream, upstreamRaw),
    open: () => open(request, toServer, shared),
    unused: () => report(refusal()),
  });
}

async function open(request: ConnectRequest, toServer: Hello, shared: Shared): Promise<TlsResult | undefined> {
  const reached = await reach(request, shared);
  if (!reached || 'failure' in reached) return reached;
  const up = await shared.openUpstreamTls(reached.socket, toServer, request.connection.host);
  if ('socket' in up) return { socket: idle(up.socket, reached.socket) };
  reached.socket.destroy();
  return up;
}

// Between requests nobody listens: a server that ends its side must not be taken for one that still answers.
function idle(socket: TLSSocket, raw: Socket): TLSSocket {
  socket.allowHalfOpen = false;
  raw.allowHalfOpen = false;
  return socket.once('close', () => raw.destroy());
}
