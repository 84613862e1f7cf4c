import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutate } from '../support/mutate.js';
import { judgeBytes } from './judge-bytes.js';
import { fodder } from './samples.js';

// A small slice with fixed seeds; `npm run fuzz` goes on for ten minutes in a process that is watched.
describe.each([...fodder()])('the $reader reader gives a report or one paragraph', ({ samples, arbitrary }) => {
  test('for damaged files', async () => {
    for (const [index, sample] of samples.entries()) {
      const other = samples[(index + 1) % samples.length] as Buffer;
      for (let seed = 0; seed < 15; seed += 1) {
        const damaged = mutate(sample, seed * 1000 + index, other);
        await expect(judgeBytes(damaged), `sample ${index}, seed ${seed * 1000 + index}`).resolves.toBeTypeOf('string');
      }
    }
  });

  test('for files made from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (bytes) => void (await judgeBytes(bytes))),
      { numRuns: 60, seed: 1 },
    );
  });
});
