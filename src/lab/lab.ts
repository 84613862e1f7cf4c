import { createAuthority } from '../certificates/authority.js';
import { createFederation } from './adfs.js';
import { megan, type Person } from './contoso.js';
import { createElsewhere } from './elsewhere.js';
import { createEntra } from './entra.js';
import { mintAccessToken, mintServerToken } from './entra-tokens.js';
import { createExchange } from './exchange.js';
import { type Fault, settingsFor } from './faults.js';
import { type Address, addressOf, type LabPorts, openFronts, servedHosts } from './names.js';
import { startServers } from './servers.js';
import type { ClientSettings } from './settings.js';
import { signingKey } from './signing-key.js';

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
  /** An access token as Entra would have given it out then (now, when missing), to Megan when nobody is named. */
  issueToken(audience: string, to?: { readonly issuedAt?: number; readonly person?: Person }): Promise<string>;
  /** What Exchange Online sends when it asks on behalf of a person. */
  issueServerToken(person: Person): Promise<string>;
  /** The refresh token and browser session of a client that signed in then; Megan's when nobody is named. */
  issueGrant(issuedAt: number, person?: Person): { readonly refreshToken: string; readonly session: string };
  /** Milliseconds since the epoch. */
  now(): number;
  close(): Promise<void>;
}

/**
 * Starts Exchange, Entra and the devices between, on the loopback.
 *
 * @throws {HmaError} ERR_LAB when a port is taken.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  let fault: Fault = options.fault ?? 'healthy';
  let settings = settingsFor(fault);
  const now = options.now ?? Date.now;
  const key = signingKey(); // begun early: it takes longest
  const authority = await createAuthority({ hosts: servedHosts, commonName: 'hma-doctor lab CA' });
  const entra = createEntra({ settings: () => settings.entra, now });
  const keySet = async () => (await key).keySet;
  const exchange = createExchange({ settings: () => settings.exchange, keySet, now });
  const pooled = createExchange({ settings: () => ({ ...settings.exchange, ...settings.pooled }), keySet, now });
  const federation = createFederation(() => settings.entra);
  const servers = await startServers({
    authority,
    exchange,
    pooled,
    entra: entra.listener,
    federation,
    elsewhere: createElsewhere(now),
  });
  const fronts = await openFronts(options.ports ?? {}, {
    mail: () => servers.exchange(settings.route),
    autodiscover: () => servers.autodiscover(settings.route),
    inside: () => servers.inside,
    entra: () => servers.entra,
    federation: () => servers.federation,
    elsewhere: () => servers.elsewhere,
  }).catch(async (error: unknown) => {
    await servers.close();
    throw error;
  });
  return {
    hosts: servedHosts,
    ca: authority.certificate,
    get fault() {
      return fault;
    },
    get client() {
      return settings.client;
    },
    connectTo(host, port) {
      return addressOf(fronts, host, port, settings.route === 'closed');
    },
    setFault(next) {
      fault = next;
      settings = settingsFor(next);
    },
    issueToken: async (audience, { issuedAt = now(), person = megan } = {}) =>
      await mintAccessToken({ person, audience, issuedAt, settings: settings.entra }),
    issueServerToken: async (person) => await mintServerToken({ person, issuedAt: now() }),
    issueGrant: (issuedAt, person = megan) => entra.grant({ issuedAt, person }),
    now,
    close: async () => {
      await Promise.all(Object.values(fronts).map((front) => front.close()));
      await servers.close();
    },
  };
}
