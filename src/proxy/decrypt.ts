import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Failure } from '../types.js';
import { createDecryptedObserver } from './decrypted.js';
import { createHttpReader } from './http/http-reader.js';
import type { Connection } from './recorder.js';
import type { ConnectRequest } from './serve-connect.js';
import type { Shared } from './shared.js';
import { tap } from './tap.js';
import { openClientTls } from './tls/client-tls.js';
import type { Hello } from './treatment.js';

/**
 * TLS to the server, then to the client in the server's place, then the tap.
 *
 * @returns Undefined when the sockets run by themselves; else why they must be closed, null when there is nothing to say.
 */
export async function decrypt(
  { client, held, connection }: ConnectRequest,
  upstream: Socket,
  hello: Hello,
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<Failure | null | undefined> {
  const host = hello.serverName ?? connection.host;
  const minted = mint(shared, host.toLowerCase());
  const up = await shared.openUpstreamTls(upstream, hello, host);
  if ('failure' in up) return up.failure;
  const leaf = await minted;
  if ('failure' in leaf) return leaf.failure;
  if (held.ended) return null;
  held.release();
  const { handshakeTimeoutMs: timeoutMs } = shared.options;
  const down = await openClientTls(client, { ...leaf, alpn: up.socket.alpnProtocol, timeoutMs });
  if ('failure' in down) return down.failure;
  observe({ ...connection, host }, [client, down.socket], [upstream, up.socket], shared, report);
  return undefined;
}

type Pair = readonly [raw: Socket, stream: TLSSocket];

function observe(
  connection: Connection,
  [clientRaw, client]: Pair,
  [upstreamRaw, upstream]: Pair,
  { options, recorder, readers }: Shared,
  report: (failure: Failure) => void,
): void {
  const reader = createHttpReader(recorder.eventsFor(connection), options.bodyLimitBytes);
  readers.add(reader);
  client.once('close', () => readers.delete(reader));
  const { id, host } = connection;
  tap(
    { stream: client, raw: clientRaw },
    { stream: upstream, raw: upstreamRaw },
    {
      stallTimeoutMs: options.stallTimeoutMs,
      observer: createDecryptedObserver(reader, client, report),
      onObserverError: () => options.onOpaque({ code: 'reader-failed', at: 0, connection: id, host }),
    },
  );
}

// Made while the handshake with the server runs; its error must not go unhandled when that fails first.
function mint({ options }: Shared, host: string) {
  return Promise.resolve()
    .then(() => options.certificates.secureContextFor(host))
    .then(
      (secureContext) => ({ secureContext }),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        return { failure: { stage: 'client-tls', code: 'ERR_CERTIFICATES', message } as const };
      },
    );
}
