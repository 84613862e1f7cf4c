import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unescapeText, withoutOpenEnd } from '../../../src/capture/json/string-text.js';

const inside = (text: string) => Buffer.from(JSON.stringify(text).slice(1, -1));
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\\', '"', '\n', '\u0001', '\u00e9', '\u20ac', '\u{1f600}'),
  ),
});

describe('unescapeText', () => {
  test('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(unescapeText(inside(text))).toBe(text);
      }),
    );
  });

  const rows: [string, string, string][] = [
    ['a bare line break beside an escape', 'a\n\\"b', 'a\n"b'],
    ['an escape that is none', 'C:\\path \\"x\\"', 'C:\\path "x"'],
    ['a number that is none', '\\u12x4', '\\u12x4'],
    ['a backslash at the end', 'a\\\\ \\', 'a\\ \\'],
  ];
  test.each(rows)('takes %s as it stands', (_what, inside, expected) => {
    expect(unescapeText(Buffer.from(inside))).toBe(expected);
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void unescapeText(Buffer.from(text))));
  });
});

describe('withoutOpenEnd', () => {
  test('leaves a beginning of the text, and loses less than a character of it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, at) => {
        const whole = inside(text);
        const cut = whole.subarray(0, at % (whole.length + 1));
        const kept = withoutOpenEnd(cut);
        expect(cut.length - kept.length).toBeLessThan(6);
        expect(text.startsWith(unescapeText(kept))).toBe(true);
      }),
    );
  });
});
