import type { Connection } from '../recorder.js';
import { type Open, OpenedAgent, type OpenedEnd } from './opened-agent.js';
import type { Passage, Way } from './way.js';

/** A client that knows a server by another name than the server does. */
export interface Renamed {
  /** As the client names it. */
  readonly asked: Connection;
  /** As the server is told. */
  readonly host: string;
  /** The server is told of the client by `X-Forwarded-*`. */
  readonly tellsClient: boolean;
  /** The connection that is open, to be used first. */
  readonly first: OpenedEnd;
  /** Opens the next one, when the server has closed that. */
  readonly open: Open;
  /** The client went away without a request. */
  readonly unused: () => void;
  /** The client's request cannot be read; this is why. */
  readonly unreadable: (code: string) => void;
}

/** All requests of the client go to the one server, by one connection at a time. */
export class RenamedWay implements Way {
  readonly #renamed: Renamed;
  readonly #agent: OpenedAgent;
  #used = false;

  constructor(renamed: Renamed) {
    this.#renamed = renamed;
    this.#agent = new OpenedAgent(renamed.open, renamed.first);
  }

  urlOf(target: string): URL | undefined {
    this.#used = true;
    const { scheme, host, port } = this.#renamed.asked;
    const url = `${scheme}://${host}:${port}${target.startsWith('/') ? target : '/'}`;
    return URL.canParse(url) ? new URL(url) : undefined;
  }

  async routeTo(_url: URL, target: string): Promise<Passage> {
    await this.#agent.refresh();
    const { host, tellsClient } = this.#renamed;
    return { agent: this.#agent, path: target, host, tellsClient };
  }

  unreadable(code: string): void {
    this.#used = true;
    this.#renamed.unreadable(code);
  }

  destroy(): void {
    if (!this.#used) this.#renamed.unused();
    this.#agent.destroy();
  }
}
