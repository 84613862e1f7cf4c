import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Failure } from '../types.js';
import { watchAlert } from './decrypted.js';
import type { Open } from './forward/opened-agent.js';
import type { Connection } from './recorder.js';
import type { ConnectRequest } from './serve-connect.js';
import type { Shared } from './shared.js';
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
 * @param asked - The connection, by the name that the client asked for.
 * @param toServer - What the server is greeted with.
 */
export async function rename(
  request: ConnectRequest,
  { client, upstream, upstreamRaw }: RenamedEnds,
  { asked, toServer }: { readonly asked: Connection; readonly toServer: Hello },
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<void> {
  const { connection } = request;
  const refusal = watchAlert(client);
  const { serveRenamed } = await shared.loadForward();
  serveRenamed(client, {
    asked,
    host: connection.port === 443 ? connection.host : `${connection.host}:${connection.port}`,
    tellsClient: shared.options.reverse?.xForwarded === true,
    first: { stream: upstream, raw: upstreamRaw },
    open: () => open(request, toServer, shared),
    unused: () => report(refusal()),
    unreadable: (code) => report({ stage: 'client', code, message: 'the request cannot be read to be written again' }),
  });
}

async function open(request: ConnectRequest, toServer: Hello, shared: Shared): ReturnType<Open> {
  const reached = await reach(request, shared);
  if (!reached || 'failure' in reached) return reached;
  const up = await shared.openUpstreamTls(reached.end.stream, toServer, request.connection.host);
  if ('socket' in up) return { end: { stream: up.socket, raw: reached.end.raw } };
  reached.end.stream.destroy();
  return up;
}
