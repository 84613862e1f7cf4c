import type { Socket } from 'node:net';
import type { Failure } from '../../types.js';
import { limitPatience } from '../patience.js';
import type { Shared } from '../shared.js';
import { dial } from './dial.js';
import type { Hop, ProxyHop, SocksHop } from './route.js';
import { askSocks } from './socks.js';

/** `alert`: what a proxy has said in TLS since. */
export type OpenedHop =
  | { readonly end: { readonly stream: Socket; readonly raw: Socket }; readonly alert?: () => Failure | undefined }
  | { readonly failure: Failure };

interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Opens a connection: to the server itself, or through a SOCKS proxy, or to a proxy that is then to be asked in HTTP. What
 * fails at a proxy is of the stage `proxy`. Undefined when the client went away.
 */
export async function openHop(hop: Hop, place: Place, client: Socket, shared: Shared): Promise<OpenedHop | undefined> {
  const dialled = await dial(hop.kind === 'direct' ? place : hop, client, shared.options, shared.own());
  if (!dialled) return undefined;
  if ('failure' in dialled)
    return hop.kind === 'direct' ? dialled : { failure: { ...dialled.failure, stage: 'proxy' } };
  const { socket } = dialled;
  shared.track(socket);
  const plain = { end: { stream: socket, raw: socket } };
  if (hop.kind === 'direct' || (hop.kind === 'proxy' && !hop.secure)) return plain;
  const leave = () => void socket.destroy();
  client.once('close', leave);
  const opened =
    hop.kind === 'socks' ? await openSocks(socket, hop, place, shared) : await openTls(socket, hop, shared);
  client.off('close', leave);
  if (client.destroyed || (opened && 'failure' in opened)) socket.destroy();
  return client.destroyed ? undefined : (opened ?? plain);
}

/** The proxy's own patience with the server counts, not ours: `handshakeTimeoutMs` four times. */
export function proxyPatienceMs({ options }: Shared): number {
  return 4 * options.handshakeTimeoutMs;
}

async function openSocks(socket: Socket, hop: SocksHop, place: Place, shared: Shared): Promise<OpenedHop | undefined> {
  const stopWaiting = limitPatience(proxyPatienceMs(shared), () => socket.destroy());
  const failure = await askSocks(socket, hop, place);
  stopWaiting();
  return failure && { failure };
}

// Its certificate is judged as a server's is.
async function openTls(raw: Socket, { host }: ProxyHop, { openUpstreamTls }: Shared): Promise<OpenedHop> {
  const hello = { state: 'hello', alpn: ['http/1.1'], versions: [0x0304, 0x0303], legacyVersion: 0x0303 } as const;
  const opened = await openUpstreamTls(raw, hello, host);
  if ('failure' in opened) return { failure: { ...opened.failure, stage: 'proxy' } };
  return { end: { stream: opened.socket, raw }, alert: opened.alert };
}
