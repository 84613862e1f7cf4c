import { expect } from 'vitest';

const attempts = 6;
const rounds = 5;

/**
 * Expects `run(n)` to take time proportional to n: t(2n)/t(n) below 3, after a warm-up. n grows until one run takes
 * about a millisecond. Each time is the shortest seen, not the median: other work on the machine can only add time,
 * and what is quadratic stays at 4 in its shortest runs too. More attempts are made while the ratio is 3 or more.
 */
export function expectLinear(run: (n: number) => void): void {
  const n = meaningfulSize(run);
  let once = Number.POSITIVE_INFINITY;
  let twice = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (let round = 0; round < rounds; round++) {
      once = Math.min(once, elapsedMs(run, n));
      twice = Math.min(twice, elapsedMs(run, 2 * n));
    }
    if (ratio(twice, once) < 3) break;
  }
  expect(ratio(twice, once), `t(2n)/t(n) at n = ${n}`).toBeLessThan(3);
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
  while (size < 32_000 && Math.min(elapsedMs(run, size), elapsedMs(run, size), elapsedMs(run, size)) < 1) size *= 2;
  return size;
}

/** Below the clock's grain two times say nothing of each other. */
function ratio(twice: number, once: number): number {
  return Math.max(twice, 0.05) / Math.max(once, 0.05);
}

function elapsedMs(run: (n: number) => void, n: number): number {
  const start = performance.now();
  run(n);
  return performance.now() - start;
}
