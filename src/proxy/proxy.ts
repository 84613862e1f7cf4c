import { createServer, type Server, type Socket } from 'node:net';
import { answer } from './answer.js';
import { type Opening, readOpening } from './connect-request.js';
import type { Forward } from './forward/forward.js';
import { HeldBytes } from './held-bytes.js';
import { type ProxyOptions, type ResolvedProxyOptions, resolveProxyOptions } from './options.js';
import { type ClientConnection, createRecorder } from './recorder.js';
import { serveConnect } from './serve-connect.js';
import type { Shared } from './shared.js';
import { createUpstreamTls } from './tls/upstream-tls.js';
import { socketOptions } from './upstream/dial.js';
import type { Listener } from './upstream/own-listeners.js';

export type { ProxyOptions, UpstreamOptions } from './options.js';

/** A listening proxy. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** Stops listening and destroys every connection; what was running is reported once more, without a failure. */
  close(): Promise<void>;
}

/**
 * Starts the proxy. CONNECT is served byte for byte: decrypted and looked at for the hosts of `decrypts`, tunnelled for
 * all others. Absolute-form `http://` requests are forwarded, not byte-exact. Anything else is answered 400.
 *
 * @throws Node's own error where listening fails.
 */
export async function createProxy(options: ProxyOptions): Promise<Proxy> {
  const resolved = resolveProxyOptions(options);
  const running = new RunningProxy(resolved);
  await running.listen();
  return { ...running.host(), close: () => running.close() };
}

class RunningProxy {
  readonly #options: ResolvedProxyOptions;
  readonly #shared: Shared;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #forward: Promise<Forward> | undefined;
  #address: Listener = { address: '', port: 0 };
  #closing = false;
  #count = 0;

  constructor(options: ResolvedProxyOptions) {
    this.#options = options;
    this.#shared = {
      options,
      recorder: createRecorder(options),
      openUpstreamTls: createUpstreamTls(options),
      own: () => [this.#address, ...options.ownListeners()],
      track: (socket) => this.#track(socket),
      readers: new Set(),
      isClosing: () => this.#closing,
    };
    this.#server = createServer({ ...socketOptions, allowHalfOpen: true }, (client) => this.#serve(client));
  }

  host(): { host: string; port: number } {
    return { host: this.#address.address, port: this.#address.port };
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.listenPort, this.#options.listenHost, () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        if (address && typeof address === 'object') this.#address = address;
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const reader of this.#shared.readers) reader.stop();
    for (const socket of this.#sockets) socket.destroy();
    const forward = await this.#forward;
    forward?.close();
    await closed;
    await this.#shared.recorder.settled();
  }

  #serve(client: Socket): void {
    const from = { id: String(++this.#count), program: this.#programOf(client) };
    this.#track(client);
    client.on('error', () => {}); // who must know of it listens too; without any listener it would be uncaught
    const held = new HeldBytes(client);
    const timer = setTimeout(() => client.destroy(), this.#options.handshakeTimeoutMs).unref();
    held.watch(() => {
      const opening = readOpening(held.bytes);
      if (held.ended && opening.state === 'partial') client.destroy();
      if (client.destroyed || opening.state !== 'partial') clearTimeout(timer);
      if (client.destroyed || opening.state === 'partial') return;
      held.watch(undefined);
      this.#open(from, client, held, opening);
    });
  }

  #programOf(client: Socket): ClientConnection['program'] {
    const { remoteAddress, remotePort, localAddress, localPort } = client;
    if (remoteAddress === undefined || remotePort === undefined) return undefined;
    const local = { address: remoteAddress, port: remotePort };
    const remote = { address: localAddress ?? '', port: localPort ?? 0 };
    return this.#options.findClient?.({ local, remote }).catch(() => undefined);
  }

  #open(
    from: ClientConnection,
    client: Socket,
    held: HeldBytes,
    opening: Exclude<Opening, { state: 'partial' }>,
  ): void {
    // What rejects below is a caller's function that throws: it costs this connection, not the process.
    if (opening.state === 'invalid') {
      held.release();
      answer(client, '400 Bad Request', `hma-doctor: ${opening.reason}\n`);
    } else if (opening.state === 'connect') {
      held.drop(opening.length);
      const { host, port, head } = opening;
      const connection = { ...from, host, port, scheme: 'https' } as const;
      serveConnect({ connection, client, held, head }, this.#shared).catch(() => client.destroy());
    } else {
      this.#forwardPlain(from, client, held).catch(() => client.destroy());
    }
  }

  // Imported with the first plain request only: most runs have none, and the package takes its time.
  async #forwardPlain(from: ClientConnection, client: Socket, held: HeldBytes): Promise<void> {
    held.release(); // before anything is awaited: behind an end that was read, nothing can be given back
    this.#forward ??= import('./forward/forward.js').then(({ createForward }) => createForward(this.#shared));
    const forward = await this.#forward;
    if (!client.destroyed) forward.serve(client, from);
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#closing) socket.destroy();
  }
}
