import { describe, expect, it } from 'vitest';
import { expectLinear } from './linear.js';

describe('expectLinear', () => {
  it('passes one walk over the input', () => {
    expectLinear((n) => 'ab'.repeat(n).split('b').join(''));
  });

  it('fails a pattern that backtracks', () => {
    expect(() => expectLinear((n) => /\s+$/.test(`${' '.repeat(n)}x`), 3)).toThrow('t(2n)/t(n)');
  });
});
