import type { RunCommand } from '../system/command.js';
import type { ClientProcess } from '../types.js';
import { type Endpoint, type Endpoints, plainAddress } from './endpoints.js';
import type { ProcessTable } from './finder.js';

/** macOS: `lsof` in its form for programs (lsof(8), "output for other programs"): a letter, then a value, a line each. */
export function macosProcesses(run: RunCommand): ProcessTable {
  return {
    async lookUp(endpoints) {
      // lsof ends with 1 when a part of what was asked for was not found, and prints the rest.
      const { stdout } = await run(lsof(endpoints));
      return readLsof(stdout, endpoints);
    },
    close: () => undefined,
  };
}

// The client's own port alone: few connections have it.
function lsof({ local }: Endpoints): Parameters<RunCommand>[0] {
  return ['/usr/sbin/lsof', '-nP', '+c', '0', '-Fpcn', '-sTCP:ESTABLISHED', `-iTCP:${local.port}`];
}

// Both ends are on this computer, so our own process is listed, too: it has the ends the other way round.
function readLsof(output: string, { local, remote }: Endpoints): ClientProcess | undefined {
  const connection = `${printed(local)}->${printed(remote)}`;
  let pid: number | undefined;
  let name: string | undefined;
  for (const line of output.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p')) [pid, name] = [/^\d{1,10}$/.test(value) ? Number(value) : undefined, undefined];
    if (line.startsWith('c')) name = value;
    if (line === `n${connection}`)
      return { ...(pid === undefined ? {} : { pid }), ...(name ? { name: withoutEscapes(name) } : {}) };
  }
  return undefined;
}

function printed({ address, port }: Endpoint): string {
  const plain = plainAddress(address);
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}

// lsof prints blanks and other special bytes as \x20.
function withoutEscapes(name: string): string {
  return name.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
