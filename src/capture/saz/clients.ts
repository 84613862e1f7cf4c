import { standalone } from '../../parse/standalone.js';
import type { ClientProcess } from '../../types.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { readTime } from '../fields/read-time.js';
import type { Metadata } from './metadata.js';

/** The client's side of sessions, told from what was read of the archive before. */
export interface Clients {
  /** Names a client's connection; ports are used again in a long capture. */
  readonly connectionOf: (about: Metadata) => string | undefined;
  /** The program; one that asks again and again is one object. */
  readonly processOf: (about: Metadata) => ClientProcess | undefined;
}

/** Begins an archive. */
export function createClients(): Clients {
  return { connectionOf: createConnectionNames(), processOf: createProcesses() };
}

// By the client's address and port; one port that was used by several in turn has several names.
function createConnectionNames(): Clients['connectionOf'] {
  const openings = new Map<string, Map<number, number>>();
  return ({ flags, connected }) => {
    const port = flags.get('x-clientport')?.trim();
    if (port === undefined || !/^\d{1,5}$/.test(port) || port === '0') return undefined;
    const name = `${flags.get('x-clientip')?.trim().slice(0, 60) ?? ''}:${port}`;
    // As a number: a piece of text would hold all of its file in memory.
    const at = readTime(connected) ?? 0;
    const turns = openings.get(name);
    const known = turns?.get(at);
    const turn = known ?? (turns?.size ?? 0) + 1;
    if (known === undefined) openings.set(name, (turns ?? new Map<number, number>()).set(at, turn));
    return turn === 1 ? name : `${name}#${turn}`;
  };
}

function createProcesses(): Clients['processOf'] {
  let last: { readonly value: string; readonly client: ClientProcess | undefined } | undefined;
  return ({ flags }) => {
    const value = flags.get('x-processinfo');
    if (value === undefined) return undefined;
    if (last?.value === value) return last.client;
    const own = standalone(value);
    last = { value: own, client: readProcess(own) };
    return last.client;
  };
}

// "outlook:1234"
function readProcess(value: string): ClientProcess | undefined {
  const match = /^(.{1,200}?)(?::(\d{1,10}))?$/.exec(value.trim());
  if (!match) return undefined;
  const [, name, pid] = match;
  return withoutUndefined<ClientProcess>({ name, pid: pid === undefined || pid === '0' ? undefined : Number(pid) });
}
