import { describe, expect, it } from 'vitest';
import { expectFourfold, expectLinear } from './linear.js';

describe('expectLinear', () => {
  it('passes one walk over the input', () => {
    expectLinear((n) => 'ab'.repeat(n).split('b').join(''));
  });

  it('fails a pattern that backtracks', () => {
    expect(() => expectLinear((n) => /\s+$/.test(`${' '.repeat(n)}x`), 3)).toThrow('t(2n)/t(n)');
  });
});

describe('expectFourfold', () => {
  it('passes one walk over the input', () => {
    expectFourfold((n) => 'ab'.repeat(n).split('b').join(''), 30_000);
  });

  it('fails a pattern that backtracks', () => {
    expect(() => expectFourfold((n) => /\s+$/.test(`${' '.repeat(n)}x`), 2_000, 1)).toThrow('t(4n)/t(n)');
  });
});
