/**
 * One CONNECT, in the order that keeps failures honest: reach the server first (so that 200 means something), look at
 * the client's first bytes before touching them, open TLS to the server and judge its certificate, and only then show
 * the client ours. Whatever is not plainly HTTP/1.1 in TLS for hosts we may open is passed on unread.
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Failure } from '../types.js';
import { createDecryptedObserver } from './decrypted.js';
import type { HeldBytes } from './held-bytes.js';
import { createHttpReader, type HttpReader } from './http/http-reader.js';
import type { ResolvedProxyOptions } from './options.js';
import type { Connection, Recorder } from './recorder.js';
import { closeWhenSent, tap } from './tap.js';
import type { ClientHello } from './tls/client-hello.js';
import { openClientTls } from './tls/client-tls.js';
import { peekClientHello } from './tls/peek.js';
import { isReadable, type OpenUpstreamTls } from './tls/upstream-tls.js';
import { dial, type Listener } from './upstream/dial.js';

/** What all connections of one proxy share. */
export interface Shared {
  readonly options: ResolvedProxyOptions;
  readonly recorder: Recorder;
  readonly openUpstreamTls: OpenUpstreamTls;
  readonly own: () => Listener;
  /** Sockets to destroy when the proxy closes. */
  readonly track: (socket: Socket) => void;
  /** Readers to stop before that. */
  readonly readers: Set<HttpReader>;
  readonly isClosing: () => boolean;
}

/** A CONNECT whose head was read; `held` has what came behind it. */
export interface ConnectRequest {
  readonly connection: Connection;
  readonly client: Socket;
  readonly held: HeldBytes;
  readonly head: string;
}

type Hello = Extract<ClientHello, { state: 'hello' }>;

/** Serves one CONNECT until its sockets run by themselves. A function of the options that throws costs the connection. */
export async function serveConnect(request: ConnectRequest, shared: Shared): Promise<void> {
  const { connection, client, held } = request;
  const report = failureReporter(request, shared);
  const dialled = await dial(connection, client, shared.options, shared.own());
  if (!dialled) return;
  if ('failure' in dialled) {
    report(dialled.failure);
    held.release();
    return answer(client, '502 Bad Gateway', `hma-doctor cannot connect: ${dialled.failure.code}\n`);
  }
  shared.track(dialled.socket);
  await carry(request, dialled.socket, shared, report).catch(() => destroyBoth(client, dialled.socket));
}

async function carry(
  request: ConnectRequest,
  upstream: Socket,
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<void> {
  const { client, held } = request;
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  const hello = await chooseHello(request, upstream, shared);
  if (hello === 'server-gone') report({ stage: 'tls', code: 'ECONNRESET', message: 'the server closed before TLS' });
  if (hello === 'gone' || hello === 'server-gone') return destroyBoth(client, upstream);
  if (hello) return await decrypt(request, upstream, hello, shared, report);
  const early = held.release();
  if (early.length > 0) upstream.write(early);
  tap({ stream: client, raw: client }, { stream: upstream, raw: upstream });
}

/** Answers on the proxy's own behalf, and closes. */
export function answer(client: Socket, status: string, text: string): void {
  const length = Buffer.byteLength(text);
  const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}`;
  client.end(`${head}\r\nConnection: close\r\n\r\n${text}`);
  closeWhenSent(client);
}

// The ClientHello of a connection to decrypt; undefined for one to pass on unread.
async function chooseHello(
  { connection, held }: ConnectRequest,
  upstream: Socket,
  { options }: Shared,
): Promise<Hello | 'gone' | 'server-gone' | undefined> {
  if (!options.decrypts(connection.host.toLowerCase())) return undefined;
  const peeked = await peekClientHello(held, upstream, options.handshakeTimeoutMs);
  if (peeked.state === 'gone' || peeked.state === 'server-gone') return peeked.state;
  return peeked.state === 'hello' && mayDecrypt(peeked, options) ? peeked : undefined;
}

function mayDecrypt({ serverName, alpn, versions, legacyVersion }: Hello, options: ResolvedProxyOptions): boolean {
  if (serverName !== undefined && !options.decrypts(serverName.toLowerCase())) return false;
  if (alpn && !alpn.some(isReadable)) return false;
  // Our side speaks TLS 1.2 and later; an older client is better served by the server itself.
  return versions ? versions.includes(0x0303) || versions.includes(0x0304) : legacyVersion >= 0x0303;
}

async function decrypt(
  request: ConnectRequest,
  upstream: Socket,
  hello: Hello,
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<void> {
  const { client, held, connection } = request;
  const host = hello.serverName ?? connection.host;
  const giveUp = (failure?: Failure) => {
    if (failure) report(failure);
    destroyBoth(client, upstream);
  };
  const minted = mint(shared, host.toLowerCase());
  const up = await shared.openUpstreamTls(upstream, hello, host);
  if ('failure' in up) return giveUp(up.failure);
  const leaf = await minted;
  if ('failure' in leaf) return giveUp(leaf.failure);
  if (held.ended) return giveUp();
  held.release();
  const { handshakeTimeoutMs: timeoutMs } = shared.options;
  const down = await openClientTls(client, { ...leaf, alpn: up.socket.alpnProtocol, timeoutMs });
  if ('failure' in down) return giveUp(down.failure);
  observe({ ...connection, host }, [client, down.socket], [upstream, up.socket], shared, report);
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
    createDecryptedObserver(reader, client, report),
    () => options.onOpaque({ code: 'reader-failed', at: 0, connection: id, host }),
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

function failureReporter({ connection, head }: ConnectRequest, { options, recorder, isClosing }: Shared) {
  const startedAt = options.now();
  const host = connection.host.toLowerCase();
  return (failure: Failure): void => {
    if (isClosing() || !(options.decrypts(host) || options.watched(host))) return;
    recorder.failed(connection, head, startedAt, failure);
  };
}

function destroyBoth(client: Socket, upstream: Socket): void {
  client.destroy();
  upstream.destroy();
}
