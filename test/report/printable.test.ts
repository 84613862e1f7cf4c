import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardBreak, wrap } from '../../src/report/columns.js';
import { jsonLine, jsonText, printable } from '../../src/report/printable.js';
import { expectFourfold } from '../parse/linear.js';
import { hostileValues, unsafe } from './hostile.js';

describe('printable', () => {
  it.each([
    ['plain ASCII stays', 'Bearer client_id="x", a\\b', 'Bearer client_id="x", a\\b'],
    ['other scripts stay', '先進認証 für Zoë 😀', '先進認証 für Zoë 😀'],
    ['an escape sequence', '\x1b[31mred', '\\x1b[31mred'],
    ['the one-byte CSI that latin1 heads make', '\x9b31mred', '\\x9b31mred'],
    ['DEL and NUL', '\x7f\x00', '\\x7f\\x00'],
    ['line breaks and tab', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['a bidi override and isolates', '\u202ea\u2066b\u2069', '\\u202ea\\u2066b\\u2069'],
    ['zero-width characters and a BOM', 'a\u200b\u200d\ufeffb', 'a\\u200b\\u200d\\ufeffb'],
    ['line and paragraph separators', '\u2028\u2029', '\\u2028\\u2029'],
    ['lone surrogates', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
    ['invisible tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['soft hyphen', 'a\u00adb', 'a\\xadb'],
    ['nothing at all', '', ''],
  ])('shows %s', (_what, input, expected) => {
    expect(printable(input)).toBe(expected);
  });

  it('leaves nothing unsafe in any text, and a second pass changes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('a', '\x1b', '\u202e', '\ud83d', '\ude00', '\u{e0041}'),
            fc.nat(0xffff).map((code) => String.fromCharCode(code)),
          ),
        }),
        (text) => {
          const shown = printable(text);
          expect(shown).not.toMatch(unsafe);
          expect(shown).not.toContain('\n');
          expect(printable(shown)).toBe(shown);
        },
      ),
    );
  });
});

describe('linear time', () => {
  it.each(['a', ' ', '(', 'a ', '認', '\x1b', '。'])('holds for runs of %j', (unit) => {
    for (const show of [printable, jsonText, (text: string) => wrap(text, 72), (text: string) => hardBreak(text, 72)]) {
      expectFourfold((n) => show(unit.repeat(n)), 20_000);
    }
  });
});

describe('jsonText', () => {
  it('escapes what JSON.stringify leaves raw', () => {
    expect(jsonText('\u009b\u202e\u007f\u2028\u{e0041}')).toBe('"\\u009b\\u202e\\u007f\\u2028\\udb40\\udc41"');
  });

  it('parses back to the same value', () => {
    const values = hostileValues.map((text) => text.replace(/\p{Cs}/gu, '\ufffd'));
    const value = { values, '\u202e': [1, null, true] };
    expect(JSON.parse(jsonText(value))).toEqual(value);
    expect(jsonText(value)).not.toMatch(unsafe);
  });

  it('writes no half of a character, which strict readers of JSON refuse', () => {
    expect(jsonText('a\ud800b\udc00 \ud83d\ude00')).toBe('"a\ufffdb\ufffd \ud83d\ude00"');
    expect(jsonLine({ a: ['\udfff'] })).toBe('{"a":["\ufffd"]}');
  });

  it('gives null for a value that JSON does not have', () => {
    expect(jsonText(undefined)).toBe('null');
  });
});
