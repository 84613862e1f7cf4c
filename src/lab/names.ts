import { autodiscoverHost, entraHosts, federationHost, internalHost, mailHost } from './contoso.js';
import { elsewhereHosts } from './elsewhere.js';
import { type Front, openFront } from './fronts.js';

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

/** A door of the lab, with the names that lead to it. */
const names = {
  mail: [mailHost],
  autodiscover: [autodiscoverHost],
  entra: entraHosts,
  inside: [internalHost],
  federation: [federationHost],
  elsewhere: elsewhereHosts,
} as const;

type FrontName = keyof typeof names;
type Fronts = Readonly<Record<FrontName, Front>>;
type Choice = Parameters<typeof openFront>[0];

/** Every name that a client may ask for. */
export const servedHosts: readonly string[] = Object.values(names).flat();

/** Opens a port for each door, or none: rejects with ERR_LAB when one is taken. */
export async function openFronts(ports: LabPorts, choices: Readonly<Record<FrontName, Choice>>): Promise<Fronts> {
  const opened: [string, Front][] = [];
  try {
    for (const name of Object.keys(names) as FrontName[]) {
      opened.push([name, await openFront(choices[name], (ports as Partial<Record<string, number>>)[name] ?? 0)]);
    }
    return Object.fromEntries(opened) as unknown as Fronts;
  } catch (error) {
    await Promise.all(opened.map(([, front]) => front.close()));
    throw error;
  }
}

const exchange: ReadonlySet<FrontName> = new Set(['mail', 'autodiscover', 'inside']);

// tcpmux, where nothing listens: a port that is free now could be somebody's a moment later.
const nowhere: Address = { host: '127.0.0.1', port: 1 };

/** Where a name is served on a port; nowhere for a stranger, and for Exchange's names where they are closed. */
export function addressOf(fronts: Fronts, host: string, port: number, isClosed: boolean): Address {
  const found = Object.entries<readonly string[]>(names).find(([, hosts]) => hosts.includes(host.toLowerCase()));
  const name = found?.[0] as FrontName | undefined;
  if (name === undefined || port !== 443 || (isClosed && exchange.has(name))) return nowhere;
  return { host: '127.0.0.1', port: fronts[name].port };
}
