import { below, type Random, randomFrom } from '../support/mutate.js';

/** What nobody expects in a field. */
const scions: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  4294967296,
  '',
  ' ',
  '\ud800',
  '\u0000\u001b[31m\u202e',
  '__proto__',
  'constructor',
  '-1',
  '1e999',
  '0001-01-01T00:00:00',
  'https://[::/',
  'Bearer ',
  'Bearer client_id="'.repeat(300),
  ', '.repeat(9000),
  'ä'.repeat(70_000),
  [],
  [[]],
  {},
  { __proto__: null, constructor: 1, toString: 2, length: 3 },
  JSON.parse('{"__proto__":{"name":"a"},"hasOwnProperty":1}'),
  nested(200),
];

function nested(depth: number): unknown {
  let inner: unknown = [];
  for (let n = 0; n < depth; n += 1) inner = n % 2 ? [inner] : { headers: inner };
  return inner;
}

/**
 * The same value with some of its parts replaced, left out or doubled. Bytes and floats of flow files are leaves, and the
 * same seed does the same.
 */
export function graft<Value>(value: Value, seed: number): Value {
  return change(value, randomFrom(seed)) as Value;
}

function change(value: unknown, random: Random): unknown {
  if (below(random, 24) === 0) return scions[below(random, scions.length)];
  if (Array.isArray(value)) {
    const changed = value.flatMap((one) => (below(random, 24) === 0 ? [] : [change(one, random)]));
    return below(random, 24) === 0 ? [...changed, ...changed, ...changed] : changed;
  }
  if (typeof value !== 'object' || value === null || isLeaf(value)) return value;
  const members = Object.entries(value).filter(() => below(random, 24) > 0);
  return Object.fromEntries(members.map(([name, one]) => [name, change(one, random)]));
}

function isLeaf(value: object): boolean {
  return value instanceof Uint8Array || 'float' in value;
}
