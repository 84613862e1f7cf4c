/** A run that is killed leaves a whole file: a real process, killed with traffic on its way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/lab/client.js';
import { type Lab, startLab } from '../../../src/lab/lab.js';
import { isLong } from '../../support/long.js';

const program = resolve(import.meta.dirname, '../../../dist/cli/main.js');

// Needs the built program, which `npm run test:long` makes.
describe.skipIf(!isLong || !existsSync(program))('a run that is killed', () => {
  let folder: string;
  let lab: Lab;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
    lab = await startLab({});
    await writeFile(join(folder, 'lab-ca.pem'), lab.ca);
  });
  afterAll(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('leaves every transaction that it had written, fifty times', async () => {
    const kept: number[] = [];
    // At random moments within the first dozen sign-ins.
    for (const [index, ms] of fc.sample(fc.integer({ min: 0, max: 1_500 }), { numRuns: 50, seed: 1 }).entries()) {
      const file = join(folder, `run-${index}.har`);
      await runAndKill(file, ms);
      kept.push(JSON.parse(await readFile(file, 'utf8')).log.entries.length);
    }
    expect(kept).toHaveLength(50);
    expect(Math.max(...kept)).toBeGreaterThan(0);
  });

  async function runAndKill(file: string, ms: number): Promise<void> {
    const routes = lab.hosts.flatMap((host) => {
      const to = lab.connectTo(host, 443);
      return ['--connect-to', `${host}:443:${to.host}:${to.port}`];
    });
    const settings = ['-p', '0', '--confdir', join(folder, 'conf'), '--cacert', join(folder, 'lab-ca.pem'), '-w', file];
    const child = spawn(process.execPath, [program, 'proxy', 'mail.contoso.com', ...settings, ...routes]);
    const port = await portOf(child.stderr);
    const exited = once(child, 'exit');
    const ca = await readFile(join(folder, 'conf', 'hma-doctor-ca.pem'), 'utf8');
    const traffic = signInAgainAndAgain(() => child.exitCode === null && child.signalCode === null, port, ca);
    await wait(ms);
    child.kill('SIGKILL');
    await Promise.all([exited, traffic]);
  }

  async function signInAgainAndAgain(isRunning: () => boolean, port: number, ca: string): Promise<void> {
    while (isRunning()) await signIn(lab, { proxy: { host: '127.0.0.1', port }, ca }).catch(() => undefined);
  }
});

async function portOf(output: AsyncIterable<Buffer>): Promise<number> {
  let text = '';
  for await (const chunk of output) {
    text += chunk.toString();
    const port = /127\.0\.0\.1:(\d+)/.exec(text)?.[1];
    if (port !== undefined && text.includes('Ctrl-C')) return Number(port);
  }
  throw new Error(text);
}
