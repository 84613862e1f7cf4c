/**
 * Real clients in front of the lab: once through a proxy that reads, once through one that passes all on unread. What a
 * client sees must be the same. Everything runs in this process but the client.
 */
import { type ExecFileOptions, execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../../src/certificates/authority.js';
import { createDiagnosis, type Diagnosis } from '../../src/diagnosis.js';
import type { Fault } from '../../src/lab/faults.js';
import { startLab } from '../../src/lab/lab.js';
import { createProxy } from '../../src/proxy/proxy.js';

/** A way to the server: with or without being read. */
export interface Way {
  /** `http://127.0.0.1:PORT` */
  readonly proxy: string;
  /** PEM file of the authority that the client must trust. */
  readonly ca: string;
}

export interface ClientBench {
  readonly read: Way;
  readonly unread: Way;
  readonly folder: string;
  /** A token for the lab's mail host, in a file as curl reads headers. */
  readonly authorization: string;
  readonly token: string;
  /** What the reading proxy saw. */
  readonly diagnosis: Diagnosis;
  close(): Promise<void>;
}

/** @param to - Instead of the lab: a server and the authority that signed its certificate. */
export async function startClientBench(
  fault: Fault = 'healthy',
  to?: { readonly host: string; readonly port: number; readonly ca: string },
): Promise<ClientBench> {
  const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  const lab = await startLab({ fault });
  const hosts = to ? [to.host] : lab.hosts;
  const authority = await createAuthority({ hosts });
  const diagnosis = createDiagnosis();
  const upstream = {
    ca: [to?.ca ?? lab.ca],
    connectTo: to ? () => ({ host: '127.0.0.1', port: to.port }) : lab.connectTo,
  };
  const shared = { watched: () => true, certificates: authority, upstream };
  const reading = await createProxy({
    ...shared,
    decrypts: (host) => hosts.includes(host),
    onTransaction: (raw) => diagnosis.add(raw),
  });
  const passing = await createProxy({ ...shared, decrypts: () => false, onTransaction: () => undefined });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const token = await lab.issueToken('https://mail.contoso.com/');
  return {
    folder,
    token,
    diagnosis,
    authorization: file('authorization.txt', `Authorization: Bearer ${token}\n`),
    read: { proxy: `http://127.0.0.1:${reading.port}`, ca: file('ours.pem', authority.certificate) },
    unread: { proxy: `http://127.0.0.1:${passing.port}`, ca: file('theirs.pem', upstream.ca[0] ?? '') },
    async close() {
      await Promise.all([reading.close(), passing.close()]);
      await lab.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a client did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a client to its end. */
export function runClient(program: string, args: readonly string[], options: ExecFileOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 60_000, ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

/** Whether a program is installed here. */
export function isInstalled(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args.length > 0 ? args : ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
