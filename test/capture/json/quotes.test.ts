import fc from 'fast-check';
import { expect, test } from 'vitest';
import { more, skipString } from '../../../src/capture/json/skip.js';
import { createWindow, endWindow, quotesOf } from '../../../src/capture/json/window.js';

function marksOf(bytes: Buffer, isPlain: boolean): number[] {
  const made = createWindow(bytes.length);
  const window = isPlain ? { ...made, room: undefined } : made;
  window.bytes.set(bytes);
  window.quotes.fill(0xffffffff);
  endWindow(window, bytes.length);
  const marks = quotesOf(window);
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
  for (const isPlain of [true, false]) expect(marksOf(Buffer.from(text), isPlain)).toEqual(quotes);
});

test('many at once are those that are found one by one', () => {
  const piece = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('\\', '"', '\\\\', '\\"', 'x', 'é', 'y'.repeat(61)) },
    { weight: 9, arbitrary: fc.nat(130).map((length) => '\\'.repeat(length)) },
    { weight: 1, arbitrary: fc.nat(9).map((more) => 'z'.repeat(65_530 + more)) },
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(''));
      expect(marksOf(bytes, false)).toEqual(marksOf(bytes, true));
    }),
  );
});

test('none is left behind the end of a text that is shorter than the one before', () => {
  const window = createWindow(256);
  for (const length of [256, 128, 64, 0]) {
    window.bytes.fill('"', 0, length);
    endWindow(window, length);
    expect(skipString(window, length)).toBe(more);
  }
});
