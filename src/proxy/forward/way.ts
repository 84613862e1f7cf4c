import type { Agent } from 'node:http';

/** Where the requests of one client connection go. */
export interface Way {
  /** What the client asks for with this request target; undefined for what is not for us. */
  urlOf(target: string): URL | undefined;
  /** Rejects where no way can be found. */
  routeTo(url: URL, target: string): Promise<Passage>;
  /** The client said what Node's reader of HTTP does not read: another protocol, a method that it does not know. */
  unreadable(code: string): void;
  /** The client is gone. */
  destroy(): void;
}

/** How one request is given on. */
export interface Passage {
  /** Gives the connection. */
  readonly agent: Agent;
  /** The request target that is sent. */
  readonly path: string;
  /** The connection leads to another proxy. */
  readonly isToProxy?: boolean;
  /** What the server reads in Host, where that is not what the client said; the client reads its own name in the answer. */
  readonly host?: string;
  /** The server is told whose request it is, by `X-Forwarded-*`. */
  readonly tellsClient?: boolean;
  /** For the next proxy on the way; the client's own where it is `pass`. */
  readonly proxyAuthorization?: 'pass' | string | undefined;
}
