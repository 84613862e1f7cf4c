/** A run that is killed leaves a whole file: a real process, killed with traffic on its way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/lab/client.js';
import { isBuilt, type LabRun, portOf, shown, startLabRun } from './built-program.js';

describe.skipIf(!isBuilt)('a run that is killed', () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await startLabRun();
  });
  afterAll(() => run.close());

  it('leaves every transaction that it had written, fifty times', async () => {
    const kept: number[] = [];
    // At random moments after the first transaction.
    for (const [index, ms] of fc.sample(fc.integer({ min: 0, max: 400 }), { numRuns: 50, seed: 1 }).entries()) {
      const file = join(run.folder, `run-${index}.har`);
      expect(await runAndKill(file, ms)).toBe('SIGKILL');
      kept.push(JSON.parse(await readFile(file, 'utf8')).log.entries.length);
    }
    expect(kept).toHaveLength(50);
    // Those killed within a moment of the first have nothing yet; most have.
    expect(kept.filter((entries) => entries > 0).length).toBeGreaterThan(25);
  });

  async function runAndKill(file: string, ms: number): Promise<NodeJS.Signals | null> {
    const child = spawn(process.execPath, [...run.argv, '-w', file]);
    const port = await portOf(child.stderr);
    const exited = once(child, 'exit');
    const begun = shown(child.stderr, /^\d{3} [A-Z]+ /m);
    const traffic = signInWhile(child, port);
    await begun;
    await wait(ms);
    child.kill('SIGKILL');
    await Promise.all([exited, traffic]);
    return child.signalCode;
  }

  async function signInWhile(child: ChildProcess, port: number): Promise<void> {
    const ca = await readFile(join(run.folder, 'conf', 'hma-doctor-ca.pem'), 'utf8');
    while (child.exitCode === null && child.signalCode === null) {
      await signIn(run.lab, { proxy: { host: '127.0.0.1', port }, ca }).catch(() => undefined);
    }
  }
});
