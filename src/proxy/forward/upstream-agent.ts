import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Shared } from '../shared.js';
import { codeError, socketOptions } from '../upstream/dial.js';
import { leadsToUs } from '../upstream/own-listeners.js';
import type { Hop } from '../upstream/route.js';
import type { Passage, Way } from './way.js';

/** One upstream connection for one client connection and one way out, never to ourselves. */
export class UpstreamAgent extends Agent {
  readonly #shared: Shared;
  readonly #hop: Hop;

  constructor(shared: Shared, hop: Hop) {
    super({ keepAlive: true });
    this.#shared = shared;
    this.#hop = hop;
  }

  override createConnection(options: { host?: string; port?: number }): Socket {
    const { options: ours, own, track } = this.#shared;
    const { connectTo, lookup } = ours.upstream;
    const hop = this.#hop;
    const { host, port } = hop.kind === 'proxy' ? hop : connectTo(options.host ?? '', Number(options.port ?? 80));
    const socket = connect({ ...socketOptions, host, port, lookup });
    track(socket);
    const timer = setTimeout(() => socket.destroy(codeError('ETIMEDOUT')), ours.connectTimeoutMs).unref();
    socket.once('close', () => clearTimeout(timer));
    // First of all listeners, so that nothing has been written yet.
    socket.once('connect', () => {
      clearTimeout(timer);
      if (leadsToUs(socket, own())) socket.destroy(codeError('ERR_PROXY_LOOP'));
    });
    return socket;
  }
}

/** The connections of one client of the proxy, each request by its own URL. */
export class ClientAgents implements Way {
  readonly #shared: Shared;
  readonly #agents = new Map<string, UpstreamAgent>();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  urlOf(target: string): URL | undefined {
    return /^http:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
  }

  async routeTo({ hostname, port, pathname, search }: URL, target: string): Promise<Passage> {
    const { connectTo, route } = this.#shared.options.upstream;
    const [host, at] = [hostname.replace(/^\[|\]$/g, ''), Number(port || 80)];
    const place = connectTo(host, at);
    const isMoved = place.host !== host || place.port !== at;
    const [first] = isMoved ? [] : await route(host, at, 'http');
    const hop: Hop = first ?? { kind: 'direct' };
    const key = hop.kind === 'proxy' ? `${hop.host}:${hop.port}` : '';
    const agent = this.#agents.get(key) ?? new UpstreamAgent(this.#shared, hop);
    this.#agents.set(key, agent);
    if (hop.kind === 'direct') return { agent, path: `${pathname}${search}` };
    // Only another proxy is asked for a whole URL, and for who may use it.
    return { agent, path: target, proxyAuthorization: authorizationFor(hop, this.#shared) };
  }

  destroy(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }
}

function authorizationFor(hop: Extract<Hop, { kind: 'proxy' }>, { options }: Shared): string | undefined {
  return hop.authorization ?? (options.proxyAuth ? undefined : 'pass');
}
