import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markOneByOne, markQuotes } from '../../../src/capture/json/quotes.js';

type Mark = typeof markQuotes;

function marksOf(mark: Mark, bytes: Uint8Array): number[] {
  const marks = new Uint32Array(Math.ceil(bytes.length / 64) * 2).fill(0xffffffff);
  mark(bytes, bytes.length, marks);
  return [...bytes.keys()].filter((at) => ((marks[at >> 5] as number) >>> (at & 31)) & 1);
}

const rows: [text: string, quotes: number[]][] = [
  ['', []],
  ['"a"', [0, 2]],
  ['"a\\"b"', [0, 5]],
  ['"a\\\\"b"', [0, 4, 6]],
  ['\\\\\\"', []],
  [`${'x'.repeat(63)}\\""`, [65]],
  [`${'\\'.repeat(64)}"`, [64]],
  [`${'\\'.repeat(65)}""`, [66]],
];

test.each(rows)('of %j those that no backslash takes are marked', (text, quotes) => {
  for (const mark of [markQuotes, markOneByOne]) expect(marksOf(mark, Buffer.from(text))).toEqual(quotes);
});

test('many at once are those that are found one by one', () => {
  const piece = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('\\', '"', '\\\\', '\\"', 'x', 'é', 'y'.repeat(61)) },
    { weight: 9, arbitrary: fc.nat(130).map((length) => '\\'.repeat(length)) },
    // Longer than what is looked at in one go.
    { weight: 1, arbitrary: fc.nat(9).map((more) => 'z'.repeat(65_530 + more)) },
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(''));
      expect(marksOf(markQuotes, bytes)).toEqual(marksOf(markOneByOne, bytes));
    }),
  );
});
