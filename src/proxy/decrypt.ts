import type { TLSSocket } from 'node:tls';
import type { Failure } from '../types.js';
import type { TapEnd } from './closing.js';
import { createDecryptedObserver } from './decrypted.js';
import { rename } from './rename.js';
import type { ConnectRequest } from './serve-connect.js';
import type { Shared } from './shared.js';
import { openClientTls } from './tls/client-tls.js';
import type { Hello } from './treatment.js';
import { watch } from './watch.js';

/**
 * TLS to the server, then to the client in the server's place, then the tap.
 *
 * @returns Undefined when the sockets run by themselves; else why they must be closed, null when there is nothing to say.
 */
export async function decrypt(
  request: ConnectRequest,
  upstream: TapEnd,
  hello: Hello,
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<Failure | null | undefined> {
  const { client, held, connection } = request;
  const host = hello.serverName ?? connection.host;
  const isRenamed = shared.options.reverse?.rewriteHost === true;
  const toServer = isRenamed ? { ...hello, serverName: connection.host } : hello;
  const minted = mint(shared, host.toLowerCase());
  const up = await shared.openUpstreamTls(upstream.stream, toServer, host);
  if ('failure' in up) return up.failure;
  const leaf = await minted;
  if ('failure' in leaf) return leaf.failure;
  if (held.ended) return null;
  held.release();
  const { handshakeTimeoutMs: timeoutMs } = shared.options;
  const down = await openClientTls(client, { ...leaf, alpn: up.socket.alpnProtocol, timeoutMs });
  if ('failure' in down) return down.failure;
  const seen = { ...connection, host, sameCertificate: isSame(down.socket, up.socket) };
  if (isRenamed) {
    const ends = { client: down.socket, upstream: up.socket, upstreamRaw: upstream.raw };
    await rename(request, ends, { asked: seen, toServer }, shared, report);
    return undefined;
  }
  const ends = [
    { stream: down.socket, raw: client },
    { stream: up.socket, raw: upstream.raw },
  ] as const;
  watch(seen, ...ends, shared, (reader) => createDecryptedObserver(reader, down.socket, up.alert, report));
  return undefined;
}

function isSame(client: TLSSocket, server: TLSSocket): boolean {
  const shown = client.getX509Certificate()?.fingerprint256;
  return shown !== undefined && shown === server.getPeerX509Certificate()?.fingerprint256;
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
