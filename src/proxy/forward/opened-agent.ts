import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Failure } from '../../types.js';

/** A connection that is open: what carries the bytes, and the TCP socket under it (the same one where there is no TLS). */
export interface OpenedEnd {
  readonly stream: Socket;
  readonly raw: Socket;
}

/** Opens a connection. Undefined when the client went away. */
export type Open = () => Promise<{ readonly end: OpenedEnd } | { readonly failure: Failure } | undefined>;

/** No connection could be opened. */
export class NotOpened extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message ?? failure.code);
    this.failure = failure;
  }
}

/**
 * Holds one connection, whatever the request names. It is opened before a request is given to http-proxy, which would write
 * the head by itself if it had to wait.
 */
export class OpenedAgent extends Agent {
  readonly #open: Open;
  #socket: Socket | undefined;
  #isGiven = false;

  /** @param first - The connection that is there already. */
  constructor(open: Open, first?: OpenedEnd) {
    super({ keepAlive: true });
    this.#open = open;
    if (first) this.#socket = idle(first);
  }

  /** Opens the connection, and another one where the server has ended that. Rejects with `NotOpened`. */
  async refresh(): Promise<void> {
    if (this.#socket?.writable && !this.#socket.readableEnded) return;
    const next = await this.#open();
    if (!next || 'failure' in next) throw new NotOpened(next?.failure ?? { stage: 'client', code: 'ECONNRESET' });
    this.#socket = idle(next.end);
    this.#isGiven = false;
  }

  override getName(): string {
    return '';
  }

  // Asked for again while it is in use, it must not be given: two requests would be mixed.
  override createConnection(): Socket {
    if (this.#isGiven || !this.#socket) throw new NotOpened({ stage: 'response', code: 'ECONNRESET' });
    this.#isGiven = true;
    return this.#socket;
  }

  override destroy(): void {
    this.#socket?.destroy();
    super.destroy();
  }
}

// Between requests nobody listens: a server that ends its side must not be taken for one that still answers.
function idle({ stream, raw }: OpenedEnd): Socket {
  stream.allowHalfOpen = false;
  raw.allowHalfOpen = false;
  return stream.once('close', () => raw.destroy());
}
