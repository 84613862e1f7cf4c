import { createAuthority } from '../certificates/authority.js';
import { autodiscoverHost, entraHosts, exchangeHosts, internalHost, mailHost } from './contoso.js';
import { createEntra } from './entra.js';
import { mintAccessToken } from './entra-tokens.js';
import { createExchange } from './exchange.js';
import { type ClientSettings, type Fault, settingsFor } from './faults.js';
import { type Front, openFront } from './fronts.js';
import { startServers } from './servers.js';
import { signingKey } from './signing-key.js';

/** Where on the loopback a name is served. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Ports of the lab's names; any free one where missing. */
export interface LabPorts {
  readonly mail?: number;
  readonly autodiscover?: number;
  /** Of both Entra names. */
  readonly entra?: number;
}

/** What `startLab` is told. */
export interface LabOptions {
  /** `healthy` */
  readonly fault?: Fault;
  readonly ports?: LabPorts;
  /** Milliseconds since the epoch, for tokens, grants and `Date`. Certificates live by the real clock. */
  readonly now?: () => number;
}

/** A simulated organisation, running. */
export interface Lab {
  /** Every name that a client may ask for. */
  readonly hosts: readonly string[];
  /** PEM of the CA of the simulated servers. */
  readonly ca: string;
  readonly fault: Fault;
  /** What the simulated client has, and what its user will do, under this fault. */
  readonly client: ClientSettings;
  /** Where a name is to be looked for in place of DNS. A name that is not the lab's, and a closed port, refuse. */
  connectTo(host: string, port: number): Address;
  /** From the next request or connection on. */
  setFault(fault: Fault): void;
  /** An access token as Entra would have given it out then (now, when missing; ms since the epoch). */
  issueToken(audience: string, issuedAt?: number): Promise<string>;
  /** The refresh token and browser session of a client that signed in then. */
  issueGrant(issuedAt: number): { readonly refreshToken: string; readonly session: string };
  /** Milliseconds since the epoch. */
  now(): number;
  close(): Promise<void>;
}

// tcpmux, where nothing listens: a port that is free now could be somebody's a moment later.
const nowhere: Address = { host: '127.0.0.1', port: 1 };

/**
 * Starts Exchange, Entra and the devices between, on the loopback.
 *
 * @throws {HmaError} ERR_LAB when a port is taken.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  let fault: Fault = options.fault ?? 'healthy';
  let settings = settingsFor(fault);
  const now = options.now ?? Date.now;
  const hosts = [...exchangeHosts, ...entraHosts];
  const key = signingKey(); // begun early: it takes longest
  const authority = await createAuthority({ hosts: [...hosts, internalHost], commonName: 'hma-doctor lab CA' });
  const entra = createEntra({ settings: () => settings.entra, now });
  const keySet = async () => (await key).keySet;
  const exchange = createExchange({ settings: () => settings.exchange, keySet, now });
  const servers = await startServers({ authority, exchange, entra: entra.listener });
  const fronts = await openFronts(options.ports ?? {}, {
    mail: () => servers.exchange(settings.route, true),
    autodiscover: () => servers.exchange(settings.route, false),
    entra: () => servers.entra,
  }).catch(async (error: unknown) => {
    await servers.close();
    throw error;
  });
  return {
    hosts,
    ca: authority.certificate,
    get fault() {
      return fault;
    },
    get client() {
      return settings.client;
    },
    connectTo(host, port) {
      const front = frontOf(fronts, host.toLowerCase());
      const isClosed = settings.route === 'closed' && front !== fronts.entra;
      return port === 443 && front && !isClosed ? { host: '127.0.0.1', port: front.port } : nowhere;
    },
    setFault(next) {
      fault = next;
      settings = settingsFor(next);
    },
    issueToken: async (audience, issuedAt = now()) => await mintAccessToken({ audience, issuedAt }),
    issueGrant: (issuedAt) => entra.grant(issuedAt),
    now,
    close: async () => {
      await Promise.all(Object.values(fronts).map((front) => front.close()));
      await servers.close();
    },
  };
}

type FrontName = keyof LabPorts;
type Choice = Parameters<typeof openFront>[0];

async function openFronts(ports: LabPorts, choices: Record<FrontName, Choice>): Promise<Record<FrontName, Front>> {
  const opened: Front[] = [];
  const open = async (name: FrontName) => {
    const front = await openFront(choices[name], ports[name] ?? 0);
    opened.push(front);
    return front;
  };
  try {
    return { mail: await open('mail'), autodiscover: await open('autodiscover'), entra: await open('entra') };
  } catch (error) {
    await Promise.all(opened.map((front) => front.close()));
    throw error;
  }
}

function frontOf(fronts: Record<FrontName, Front>, host: string): Front | undefined {
  if (host === mailHost) return fronts.mail;
  if (host === autodiscoverHost) return fronts.autodiscover;
  return (entraHosts as readonly string[]).includes(host) ? fronts.entra : undefined;
}
