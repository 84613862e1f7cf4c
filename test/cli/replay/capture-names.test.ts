import { expect, it } from 'vitest';
import { byName, isLeftOut, judgeName } from '../../../src/cli/replay/capture-names.js';

it.each([
  ['capture.har', 'yes'],
  ['CAPTURE.SAZ', 'yes'],
  ['packed.har.gz', 'yes'],
  ['packed.har.gz.gz', 'yes'],
  ['EWS_2025030109-1.LOG', 'yes'],
  ['flows', 'maybe'],
  ['net-export.json', 'maybe'],
  ['package.json', 'maybe'],
  ['README.md', 'no'],
  ['photo.png', 'no'],
  ['archive.tar.gz', 'no'],
])('%s: %s', (name, judged) => {
  expect(judgeName(name)).toBe(judged);
});

it.each(['.git', '.capture.har', 'node_modules', '__MACOSX'])('leaves %s out', (name) => {
  expect(isLeftOut(name)).toBe(true);
});

it('sorts as people count', () => {
  const sorted = ['1.har', '2.har', '10.har', 'A.har', 'a.har', 'b.har', 'ä.har'];
  expect([...sorted].reverse().sort(byName)).toEqual([
    ...['1.har', '2.har', '10.har', 'A.har', 'a.har', 'ä.har', 'b.har'],
  ]);
});
