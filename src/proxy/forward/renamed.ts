import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Failure } from '../../types.js';
import type { Connection } from '../recorder.js';
import type { Passage, Way } from './way.js';

/** A client that knows a server by another name than the server does. */
export interface Renamed {
  /** As the client names it. */
  readonly asked: Connection;
  /** As the server is told. */
  readonly host: string;
  /** The connection that is open, to be used first. */
  readonly first: Socket;
  /** Opens the next one, when the server has closed that. Undefined when the client went away. */
  readonly open: () => Promise<{ readonly socket: Socket } | { readonly failure: Failure } | undefined>;
  /** The client went away without a request. */
  readonly unused: () => void;
}

/** No further connection could be opened. */
export class NotOpened extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message ?? failure.code);
    this.failure = failure;
  }
}

/** All requests of the client go to the one server, by one connection at a time. */
export class RenamedWay implements Way {
  readonly #renamed: Renamed;
  readonly #agent: OpenedAgent;
  #used = false;

  constructor(renamed: Renamed) {
    this.#renamed = renamed;
    this.#agent = new OpenedAgent(renamed);
  }

  urlOf(target: string): URL | undefined {
    this.#used = true;
    const { scheme, host, port } = this.#renamed.asked;
    const url = `${scheme}://${host}:${port}${target.startsWith('/') ? target : '/'}`;
    return URL.canParse(url) ? new URL(url) : undefined;
  }

  async routeTo(_url: URL, target: string): Promise<Passage> {
    await this.#agent.refresh();
    return { agent: this.#agent, path: target, host: this.#renamed.host };
  }

  destroy(): void {
    if (!this.#used) this.#renamed.unused();
    this.#agent.destroy();
  }
}

/** Holds the one connection of its client. */
class OpenedAgent extends Agent {
  readonly #open: Renamed['open'];
  #socket: Socket;
  #isGiven = false;

  constructor({ first, open }: Renamed) {
    super({ keepAlive: true });
    this.#socket = first;
    this.#open = open;
  }

  /** Opens another one where the server has ended that. */
  async refresh(): Promise<void> {
    if (this.#socket.writable && !this.#socket.readableEnded) return;
    const next = await this.#open();
    if (!next || 'failure' in next) throw new NotOpened(next?.failure ?? { stage: 'client', code: 'ECONNRESET' });
    this.#socket = next.socket;
    this.#isGiven = false;
  }

  // Asked for again while it is in use, it must not be given: two requests would be mixed.
  override createConnection(): Socket {
    if (this.#isGiven) throw new NotOpened({ stage: 'response', code: 'ECONNRESET' });
    this.#isGiven = true;
    return this.#socket;
  }

  override destroy(): void {
    this.#socket.destroy();
    super.destroy();
  }
}
