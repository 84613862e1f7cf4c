import { createServer, type Server, type Socket } from 'node:net';
import { answer } from './answer.js';
import type { Forward } from './forward/forward.js';
import { type ProxyOptions, type ResolvedProxyOptions, resolveProxyOptions } from './options.js';
import { createDoor } from './proxy-auth.js';
import { receive } from './reception.js';
import { createRecorder } from './recorder.js';
import type { Shared } from './shared.js';
import { createUpstreamTls } from './tls/upstream-tls.js';
import { socketOptions } from './upstream/dial.js';
import { createLoopWatch } from './upstream/loop-watch.js';
import type { Listener } from './upstream/own-listeners.js';

export type { ProxyOptions, UpstreamOptions } from './options.js';

const tooMany = 'hma-doctor: too many connections at once.\n';

/** A listening proxy. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** Stops listening and destroys every connection; what was running is reported once more, without a failure. */
  close(): Promise<void>;
}

/**
 * Starts the proxy. CONNECT is served byte for byte: decrypted and looked at for the hosts of `decrypts`, tunnelled for
 * all others. Absolute-form `http://` requests are forwarded, not byte-exact. Anything else is answered 400. With
 * `reverse` every connection is one to that server, and is served as behind a CONNECT.
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
  #clients = 0;

  constructor(options: ResolvedProxyOptions) {
    this.#options = options;
    this.#shared = {
      options,
      recorder: createRecorder(options),
      openUpstreamTls: createUpstreamTls(options),
      mayEnter: createDoor(options.proxyAuth),
      own: () => [this.#address, ...options.ownListeners()],
      loops: createLoopWatch(),
      track: (socket) => this.#track(socket),
      readers: new Set(),
      isClosing: () => this.#closing,
      loadForward: () => this.#loadForward(),
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
    const id = String(++this.#count);
    this.#track(client);
    client.on('error', () => {}); // who must know of it listens too; without any listener it would be uncaught
    if (this.#clients >= this.#options.connectionLimit) return void this.#turnAway(client);
    this.#clients++;
    client.once('close', () => this.#clients--);
    // What rejects is a caller's function that throws: it costs this connection, not the process.
    receive(client, id, this.#shared).catch(() => client.destroy());
  }

  // What a server's client is told stands inside TLS, or is not ours to say.
  #turnAway(client: Socket): void {
    this.#options.onTurnedAway('limit');
    if (this.#options.reverse) client.destroy();
    else answer(client, '503 Service Unavailable', tooMany);
  }

  // Imported with the first plain request only: most runs have none, and the package takes its time.
  #loadForward(): Promise<Forward> {
    this.#forward ??= import('./forward/forward.js').then(({ createForward }) => createForward(this.#shared));
    return this.#forward;
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#closing) socket.destroy();
  }
}
