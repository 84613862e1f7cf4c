// Part of the bundle, in place of Vitest's describe and it: collects the tests, so that any of them can be run at any time.
export { expect } from 'vitest';

/** @type {{ file: string, name: string, run: () => unknown }[]} */
export const tests = [];
let file = '';

/** The tests that follow are of this file. */
export function $enter(name) {
  file = name;
}

export function describe(_name, body) {
  body();
}

export function it(name, ...given) {
  tests.push({ file, name, run: given.find((part) => typeof part === 'function') });
}

const never = Object.assign(() => {}, { each: () => () => {} });
for (const block of [describe, it]) {
  block.skipIf = (isSkipped) => (isSkipped ? never : block);
  block.runIf = (isRun) => (isRun ? block : never);
  block.each = (rows) => (name, body) => {
    for (const row of rows) block(name, () => (Array.isArray(row) ? body(...row) : body(row)));
  };
}
