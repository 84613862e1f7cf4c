import { afterAll, describe, expect, test } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { memorySource } from '../src/capture/source.js';
import { HmaError } from '../src/errors.js';
import { type DamageSample, damageSamples } from './support/damage-samples.js';
import { runs } from './support/long.js';
import { below, randomFrom } from './support/mutate.js';

/** So many places a sample is cut at, and so many bytes of it are flipped, each in a copy of its own. */
const places = runs(50, 200);
const rows: Record<string, Record<string, string | number>> = {};

async function recovered(bytes: Buffer): Promise<number> {
  try {
    let count = 0;
    for await (const raw of openCapture(memorySource(bytes, 'damaged')).transactions) count += raw.request ? 1 : 0;
    return count;
  } catch (error) {
    if (error instanceof HmaError) return 0;
    throw error;
  }
}

function whole({ ends }: DamageSample, at: number): number {
  return ends.filter((end) => end <= at).length;
}

function note(format: string, kind: string, counts: readonly number[], of: readonly number[]): void {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const row = rows[format] ?? {};
  rows[format] = row;
  row[`${kind}: recovered of whole`] = `${sum(counts)} of ${sum(of)}`;
  row[`${kind}: worst`] = Math.min(...counts.map((count, index) => count - (of[index] ?? 0)));
}

describe.each(await damageSamples())('a damaged $format capture', (sample) => {
  test(`cut at any of ${places} places gives every transaction before the cut`, async () => {
    const random = randomFrom(1);
    const cuts = Array.from({ length: places }, () => below(random, sample.bytes.length));
    const counts: number[] = [];
    for (const cut of cuts) {
      const count = await recovered(sample.bytes.subarray(0, cut));
      expect(count, `cut at ${cut} of ${sample.bytes.length}`).toBeGreaterThanOrEqual(whole(sample, cut));
      counts.push(count);
    }
    note(
      sample.format,
      'cut',
      counts,
      cuts.map((cut) => whole(sample, cut)),
    );
  });

  test(`with any of ${places} bytes flipped keeps nearly all`, async () => {
    const random = randomFrom(2);
    const all = sample.ends.length;
    const counts: number[] = [];
    for (let n = 0; n < places; n += 1) {
      const copy = Buffer.from(sample.bytes);
      const at = below(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
      const count = await recovered(copy);
      expect(count, `byte ${at} of ${copy.length} flipped`).toBeGreaterThan(0);
      counts.push(count);
    }
    note(
      sample.format,
      'flip',
      counts,
      counts.map(() => all),
    );
  });
});

afterAll(() => console.table(rows));
