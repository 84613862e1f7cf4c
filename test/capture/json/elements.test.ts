import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elements, members } from '../../../src/capture/json/elements.js';
import { parseText } from '../../../src/capture/json/parse-text.js';
import { startOfJson } from '../../../src/capture/json/start.js';
import { createView } from '../../../src/capture/json/view.js';
import { memorySource, type Source } from '../../../src/capture/source.js';
import { expectLinear } from '../../parse/linear.js';

const sourceOf = (text: string): Source => memorySource(Buffer.from(text), 'x');

function readAll(text: string, windowBytes: number, limitBytes?: number) {
  const source = sourceOf(text);
  const view = createView(source, windowBytes);
  const walk = elements(source, 0, { view, ...(limitBytes !== undefined && { limitBytes }) });
  const texts: (string | undefined)[] = [];
  for (;;) {
    const step = walk.next();
    if (step.done) return { texts, end: step.value };
    expect(step.value.to).toBeGreaterThan(step.value.from);
    texts.push(step.value.text);
  }
}

const anyJson = fc.json({ noUnicodeString: false, maxDepth: 4 });
const anyIndent = fc.constantFrom('', ' ', '\t', '    ');

describe('elements', () => {
  test('are those of JSON.parse, whatever the window', () => {
    fc.assert(
      fc.property(fc.array(anyJson), anyIndent, fc.integer({ min: 16, max: 200 }), (items, indent, windowBytes) => {
        const text = JSON.stringify(
          items.map((one) => JSON.parse(one)),
          null,
          indent,
        );
        const { texts, end } = readAll(text, windowBytes);
        expect(texts.map((one) => parseText(one ?? 'missing'))).toEqual(JSON.parse(text));
        expect(end).toEqual({ to: Buffer.byteLength(text) });
      }),
    );
  });

  test('are whole up to where the file was cut', () => {
    const items = ['a\\"', { b: ['\\\\', '\u00e9"'] }, 12.5, null, [[]], 'last'];
    const text = JSON.stringify(items);
    for (let length = 1; length < text.length; length += 1) {
      const { texts, end } = readAll(text.slice(0, length), 16);
      expect(texts.map((one) => parseText(one ?? ''))).toEqual(items.slice(0, texts.length));
      expect(end.brokenAt).toBeLessThanOrEqual(Buffer.byteLength(text.slice(0, length)));
    }
  });

  const damage: [string, string, number, number][] = [
    ['a lost quote', '[{"a":1},{"a":"x},{"a":"y"}]', 1, 9],
    ['a foreign word', '[1,{"a":hello}]', 1, 3],
    ['an end too many', '[1,},2]', 1, 3],
    ['nothing at all', '[', 0, 1],
  ];
  test.each(damage)('end at %s', (_what, text, count, brokenAt) => {
    const { texts, end } = readAll(text, 64);
    expect(texts).toHaveLength(count);
    expect(end.brokenAt).toBe(brokenAt);
  });

  test('larger than the limit are told by their place alone', () => {
    const text = JSON.stringify(['a', 'b'.repeat(500), 'c']);
    expect(readAll(text, 32, 100).texts).toEqual(['"a"', undefined, '"c"']);
  });

  test.each(['{"a":[', '"', '\\', '"\\\\', '{', '1', ' '])('take linear time: %s', (unit) => {
    expectLinear((n) => readAll(`[${unit.repeat(n)}`, 4096));
  });
});

describe('members', () => {
  function namesOf(text: string, windowBytes: number) {
    const source = sourceOf(text);
    const view = createView(source, windowBytes);
    const found: [string, string][] = [];
    for (const { name, valueAt } of members(source, startOfJson(source).at, view)) {
      found.push([name, text[valueAt] ?? '']);
    }
    return found;
  }

  test.each([16, 40, 100_000])('are told without keeping their values, with a window of %i', (windowBytes) => {
    const text = `\n{ "first" : "${'x'.repeat(300)}", "second": {"a":[{}]}, "third":[1, 2] ,"fourth":${'9'.repeat(60)}}`;
    expect(namesOf(text, windowBytes)).toEqual([
      ['first', '"'],
      ['second', '{'],
      ['third', '['],
      ['fourth', '9'],
    ]);
  });

  test('may be walked by the caller', () => {
    const source = sourceOf('{"a":[1,2],"b":3}');
    const walk = members(source, 0);
    expect(walk.next().value).toEqual({ name: 'a', valueAt: 5 });
    expect(walk.next(10).value).toEqual({ name: 'b', valueAt: 15 });
    expect(walk.next()).toEqual({ done: true, value: { to: 17 } });
  });
});

describe('startOfJson', () => {
  const rows: [string, string, string][] = [
    ['at once', '{"a":1}', '{'],
    ['after a mark and blanks', '\uFEFF \r\n [1]', '['],
    ['in a call', 'callback({"a":1});', '{'],
    ['in a call of an object', '/**/ my.$call ( [1])', '['],
    ['in none', 'hello', 'h'],
  ];
  test.each(rows)('finds JSON %s', (_what, text, first) => {
    const source = sourceOf(text);
    expect(Buffer.from(text).toString('latin1')[startOfJson(source).at]).toBe(first);
  });
});
