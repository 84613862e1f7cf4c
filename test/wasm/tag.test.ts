import { expect, it } from 'vitest';
import { doorCode } from '../../src/wasm/code.js';
import { type WasmMemory, wasm } from '../../src/wasm/start.js';

interface Tagger {
  readonly memory: WasmMemory;
  readonly tag: (from: number, to: number) => void;
}

const tagger = wasm(doorCode, (code: Tagger) => code)();
const [textAt, tagAt] = [16, 0x7c10];

function tagOf(text: string): bigint {
  if (!tagger) throw new Error('no WebAssembly');
  const { buffer } = tagger.memory;
  Buffer.from(buffer).write(text, textAt);
  tagger.tag(textAt, textAt + text.length);
  return new DataView(buffer).getBigInt64(tagAt, true);
}

// What CPython 3.11 gives as the hash of these bytes with PYTHONHASHSEED=0, which is SipHash-1-3 with a key of zeros.
it.each([
  ['a', 4644417185603328019n],
  ['abc', -4594863902769663758n],
  ['abcdefg', 7904145750247929094n],
  ['abcdefgh', 4574395652268504554n],
  ['abcdefghi', -532774252720507163n],
  ['Host: mail.contoso.com', -7286630423447483954n],
  ['x'.repeat(1500), 2212179152809768096n],
])('a tag is SipHash-1-3: %s', (text, expected) => {
  expect(tagOf(text)).toBe(expected);
});

it('what stands behind a text does not count', () => {
  tagOf('abcdefghijklmnop');
  expect(tagOf('abc')).toBe(-4594863902769663758n);
});
