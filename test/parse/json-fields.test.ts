import { describe, expect, it } from 'vitest';
import { fieldOf, numbersOf, unescapeJson } from '../../src/parse/json-fields.js';

describe('fieldOf', () => {
  it.each<[string, string, string]>([
    ['alone', '{"error":"invalid_grant"}', 'invalid_grant'],
    ['between others', '{"a":1,"error":"x","b":"y"}', 'x'],
    ['that is empty', '{"error":"","b":"y"}', ''],
    ['with blanks and line breaks around', '{ "error" :\r\n\t"x" , "b":1}', 'x'],
    ['with typographic quotes', '“error”:“x”', 'x'],
    ['without end', '{"error":"invalid_gr', 'invalid_gr'],
    ['that ends with the text', '"error":"x"', 'x'],
    ['before the end of an array', '[{"error":"x"]', 'x'],
    ['before a comma that ends the text', '{"error":"x",', 'x'],
    ['before a comma and blanks that end the text', '{"error":"x", \n', 'x'],
    ['with quotes that nobody escaped', '{"error":"the "x" is, or was, wrong","b":"y"}', 'the "x" is, or was, wrong'],
    ['with escaped quotes', '{"error":"the \\"x\\"","b":"y"}', 'the "x"'],
    ['with escaped quotes at its end, before a comma', '{"error":"the \\", \\"x","b":"y"}', 'the ", "x'],
    ['behind one of that name which is no string', '{"error":1,"c":{"error":"x"}}', 'x'],
    ['behind the name as a value', '{"a":"error","error":"x"}', 'x'],
    ['behind the name in a longer one', '{"my_error":"y","error_x":"z","error":"x"}', 'x'],
    ['in a fragment that begins with it', '"error":"x","b":"y"', 'x'],
  ])('reads a field %s', (_, text, expected) => {
    expect(fieldOf(text, 'error')?.value).toBe(expected);
  });

  it.each<[string, string]>([
    ['is not there', '{"a":"b"}'],
    ['has no quotes', 'error:"x"'],
    ['has no quote before it', 'error":"x"'],
    ['has no quote behind it', '"error: "x"'],
    ['is followed by no colon', '"error" "x"'],
    ['is a number', '{"error":400}'],
    ['ends with the colon', '{"error":'],
  ])('gives nothing where the field %s', (_, text) => {
    expect(fieldOf(text, 'error')).toBeUndefined();
  });

  it('says where the field stands, with its quotes', () => {
    const text = '{"a":1,"error":"x","b":2}';
    const field = fieldOf(text, 'error');
    expect(text.slice(field?.start, field?.end)).toBe('"error":"x"');
  });

  it('ends a field without end at the end of the text', () => {
    expect(fieldOf('{"error":"x', 'error')).toEqual({ value: 'x', start: 1, end: 11 });
  });

  it('looks from the given place on', () => {
    const text = '{"error":"x"} {"error":"y"}';
    expect(fieldOf(text, 'error', 13)?.value).toBe('y');
    expect(fieldOf(text, 'error', 1)?.value).toBe('x');
    expect(fieldOf(text, 'error', 20)).toBeUndefined();
  });
});

describe('numbersOf', () => {
  it.each<[string, string, number[]]>([
    ['one', '{"error_codes":[50126]}', [50126]],
    ['several, with blanks', '{"error_codes" : [ 50076, 50079 ]}', [50076, 50079]],
    ['none', '{"error_codes":[]}', []],
    ['no array', '{"error_codes":50126}', []],
    ['no field', '{"a":[1]}', []],
    ['zero among them', '{"error_codes":[0,1]}', [1]],
  ])('reads an array of numbers: %s', (_, text, expected) => {
    expect(numbersOf(text, 'error_codes')).toEqual(expected);
  });
});

describe('unescapeJson', () => {
  it.each<[string, string]>([
    ['a\\r\\nb', 'a\r\nb'],
    ['\\t\\b\\f', '\t\b\f'],
    ['\\"\\\\\\/', '"\\/'],
    ['\\u0027x\\u0027', "'x'"],
    ['\\u00e4', 'ä'],
    ['\\u12', 'u12'],
    ['C:\\\\new', 'C:\\new'],
    ['nothing', 'nothing'],
  ])('undoes %s', (text, expected) => {
    expect(unescapeJson(text)).toBe(expected);
  });
});
