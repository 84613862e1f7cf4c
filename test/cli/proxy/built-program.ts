/** The built program as a process of its own, in front of a lab in this one. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { type Lab, startLab } from '../../../src/lab/lab.js';
import { isLong } from '../../support/long.js';

export const program = resolve(import.meta.dirname, '../../../dist/cli/main.js');

/** `npm run test:long` builds it. */
export const isBuilt = isLong && existsSync(program);

/** A lab, a folder, and the arguments with which `proxy` leads to it. */
export interface LabRun {
  readonly lab: Lab;
  readonly folder: string;
  readonly argv: readonly string[];
  close(): Promise<void>;
}

export async function startLabRun(): Promise<LabRun> {
  const folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  const lab = await startLab({});
  const ca = join(folder, 'lab-ca.pem');
  await writeFile(ca, lab.ca);
  const routes = lab.hosts.flatMap((host) => {
    const to = lab.connectTo(host, 443);
    return ['--connect-to', `${host}:443:${to.host}:${to.port}`];
  });
  const settings = ['-p', '0', '--confdir', join(folder, 'conf'), '--cacert', ca];
  return {
    lab,
    folder,
    argv: [program, 'proxy', 'mail.contoso.com', ...settings, ...routes],
    async close() {
      await lab.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where a run listens, once it has said so. */
export async function portOf(stderr: Readable): Promise<number> {
  const said = await shown(stderr, /Ctrl-C/);
  return Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
}

/** What has been said from now on, once that is in it. What comes later is read, too: a closed pipe would end the run. */
export function shown(stderr: Readable, awaited: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stderr.on('data', (chunk) => {
      said += chunk;
      if (awaited.test(said)) resolve(said);
    });
    stderr.on('end', () => reject(new Error(said)));
  });
}
