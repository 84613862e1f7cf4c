import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '../../src/capture/ids.js';
import { expectLinear } from '../parse/linear.js';

test('numbers stay as they are', () => {
  const ids = createIds();
  expect([1, 2, 4, 5].map(ids.ofNumber)).toEqual(['1', '2', '4', '5']);
});

test('gives every entry an id of its own, also where ours meet others', () => {
  const { ofName, ofNumber } = createIds();
  const given = [
    ofNumber(1),
    ofName('x'),
    ofName('x'),
    ofName('x.2'),
    ofName('x'),
    ofNumber(2),
    ofName('2'),
    ofName('7'),
  ];
  expect(given).toEqual(['1', 'x', 'x.2', 'x.2.2', 'x.3', '2', '2.2', '7']);
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

test.each(['x', '7'])('takes linear time where all want the same id: %s', (wanted) => {
  expectLinear((n) => {
    const { ofName } = createIds();
    for (let count = 0; count < n; count += 1) ofName(wanted);
  });
});
