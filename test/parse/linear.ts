import { expect } from 'vitest';

const tries = 24;
const grainMs = 0.5;

/**
 * Expects `run(n)` to take time proportional to n: t(2n)/t(n) below 3, read as the root of t(4n)/t(n), on which other
 * work of the machine weighs less. n grows until one run takes about a millisecond. Each time is the shortest seen,
 * not the median: other work can only add time, and what is quadratic stays at 4 in its shortest runs too. Runs of n stand
 * before and after, because a slow moment of the machine in them alone would hide what is quadratic. Elapsed time is
 * judged first, then processor time, which a crowded machine disturbs less. It is tried again while the ratio is 3 or more.
 *
 * @param most - So many times at most.
 */
export function expectLinear(run: (n: number) => void, most = tries): void {
  const n = meaningfulSize(run);
  const once = { elapsed: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
  const fourfold = { ...once };
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < most && ratio >= 3; attempt++) {
    for (const [size, shortest] of [
      [n, once],
      [n, once],
      [4 * n, fourfold],
      [n, once],
    ] as const)
      measure(run, size, shortest);
    ratio = Math.sqrt(shortestRatio(once, fourfold));
  }
  expect(ratio, `t(2n)/t(n) at n = ${n}`).toBeLessThan(3);
}

/**
 * Expects `run(4 * size)` to take less than ten times the shortest `run(size)`. Quadratic is 16. One run is enough where
 * that is quick; it is tried again while it is not. For what is too slow, or too unsteady, for `expectLinear`.
 *
 * @param floorMs - A shorter `run(size)` counts as so long.
 */
export function expectFourfold(run: (n: number) => void, size: number, floorMs = 40): void {
  let fourfold = elapsedMs(run, 4 * size);
  if (fourfold < 10 * floorMs) return;
  let once = Math.min(elapsedMs(run, size), elapsedMs(run, size));
  for (let attempt = 0; attempt < 4 && fourfold >= 10 * Math.max(once, floorMs); attempt++) {
    fourfold = Math.min(fourfold, elapsedMs(run, 4 * size));
    once = Math.min(once, elapsedMs(run, size));
  }
  expect(fourfold / Math.max(once, floorMs), `t(4n)/t(n) at n = ${size}`).toBeLessThan(10);
}

interface Shortest {
  elapsed: number;
  processor: number;
}

function measure(run: (n: number) => void, n: number, shortest: Shortest): void {
  const before = process.cpuUsage();
  shortest.elapsed = Math.min(shortest.elapsed, elapsedMs(run, n));
  const { user, system } = process.cpuUsage(before);
  shortest.processor = Math.min(shortest.processor, (user + system) / 1000);
}

function shortestRatio(once: Shortest, more: Shortest): number {
  // Below this two times say more of the machine than of each other; a quadratic run of this size takes far longer.
  const elapsed = Math.max(more.elapsed, grainMs) / Math.max(once.elapsed, grainMs);
  return once.processor < grainMs ? elapsed : Math.min(elapsed, more.processor / once.processor);
}

/** Inputs on which backtracking parsers blow up: a beginning, then a run of one character, then an end. */
export const nastyRuns: readonly string[] = [
  ' ',
  '"',
  ',',
  '\\',
  '=',
  ';',
  '\t',
  '\n',
  '(',
  '“',
  '+',
  '<',
  '&',
  ' "',
  '="',
  ', ',
  '";',
  'a=',
];

function meaningfulSize(run: (n: number) => void): number {
  let size = 500;
  while (size < 16_000 && Math.min(elapsedMs(run, size), elapsedMs(run, size), elapsedMs(run, size)) < 1) size *= 2;
  return size;
}

function elapsedMs(run: (n: number) => void, n: number): number {
  const start = performance.now();
  run(n);
  return performance.now() - start;
}
