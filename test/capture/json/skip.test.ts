import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damaged, more, placeOfDamage, skipString, skipValue } from '../../../src/capture/json/skip.js';
import { createWindow, type Window } from '../../../src/capture/json/window.js';

function windowOf(text: string): Window {
  const bytes = Buffer.from(text);
  const window = createWindow(bytes.length);
  window.bytes.set(bytes);
  window.length = bytes.length;
  return window;
}

describe('skipString', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\\', '"', '\\"', '\\\\', 'x'.repeat(3), 'y'.repeat(2050), '\u00e9'),
  );
  const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  test('ends where JSON ends a string, however long it is', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(3), (text, after, shift) => {
        const json = JSON.stringify(text);
        const window = windowOf(`${' '.repeat(shift)}${json}${JSON.stringify(after)}`);
        expect(skipString(window, shift + 1)).toBe(shift + Buffer.byteLength(json));
      }),
    );
  });

  test('says so when the window ends before', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, cut) => {
        const json = JSON.stringify(text).slice(0, -1);
        expect(skipString(windowOf(json.slice(0, 1 + (cut % json.length))), 1)).toBe(more);
      }),
    );
  });
});

describe('skipValue', () => {
  test('steps over any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(',', '}', ']', ' '), (json, after) => {
        expect(skipValue(windowOf(json + after), 0)).toBe(Buffer.byteLength(json));
      }),
    );
  });

  const hurt: [string, string, number][] = [
    ['a lost quote', '{"a":"b,"c":"d"} ', 9],
    ['a word', '{"a":what} ', 5],
    ['a zero byte', '{"a":\0} ', 5],
    ['a second value', '"a"b ', 3],
    ['an end before anything', '} ', 0],
  ];
  test.each(hurt)('tells where %s stands', (_what, text, at) => {
    const end = skipValue(windowOf(text), 0);
    expect(end).toBeLessThanOrEqual(damaged);
    expect(placeOfDamage(end)).toBe(at);
  });
});
