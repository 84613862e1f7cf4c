import type { Socket } from 'node:net';
import { answer } from './answer.js';
import type { Forward } from './forward/forward.js';
import { HeldBytes } from './held-bytes.js';
import { awaitOpening } from './opening.js';
import { proxyChallenge, withoutProxyAuthorization } from './proxy-auth.js';
import type { ClientConnection } from './recorder.js';
import { serveConnect } from './serve-connect.js';
import type { Shared } from './shared.js';

/** Reads what a new client wants, and gives it to whoever serves that: CONNECT, a plain request, or nothing we know. */
export async function receive(
  client: Socket,
  id: string,
  shared: Shared,
  loadForward: () => Promise<Forward>,
): Promise<void> {
  const { options, mayEnter } = shared;
  const from = { id, program: programOf(client, options.findClient) };
  const held = new HeldBytes(client);
  const opening = await awaitOpening(client, held, options.handshakeTimeoutMs);
  if (opening?.state === 'connect' && mayEnter(opening.head)) {
    held.drop(opening.length);
    const { host, port } = opening;
    const head = options.proxyAuth ? withoutProxyAuthorization(opening.head) : opening.head;
    return await serveConnect({ connection: { ...from, host, port, scheme: 'https' }, client, held, head }, shared);
  }
  held.release(); // before anything is awaited: behind an end that was read, nothing can be given back
  if (opening?.state === 'other') {
    const forward = await loadForward();
    if (!client.destroyed) forward.serve(client, from);
  } else if (opening?.state === 'connect') {
    answer(client, '407 Proxy Authentication Required', '', `Proxy-Authenticate: ${proxyChallenge}\r\n`);
  } else if (opening) answer(client, '400 Bad Request', `hma-doctor: ${opening.reason}\n`);
}

function programOf(client: Socket, find: Shared['options']['findClient']): ClientConnection['program'] {
  const { remoteAddress, remotePort, localAddress, localPort } = client;
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  const local = { address: remoteAddress, port: remotePort };
  const remote = { address: localAddress ?? '', port: localPort ?? 0 };
  return find?.({ local, remote }).catch(() => undefined);
}
