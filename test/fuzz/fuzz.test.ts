import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/long.js';
import { mutate } from '../support/mutate.js';
import { judgeBytes } from './judge-bytes.js';
import { fodder } from './samples.js';

// A small slice with fixed seeds; `npm run fuzz` goes on for ten minutes in a process that is watched.
describe.each([...(await fodder())])('the $reader reader gives a report or one paragraph', ({ samples, arbitrary }) => {
  test('for damaged files', async () => {
    for (let seed = 0; seed < runs(8, 24); seed += 1) {
      const [sample, other] = [0, 1].map((next) => samples[(seed + next) % samples.length] as Buffer);
      const damaged = mutate(sample as Buffer, seed, other as Buffer);
      await expect(judgeBytes(damaged), `seed ${seed}`).resolves.toBeTypeOf('string');
    }
  });

  test('for files made from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (bytes) => void (await judgeBytes(bytes))),
      { numRuns: runs(8, 24), seed: 1 },
    );
  });
});
