import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemo } from '../../src/parse/memo.js';

describe('createMemo', () => {
  it('makes of an equal text once', () => {
    const memo = createMemo<object>(2);
    const made = memo('a', () => ({}));
    expect(memo('a', () => ({}))).toBe(made);
    expect(memo('b', () => ({}))).not.toBe(made);
  });

  it('remembers undefined, too', () => {
    const memo = createMemo<undefined>(2);
    memo('a', () => undefined);
    memo('a', () => expect.unreachable());
  });

  it('tells texts with an equal end apart', () => {
    const memo = createMemo<string>(10);
    const texts = ['x', 'y'].map((start) => start + 'z'.repeat(300));
    for (const text of [...texts, ...texts]) expect(memo(text, () => text)).toBe(text);
  });

  it('forgets the oldest, and does not keep what is too long', () => {
    const memo = createMemo<number>(3, 5);
    let count = 0;
    const next = () => ++count;
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) memo(text, next);
    expect(memo('a', next)).toBe(8);
    expect([memo('too long', next), memo('too long', next)]).toEqual([9, 10]);
  });

  it('gives what making gives, whatever came before', () => {
    const memo = createMemo<number>(3);
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 })), (texts) => {
        for (const text of texts) expect(memo(text, () => text.length)).toBe(text.length);
      }),
    );
  });
});
