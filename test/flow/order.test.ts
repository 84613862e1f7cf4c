import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDiagnosis } from '../../src/diagnosis.js';
import { flowsOf } from '../../src/flow/flows.js';
import { byStart, compareIds, spanOf } from '../../src/flow/order.js';
import type { RawTransaction } from '../../src/types.js';
import { emptyBearer, ewsUrl, ntlm, refused } from '../support/dance.js';
import { healthyDances, lookAlikes } from '../support/healthy.js';
import { runs } from '../support/long.js';
import { flightingUser, grantRevoked, noSuchUser, principalMissing } from '../support/sentences.js';
import { type Exchange, observations, tokenDenied, traffic } from '../support/traffic.js';

const dances = Object.entries({ ...healthyDances, ...lookAlikes });
const ill: readonly Exchange[] = [
  emptyBearer(),
  emptyBearer({ url: ewsUrl }),
  tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource'),
  ...ntlm(200),
  refused(flightingUser, { url: ewsUrl }),
  tokenDenied(50173, grantRevoked),
  refused(noSuchUser, { url: 'https://mail.fabrikam.com/mapi/emsmdb/' }),
];

/** Everything at once: some start in the same millisecond, so that numbers decide. */
function mixture(): RawTransaction[] {
  const all = [...dances.flatMap(([, exchanges]) => exchanges), ...ill];
  return traffic(...all.map((exchange, index) => ({ ...exchange, at: Math.floor(index / 3) * 40 })));
}

const permutation = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });

function reportOf(raws: readonly RawTransaction[]) {
  const diagnosis = createDiagnosis();
  for (const raw of raws) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report();
}

describe('order does not matter', () => {
  it('to the flows of the same observations', () => {
    const seen = observations(mixture());
    const expected = flowsOf(seen);
    expect(expected.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(permutation(seen), (shuffled) => {
        expect(flowsOf(shuffled)).toEqual(expected);
      }),
      { numRuns: runs(5, 20) },
    );
  });

  it('to the report of the same transactions', () => {
    const raws = mixture();
    const expected = reportOf(raws);
    expect(expected.findings.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(permutation(raws), (shuffled) => {
        expect(reportOf(shuffled)).toEqual(expected);
      }),
      { numRuns: runs(4, 12) },
    );
  });

  it('to any part of a capture either', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(mixture()), (part) => {
        const inOrder = mixture().filter(({ id }) => part.some((raw) => raw.id === id));
        expect(reportOf(part)).toEqual(reportOf(inOrder));
      }),
      { numRuns: runs(4, 12) },
    );
  });

  it.each(dances)('to: %s', (_what, exchanges) => {
    const raws = traffic(...exchanges);
    expect(reportOf([...raws].reverse())).toEqual(reportOf(raws));
  });
});

describe('the order of the wire', () => {
  it.each<[string, string, number]>([
    ['9', '10', -1],
    ['10', '9', 1],
    ['7', '7', 0],
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['10', '9a', -1],
    ['9a', '10', 1],
    ['09', '9', -1],
    ['9', '09', 1],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareIds(a, b))).toBe(sign);
  });

  it('is by start, then by number', () => {
    const [late, early, second] = observations(traffic({ id: '1', at: 5 }, { id: '10', at: 1 }, { id: '9', at: 1 }));
    if (!late || !early || !second) throw new TypeError('three observations expected');
    expect([late, early, second].sort(byStart).map(({ transaction }) => transaction.id)).toEqual(['9', '10', '1']);
  });

  it('is that of the page for pasted text, whatever its dates', () => {
    const [first, second] = observations(
      traffic({ source: 'text', id: '1', at: 500 }, { source: 'text', id: '2', at: 1 }),
    );
    if (!first || !second) throw new TypeError('two observations expected');
    expect(byStart(first, second)).toBeLessThan(0);
  });
});

describe('spanOf', () => {
  it.each<[string, (number | undefined)[], readonly [number, number] | undefined]>([
    ['no time', [undefined], undefined],
    ['one time', [7], [7, 7]],
    ['times in their order', [1, 5, 9], [1, 9]],
    ['times in any order, with one missing', [5, 9, undefined, 1, 7], [1, 9]],
  ])('of %s', (_what, times, span) => {
    expect(spanOf(times)).toEqual(span);
  });
});
