/**
 * Runs that are alive, noted beside the certificate authority that they use: a run for other hosts makes a new authority in
 * its place, and their clients would trust them no more.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { connect, isIP } from 'node:net';
import { join } from 'node:path';
import { writeAtomically } from '../../certificates/write-atomically.js';
import { HmaError, sentence } from '../../errors.js';
import { authorityOf } from './setup-commands.js';

/** A run: where it listens, and the hosts of its authority. */
export interface RunningRun {
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
}

const noteName = /^running-(\d{1,10})\.json$/;
const patienceMs = 1_000;

/**
 * Looks for runs that are alive and use an authority for other hosts; notes of runs that are gone are removed.
 *
 * @throws {HmaError} ERR_CERTIFICATES where there is one.
 */
export async function guardRunning(folder: string, hosts: readonly string[]): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(noteName.exec(name)?.[1]);
    if (Number.isNaN(pid)) continue;
    const run = await readNote(join(folder, name));
    if (!run || !isProcess(pid) || !(await listens(run))) await rm(join(folder, name), { force: true }).catch(() => {});
    else if (!isSame(run.hosts, hosts)) throw inUse(folder, run);
  }
}

/**
 * Notes this run. A folder that cannot be written is none that a new authority could be made in.
 *
 * @returns Takes the note away.
 */
export async function noteRunning(folder: string, { host, port, hosts }: RunningRun): Promise<() => Promise<void>> {
  const file = join(folder, `running-${process.pid}.json`);
  await writeAtomically(file, `${JSON.stringify({ host, port, hosts })}\n`, 0o600).catch(() => {});
  return async () => await rm(file, { force: true }).catch(() => {});
}

async function readNote(file: string): Promise<RunningRun | undefined> {
  try {
    const { host, port, hosts } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const isRun = typeof host === 'string' && isIP(host) !== 0 && Number.isInteger(port) && Array.isArray(hosts);
    return isRun ? { host, port: Number(port), hosts: hosts.map(String) } : undefined;
  } catch {
    return undefined; // damaged, or gone by now
  }
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another user's
  }
}

// The number of a process may be another one's by now.
function listens({ host, port }: RunningRun): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false)).once('error', () => settle(false));
  });
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join(' ') === [...others].sort().join(' ');
}

function inUse(folder: string, run: RunningRun): HmaError {
  return new HmaError(
    'ERR_CERTIFICATES',
    sentence`Another hma-doctor listens at ${authorityOf(run)}, and its certificate authority in "${folder}" is made for other hosts. A new one would take the trust of its clients away. End it first, or name another folder with --confdir.`,
  );
}
