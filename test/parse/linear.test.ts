import { describe, expect, it } from 'vitest';
import { expectFourfold, expectLinear } from './linear.js';

// Cubic, so that no moment of a busy machine can hide it.
const backtrack = (n: number) => /\s+\s+$/.test(`${' '.repeat(n)}x`);

describe('expectLinear', () => {
  it('passes one walk over the input', () => {
    expectLinear((n) => 'ab'.repeat(n).split('b').join(''));
  });

  it('fails a pattern that backtracks', () => {
    expect(() => expectLinear((n) => backtrack(n / 20), 1)).toThrow('t(2n)/t(n)');
  });
});

describe('expectFourfold', () => {
  it('passes one walk over the input', () => {
    expectFourfold((n) => 'ab'.repeat(n).split('b').join(''), 30_000);
  });

  it('fails a pattern that backtracks', () => {
    expect(() => expectFourfold(backtrack, 60, 0.2)).toThrow('t(4n)/t(n)');
  });
});
