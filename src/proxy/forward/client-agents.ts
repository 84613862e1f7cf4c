import type { Socket } from 'node:net';
import type { Shared } from '../shared.js';
import { openHop } from '../upstream/open-hop.js';
import { direct, type Hop, type ProxyHop } from '../upstream/route.js';
import { NotOpened, OpenedAgent } from './opened-agent.js';
import type { Passage, Way } from './way.js';

/** The connections of one client of the proxy, each request by its own URL: one for each server, or proxy on the way. */
export class ClientAgents implements Way {
  readonly #client: Socket;
  readonly #shared: Shared;
  readonly #agents = new Map<string, OpenedAgent>();

  constructor(client: Socket, shared: Shared) {
    this.#client = client;
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
    const hops = isMoved ? [direct] : await route(host, at, 'http');
    const { agent, hop } = await this.#firstOpened(hops, place);
    if (hop.kind !== 'proxy') return { agent, path: `${pathname}${search}` };
    // Only another proxy is asked for a whole URL, and for who may use it.
    return { agent, path: target, isToProxy: true, proxyAuthorization: authorizationFor(hop, this.#shared) };
  }

  unreadable(): void {}

  destroy(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  async #firstOpened(hops: readonly Hop[], place: Place): Promise<{ agent: OpenedAgent; hop: Hop }> {
    let last: unknown = new NotOpened({ stage: 'proxy', code: 'ERR_NO_ROUTE' });
    for (const hop of hops) {
      const agent = this.#agentFor(hop, place);
      try {
        await agent.refresh();
        return { agent, hop };
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  #agentFor(hop: Hop, place: Place): OpenedAgent {
    const key = JSON.stringify(hop.kind === 'proxy' ? hop : [hop, place]);
    const agent = this.#agents.get(key) ?? new OpenedAgent(() => openHop(hop, place, this.#client, this.#shared));
    this.#agents.set(key, agent);
    return agent;
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
}

function authorizationFor(hop: ProxyHop, { options }: Shared): string | undefined {
  return hop.authorization ?? (options.proxyAuth ? undefined : 'pass');
}
