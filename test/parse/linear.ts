import { expect } from 'vitest';

const attempts = 5;
const rounds = 5;

/**
 * Expects `run(n)` to take time proportional to n: t(2n)/t(n) below 3, medians of five, after a warm-up. n grows
 * until one run takes about a millisecond; a noisy machine gets five attempts. `run` must do all its work on an input
 * of size n made anew or cheaply.
 */
export function expectLinear(run: (n: number) => void): void {
  const n = meaningfulSize(run);
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && ratio >= 3; attempt++) ratio = measuredRatio(run, n);
  expect(ratio, `t(2n)/t(n) at n = ${n}`).toBeLessThan(3);
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
  let n = 500;
  for (let size = n; size <= 32_000; size *= 2) {
    n = size;
    run(size); // warms up as well
    if (elapsedMs(run, size) > 1) break;
  }
  return n;
}

function measuredRatio(run: (n: number) => void, n: number): number {
  const once: number[] = [];
  const twice: number[] = [];
  for (let round = 0; round < rounds; round++) {
    once.push(elapsedMs(run, n));
    twice.push(elapsedMs(run, 2 * n));
  }
  // below the clock's grain two times say nothing of each other
  return Math.max(median(twice), 0.05) / Math.max(median(once), 0.05);
}

function elapsedMs(run: (n: number) => void, n: number): number {
  const start = performance.now();
  run(n);
  return performance.now() - start;
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
