import { describe, expect, it } from 'vitest';
import { quoteLength, readQuoted } from '../../src/parse/quoted.js';

describe('quoteLength', () => {
  it.each<[string, string, number]>([
    ['a plain quote', '"a"', 1],
    ['a typographic quote', '“a”', 1],
    ['an escaped quote', '\\"a\\"', 2],
    ['a backslash alone', '\\a', 0],
    ['a letter', 'a', 0],
    ['nothing', '', 0],
  ])('measures %s', (_, text, expected) => {
    expect(quoteLength(text, 0)).toBe(expected);
  });
});

describe('readQuoted', () => {
  it.each<[string, string, string, string]>([
    ['to its end', '"a", b="c"', 'a', ', b="c"'],
    ['that is empty', '"", b="c"', '', ', b="c"'],
    ['at the end of the text', '"a"', 'a', ''],
    ['with escapes', '"a\\"b\\\\c" d=e', 'a"b\\c', ' d=e'],
    ['before the next parameter, without a comma', '"a" b="c"', 'a', ' b="c"'],
    ['before a parameter with a colon', '"a" b: c', 'a', ' b: c'],
    ['before a scheme', '"a" Negotiate', 'a', ' Negotiate'],
    ['before a line break and any word', '"a"\nwords', 'a', '\nwords'],
    ['before the end of a list', '"a"]', 'a', ']'],
    ['before the end of JSON', '"a"}', 'a', '}'],
    ['before a full stop', '"a". Then', 'a', '. Then'],
    ['before a second quote, as a table prints it', '"a""', 'a', '"'],
    ['before a sign that is no word', '"a" / b', 'a', ' / b'],
    ['of an escaped print', '\\"a\\", b=\\"c\\"', 'a', ', b=\\"c\\"'],
    ['that holds a comma', '"a, b", c="d"', 'a, b', ', c="d"'],
    ['that holds an equals sign', '"a=b", c="d"', 'a=b', ', c="d"'],
  ])('reads a string %s', (_, text, value, rest) => {
    const quoted = readQuoted(text, 0);
    expect([quoted.value, text.slice(quoted.end), quoted.defects]).toEqual([value, rest, []]);
  });

  it.each<[string, string, string, string, readonly (readonly [code: string, at: number])[]]>([
    ['typographic quotes', '“a”, b', 'a', ', b', [['typographic-quote', 0]]],
    ['a typographic quote and a plain one', '“a", b', 'a', ', b', [['typographic-quote', 0]]],
    ['a line that was wrapped', '"a \n   b", c', 'a b', ', c', [['line-break', 0]]],
    [
      'quotes that nobody escaped',
      '"a "b" c", d="e"',
      'a "b" c',
      ', d="e"',
      [
        ['unescaped-quote', 3],
        ['unescaped-quote', 5],
      ],
    ],
    ['no end', '"a b', 'a b', '', [['unterminated-quote', 0]]],
    ['no end, before a parameter', '"a, b=c', 'a', ', b=c', [['unterminated-quote', 0]]],
    ['no end, before a scheme', '"a, Negotiate', 'a', ', Negotiate', [['unterminated-quote', 0]]],
    ['no end, before a comma and words', '"a, b c', 'a, b c', '', [['unterminated-quote', 0]]],
    ['no end, before a line break', '"a\nb', 'a', '\nb', [['unterminated-quote', 0]]],
    ['no end, wrapped', '"a\n b', 'a b', '', [['unterminated-quote', 0]]],
    ['no end, before a quoted parameter', '"a, b="c"', 'a', ', b="c"', [['unterminated-quote', 0]]],
    [
      'no end, before a quoted parameter on the next line',
      '"a,\n b="c"',
      'a',
      ',\n b="c"',
      [['unterminated-quote', 0]],
    ],
    ['no end of an escaped print', '\\"a, b=c', 'a', ', b=c', [['unterminated-quote', 0]]],
  ])('reads a string with %s', (_, text, value, rest, defects) => {
    const quoted = readQuoted(text, 0);
    expect([quoted.value, text.slice(quoted.end)]).toEqual([value, rest]);
    expect(quoted.defects.map(({ code, at }) => [code, at])).toEqual(defects);
  });

  it('reads from the given place', () => {
    expect(readQuoted('a="b", c="d"', 9)).toEqual({ value: 'd', end: 12, defects: [] });
  });
});
