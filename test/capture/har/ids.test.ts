import { expect, test } from 'vitest';
import { createIds } from '../../../src/capture/har/ids.js';
import { expectLinear } from '../../parse/linear.js';

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

test.each(['x', '7'])('takes linear time where all want the same id: %s', (wanted) => {
  expectLinear((n) => {
    const { ofName } = createIds();
    for (let count = 0; count < n; count += 1) ofName(wanted);
  });
});
