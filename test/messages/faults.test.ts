import { expect, it } from 'vitest';
import { faults } from '../../src/lab/faults.js';
import { faultTexts } from '../../src/messages/help/faults.js';

it('every fault of the lab is said in both languages, in the order of the lab', () => {
  expect(Object.keys(faultTexts)).toEqual(faults);
});
