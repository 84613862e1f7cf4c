import type { Socket } from 'node:net';
import { answer } from './answer.js';
import { HeldBytes } from './held-bytes.js';
import { awaitOpening } from './opening.js';
import type { ReverseTarget } from './options.js';
import { proxyChallenge, withoutProxyAuthorization } from './proxy-auth.js';
import type { ClientConnection } from './recorder.js';
import { type ConnectRequest, serveConnect } from './serve-connect.js';
import type { Shared } from './shared.js';

/** Reads what a new client wants, and gives it to whoever serves that: CONNECT, a plain request, or nothing we know. */
export async function receive(client: Socket, id: string, shared: Shared): Promise<void> {
  const { options, mayEnter } = shared;
  const from = { id, program: programOf(client, options.findClient) };
  const held = new HeldBytes(client);
  // A server is not reached for nothing: a probe says nothing, nor does our own connection where a name leads back to us.
  const opening = await awaitOpening(client, held, options.handshakeTimeoutMs);
  if (opening && options.reverse)
    return await serveConnect({ ...inPlaceOf(options.reverse, from), client, held }, shared);
  if (opening?.state === 'connect' && mayEnter(opening.head)) {
    held.drop(opening.length);
    const { host, port } = opening;
    const head = options.proxyAuth ? withoutProxyAuthorization(opening.head) : opening.head;
    const connection = { ...from, host, port, scheme: 'https' } as const;
    return await serveConnect({ connection, client, held, head, entrance: 'connect' }, shared);
  }
  held.release(); // before anything is awaited: behind an end that was read, nothing can be given back
  if (opening?.state === 'other') {
    const forward = await shared.loadForward();
    if (!client.destroyed) forward.serve(client, from);
  } else if (opening?.state === 'connect') {
    options.onTurnedAway('credentials');
    answer(client, '407 Proxy Authentication Required', '', `Proxy-Authenticate: ${proxyChallenge}\r\n`);
  } else if (opening) answer(client, '400 Bad Request', `hma-doctor: ${opening.reason}\n`);
}

function inPlaceOf(
  { scheme, host, port }: ReverseTarget,
  from: ClientConnection,
): Omit<ConnectRequest, 'client' | 'held'> {
  const head = `CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}`;
  return { connection: { ...from, host, port, scheme }, head, entrance: 'reverse' };
}

function programOf(client: Socket, find: Shared['options']['findClient']): ClientConnection['program'] {
  const { remoteAddress, remotePort, localAddress, localPort } = client;
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  const local = { address: remoteAddress, port: remotePort };
  const remote = { address: localAddress ?? '', port: localPort ?? 0 };
  return find?.({ local, remote }).catch(() => undefined);
}
