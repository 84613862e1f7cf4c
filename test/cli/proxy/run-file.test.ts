import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRunFile } from '../../../src/cli/proxy/run-file.js';
import type { Transaction } from '../../../src/types.js';
import { observations, traffic } from '../../support/traffic.js';

const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A disk of its own; only an administrator of a Linux machine can make one.
function tryMount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0 || !tryMount())('a disk that is full', () => {
  afterAll(() => execFileSync('umount', ['-l', folder]));

  it('is told of at once, and the file stays whole and goes on when there is room', async () => {
    const path = join(folder, 'run.har');
    const ballast = join(folder, 'ballast');
    let tell: (error: unknown) => void = () => undefined;
    const told = new Promise<unknown>((resolve) => (tell = resolve));
    const file = await createRunFile(path, tell);
    fill(ballast);
    for (let id = 1; id <= 20; id += 1) file.add(answered(String(id)), true);
    expect(await told).toMatchObject({ code: 'ERR_OUTPUT', message: expect.stringContaining('the disk is full') });
    rmSync(ballast);
    file.add(answered('21'), true);
    await expect(file.close()).rejects.toThrow('the disk is full');
    const kept = idsIn(path);
    expect(kept.at(-1)).toBe('21');
    expect(kept.length).toBeLessThan(21);
  });
});

it('a disk that is slower than the traffic costs transactions, and not memory without end', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  const path = join(elsewhere, 'run.har');
  const told: unknown[] = [];
  const file = await createRunFile(path, (error) => told.push(error), 1_000);
  for (let id = 1; id <= 100; id += 1) file.add(answered(String(id)), true);
  expect(told).toEqual([expect.objectContaining({ code: 'ERR_OUTPUT', message: expect.stringContaining('slowly') })]);
  await expect(file.close()).rejects.toThrow('slowly');
  expect(idsIn(path).length).toBeGreaterThan(0);
  expect(idsIn(path).length).toBeLessThan(100);
  rmSync(elsewhere, { recursive: true });
});

// Writes until there is no room for another page.
function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(4096));
  } catch {}
}

function answered(id: string): Transaction {
  const [observation] = observations(traffic({ id, status: 200 }));
  if (!observation) throw new Error('no traffic');
  return observation.transaction;
}

function idsIn(path: string): string[] {
  const { entries } = JSON.parse(readFileSync(path, 'utf8')).log;
  return entries.map((entry: { _hmaDoctor: { id: string } }) => entry._hmaDoctor.id);
}
