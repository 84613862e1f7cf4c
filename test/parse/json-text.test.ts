import { describe, expect, it } from 'vitest';
import { isTooDeep, objectEnd, readCutObject, readJsonObject, readPastedObject } from '../../src/parse/json-text.js';

function nested(depth: number): string {
  return `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
}

describe('readJsonObject', () => {
  it.each<[string, string]>([
    ['an array', '["a"]'],
    ['null', 'null'],
    ['a number', '1'],
    ['a cut object', '{"a":1'],
    ['nothing', ''],
  ])('gives no object for %s', (_, text) => {
    expect(readJsonObject(text)).toBeUndefined();
  });

  it('reads what is nested 64 deep, and nothing deeper', () => {
    expect(readJsonObject(nested(64))).toHaveProperty('a');
    expect(isTooDeep(nested(64))).toBe(false);
    expect(readJsonObject(nested(65))).toBeUndefined();
    expect(isTooDeep(nested(65))).toBe(true);
  });

  it.each<[string, string]>([
    ['a hundred brackets side by side', `{"a":[${Array(100).fill('[]').join(',')}]}`],
    ['a hundred objects side by side', `{"a":[${Array(100).fill('{}').join(',')}]}`],
    ['a hundred brackets in a string', `{"a":"${'[{'.repeat(100)}"}`],
    ['brackets behind an escaped quote', `{"a":"\\"${'['.repeat(100)}"}`],
    ['brackets behind an empty string', `{"":"","a":"${'['.repeat(100)}"}`],
    ['brackets before an escaped backslash', `{"a":"${'['.repeat(100)}\\\\"}`],
  ])('takes %s for no depth', (_, text) => {
    expect(isTooDeep(text)).toBe(false);
    expect(readJsonObject(text)).toHaveProperty('a');
  });

  it('counts the depth behind a string, too', () => {
    expect(isTooDeep(`{"a":"x","b":${'['.repeat(70)}`)).toBe(true);
    expect(isTooDeep(`{"a":"\\\\","b":${'{"c":'.repeat(70)}`)).toBe(true);
  });
});

describe('readPastedObject', () => {
  it.each<[string, string, object]>([
    ['as it should be', '{"a":"“b”"}', { a: '“b”' }],
    ['without its braces', '"a":"b"', { a: 'b' }],
    ['without its braces, behind a blank', ' "a":"b"', { a: 'b' }],
    ['with double quotes of every kind', '{“a”:„b‟,«c»:″d″}', { a: 'b', c: 'd' }],
    ['with single typographic quotes inside', '{“a”:"it’s"}', { a: "it's" }],
    ['with no-break spaces', '{\u00a0"a":\u202f1}', { a: 1 }],
    ['with a comma before each end', '{"a":[1,2, ],\n}', { a: [1, 2] }],
  ])('reads an object pasted %s', (_, text, expected) => {
    expect(readPastedObject(text)).toEqual(expected);
  });

  it('gives nothing for what is no object', () => {
    expect(readPastedObject('a: b')).toBeUndefined();
  });
});

describe('readCutObject', () => {
  it.each<[string, string, object | undefined]>([
    ['in a name', '{"a":1,"b', { a: 1 }],
    ['in a value', '{"a":1,"b":"c,d', { a: 1 }],
    ['in an object inside', '{"a":1,"b":{"c":2,"d":3', { a: 1 }],
    ['in an array inside', '{"a":1,"b":[2,3', { a: 1 }],
    ['behind an array', '{"a":[1,2],"b":3', { a: [1, 2] }],
    ['behind an object', '{"a":{"b":1},"c', { a: { b: 1 } }],
    ['behind a string with a quote and a comma', '{"a":"\\",b","c":"d', { a: '",b' }],
    ['behind a string with brackets', '{"a":"}{[","c":"d', { a: '}{[' }],
    ['before the first comma', '{"a":1', undefined],
    ['in a string with a comma', '{"a":"b,c', undefined],
    ['at once', '', undefined],
  ])('reads the whole members of an object cut %s', (_, text, expected) => {
    expect(readCutObject(text)).toEqual(expected);
  });
});

describe('objectEnd', () => {
  it.each<[string, string, number, number]>([
    ['at the end of the text', '{"a":1}', 0, 7],
    ['before other text', '{}, {}', 0, 2],
    ['behind what it holds', '{"a":{"b":[]}}.', 0, 14],
    ['behind brackets in strings', '{"a":"}"}', 0, 9],
    ['behind a backslash at the end of a string', '{"a":"\\\\"}', 0, 10],
    ['of a later object', '{} {"a":1}', 3, 10],
    ['nowhere', '{"a":{}', 0, -1],
  ])('finds the end %s', (_, text, from, expected) => {
    expect(objectEnd(text, from)).toBe(expected);
  });
});
