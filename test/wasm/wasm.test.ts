import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wasm } from '../../src/wasm/start.js';

const folder = new URL('../../src/wasm/', import.meta.url);

test('the code is what its sources assemble to (npm run wasm)', async () => {
  const { assemble } = await import(new URL('assemble.mjs', folder).href);
  expect(readFileSync(new URL('code.ts', folder), 'utf8')).toBe(await assemble());
});

test('what cannot run says so', () => {
  expect(wasm(Buffer.from('no code').toString('base64'), () => 'started')()).toBeUndefined();
});
