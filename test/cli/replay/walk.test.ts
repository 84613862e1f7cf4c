import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { walkFolder } from '../../../src/cli/replay/walk.js';

it('tells that it goes on where very many files are met, and again when they are twice as many', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await mkdir(join(folder, name));
    for (const file of ['1.har', '2.har', '3.png']) await writeFile(join(folder, name, file), 'x');
  }
  const told: number[] = [];
  const watch = {
    complain: () => {},
    leaveOut: () => {},
    goesOn: (_folder: string, files: number) => told.push(files),
  };
  const found = await walkFolder(folder, watch, 4);
  await rm(folder, { recursive: true });
  expect(found).toHaveLength(10);
  expect(told).toEqual([6, 12]);
});
