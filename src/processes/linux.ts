import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { isIPv4, isIPv6 } from 'node:net';
import { basename, join } from 'node:path';
import type { ClientProcess } from '../types.js';
import { type Endpoint, type Endpoints, plainAddress } from './endpoints.js';
import type { ProcessTable } from './finder.js';

/**
 * Linux: `net/tcp` and `net/tcp6` below /proc name a socket's inode, and each process has links to the sockets that it
 * holds (proc_net_tcp, proc(5)). Only processes of the socket's user are looked at; those of others could not be read.
 */
export function linuxProcesses(root = '/proc'): ProcessTable {
  // Programs make many connections: those that were found before are looked at first.
  const known = new Set<string>();
  return {
    async lookUp(endpoints) {
      const socket = await socketOf(root, endpoints);
      if (!socket) return undefined;
      for await (const pid of candidates(root, known)) {
        const owner = await stat(join(root, pid)).catch(() => undefined);
        if (!owner) known.delete(pid); // it has ended
        if (owner?.uid !== socket.uid || !(await holds(root, pid, socket))) continue;
        known.add(pid);
        return { ...(await nameOf(root, pid)), pid: Number(pid) };
      }
      return undefined;
    },
    close: () => known.clear(),
  };
}

interface SocketRow {
  readonly inode: string;
  readonly uid: number;
}

async function socketOf(root: string, endpoints: Endpoints): Promise<SocketRow | undefined> {
  for (const name of ['tcp', 'tcp6']) {
    const table = await readFile(join(root, 'net', name), 'latin1').catch(() => '');
    const wanted = `${hexOf(endpoints.local, name)} ${hexOf(endpoints.remote, name)} `;
    const found = table.split('\n').find((line) => line.includes(wanted));
    // sl local remote state queues timer retransmits uid timeout inode
    const [, , , , , , , uid, , inode] = found?.trim().split(/\s+/) ?? [];
    if (inode !== undefined && inode !== '0') return { inode, uid: Number(uid) };
  }
  return undefined;
}

/** The address as the kernel prints it: words of four bytes, each with its last byte first, then the port. */
function hexOf({ address, port }: Endpoint, table: string): string {
  const bytes = bytesOf(plainAddress(address), table === 'tcp6');
  const words = bytes.map((_, index) => bytes[index - (index % 4) + 3 - (index % 4)] as number);
  const end = port.toString(16).padStart(4, '0');
  return `${words.map((byte) => byte.toString(16).padStart(2, '0')).join('')}:${end}`.toUpperCase();
}

function bytesOf(address: string, wide: boolean): number[] {
  if (isIPv4(address))
    return [...(wide ? [...new Array<number>(10).fill(0), 255, 255] : []), ...address.split('.').map(Number)];
  if (!wide || !isIPv6(address)) return [];
  const [head = '', tail] = address.split('::');
  const groups = (text: string) =>
    text
      .split(':')
      .filter((group) => group !== '')
      .map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 255]);
}

async function* candidates(root: string, known: ReadonlySet<string>): AsyncGenerator<string> {
  yield* known;
  const names = await readdir(root).catch(() => []);
  for (const name of names) if (/^\d+$/.test(name) && !known.has(name)) yield name;
}

async function holds(root: string, pid: string, { inode }: SocketRow): Promise<boolean> {
  const folder = join(root, pid, 'fd');
  for (const descriptor of await readdir(folder).catch(() => [])) {
    if ((await readlink(join(folder, descriptor)).catch(() => '')) === `socket:[${inode}]`) return true;
  }
  return false;
}

async function nameOf(root: string, pid: string): Promise<Pick<ClientProcess, 'name'>> {
  const program = await readlink(join(root, pid, 'exe')).catch(() => '');
  // The kernel's short name is cut after fifteen bytes.
  const name = program === '' ? await readFile(join(root, pid, 'comm'), 'utf8').catch(() => '') : basename(program);
  const bare = name.replace(/ \(deleted\)$/, '').trim();
  return bare === '' ? {} : { name: bare };
}
