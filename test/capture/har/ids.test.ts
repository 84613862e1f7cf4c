import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '../../../src/capture/har/ids.js';

test('numbers stay as they are', () => {
  const ids = createIds();
  expect([1, 2, 4, 5].map(ids.ofNumber)).toEqual(['1', '2', '4', '5']);
});

test('an id that is taken gets a number behind it', () => {
  const ids = createIds();
  expect(['7', '8', '7', '7', 'c3', 'c3', '07'].map(ids.ofName)).toEqual(['7', '8', '7.2', '7.3', 'c3', 'c3.2', '07']);
});

test('no id is given twice, whatever the order of numbers and names', () => {
  const wanted = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom('1', '2', '20', '2.2', '02', 'tls-1'));
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 60 }), (all) => {
      const ids = createIds();
      const given = all.map((one) => (typeof one === 'number' ? ids.ofNumber(one) : ids.ofName(one)));
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});
