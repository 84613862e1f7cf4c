import { describe, expect, it } from 'vitest';
import { countOf, foldMiddle, timesOf, withoutMiddle } from '../../src/flow/fold.js';
import type { Folded, Observation } from '../../src/types.js';
import { bound, refusedWith, unbound } from '../support/bound-ntlm.js';
import { accepted, anonymous, basic, emptyBearer, negotiate, refused } from '../support/dance.js';
import { grantRevoked, mfaNeeded, noSuchUser, tokenExpired } from '../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  mapiUrl,
  observations,
  start,
  tokenDenied,
  traffic,
} from '../support/traffic.js';

const seen = (...exchanges: readonly Exchange[]) => observations(traffic(...exchanges));
const times = (count: number, exchange: Exchange) => Array.from({ length: count }, () => exchange);
const at = (seconds: number) => start + seconds * 1000;
const id = ({ transaction }: Observation) => transaction.id;

/** What stays: ids, for how many each stands, and until when (seconds after the start). */
const shape = (list: readonly Observation[]) =>
  list.map((one) => {
    const until = one.folded?.until;
    return [id(one), timesOf(one), ...(until === undefined ? [] : [until === 0 ? 0 : (until - start) / 1000])];
  });
const folded = (observation: Observation | undefined, own: Folded): Observation => ({
  ...(observation as Observation),
  folded: own,
});

describe('the middle of a long list', () => {
  const [a, b] = [refused(noSuchUser), emptyBearer()];

  it.each<[string, readonly Exchange[], number, unknown[]]>([
    [
      'is whole where only the ends are there',
      [a, a, a, a],
      2,
      [
        ['1', 1],
        ['2', 1],
        ['3', 1],
        ['4', 1],
      ],
    ],
    [
      'goes between the first and the last',
      times(5, a),
      1,
      [
        ['1', 4, 3],
        ['5', 1],
      ],
    ],
    [
      'goes behind the first few',
      times(7, a),
      2,
      [
        ['1', 1],
        ['2', 4, 4],
        ['6', 1],
        ['7', 1],
      ],
    ],
    [
      'goes of each kind',
      [a, b, a, b, a, b],
      1,
      [
        ['1', 2, 0],
        ['2', 2, 3],
        ['5', 1],
        ['6', 1],
      ],
    ],
    [
      'leaves what is said once',
      [a, a, b, a, a],
      1,
      [
        ['1', 3, 1],
        ['3', 1, 3],
        ['5', 1],
      ],
    ],
  ])('%s', (_what, exchanges, each, expected) => {
    const list = seen(...exchanges);
    const rest = withoutMiddle(list, each);
    expect(shape(rest)).toEqual(expected);
    expect(countOf(rest)).toBe(list.length);
  });

  it('that goes stands for what it stood for', () => {
    const [first, second, third, ...others] = seen(...times(5, a));
    const list = [
      folded(first, { count: 2, until: at(1) }),
      folded(second, { count: 4, until: at(90) }),
      third,
      ...others,
    ];
    expect(shape(withoutMiddle(list as Observation[], 1))).toEqual([
      ['1', 1 + 2 + 5 + 2, 90],
      ['5', 1],
    ]);
  });

  it('stays where it may not go', () => {
    const list = seen(...times(5, a));
    const { gone, folds } = foldMiddle(list, 1, (one) => id(one) !== '3');
    expect(gone.map(id)).toEqual(['2', '4']);
    expect(shape([...folds.values()])).toEqual([
      ['1', 2, 1],
      ['3', 2, 3],
    ]);
  });

  it('is not looked for in a short list', () => {
    const { gone, folds } = foldMiddle(seen(a, a), 1, () => true);
    expect([gone, folds.size]).toEqual([[], 0]);
  });

  it('has no times where the source has none', () => {
    const timeless = { ...a, absent: ['time'] as const };
    expect(shape(withoutMiddle(seen(...times(4, timeless)), 1))).toEqual([
      ['1', 3, 0],
      ['4', 1],
    ]);
  });
});

describe('two transactions', () => {
  const code = (value: string): Exchange => accepted({ headers: [...exchangeHeaders, ['X-ResponseCode', value]] });
  const from = (server: string): Exchange =>
    accepted({ headers: exchangeHeaders.map(([name, own]) => [name, name === 'X-FEServer' ? server : own] as const) });
  const busy: Exchange = { status: 503, headers: exchangeHeaders };
  const broken = (error: string): Exchange => ({ failure: { stage: 'connect', code: error } });
  const as = (user: string) => accepted({ requestHeaders: [['X-User-Identity', user]] });

  it.each<[string, Exchange, Exchange, boolean]>([
    ['of the same token refusal', refused(noSuchUser), refused(noSuchUser), true],
    ['with another token', accepted(), accepted({}, accessToken({ uti: 'another' })), true],
    ['for another mailbox id', accepted(), accepted({ url: mapiUrl.replace('000000000001', '000000000002') }), true],
    ['on another connection', accepted({ connection: 'c1' }), accepted({ connection: 'c2' }), true],
    ['of another answer', emptyBearer(), accepted(), false],
    ['of another status', accepted({ status: 304 }), accepted(), false],
    ['that broke otherwise', broken('ECONNREFUSED'), broken('ETIMEDOUT'), false],
    ['for another user', as('greg@contoso.com'), as('info@contoso.com'), false],
    ['of another scheme', basic(200), negotiate(200), false],
    [
      'with an empty Bearer, and with none',
      emptyBearer(),
      { ...emptyBearer(), authorization: undefined as never },
      false,
    ],
    ['with and without a token', emptyBearer(busy), accepted(busy), false],
    ['bound to the connection, and not', refusedWith(bound), refusedWith(unbound), false],
    ['of another challenge', emptyBearer(), emptyBearer({ headers: [bearerChallenge({ error: 'x' })] }), false],
    ['of another reason', refused(noSuchUser), refused(tokenExpired), false],
    ['of another server', from('EX01'), from('EX02'), false],
    [
      'of another device in front',
      anonymous(),
      anonymous({ headers: [...(anonymous().headers ?? []), ['Via', 'NS-CACHE-10.0']] }),
      false,
    ],
    ['of another mailbox answer', code('0'), code('11'), false],
    ['of another Entra error', tokenDenied(50173, grantRevoked), tokenDenied(50076, mfaNeeded), false],
    [
      'that ask for another resource',
      tokenDenied(50173, 'x'),
      tokenDenied(50173, 'x', 'invalid_grant', 'https://mail.fabrikam.com/'),
      false,
    ],
  ])('%s: do they say the same?', (_what, first, second, isSame) => {
    const rest = withoutMiddle(seen(first, second, first), 1);
    const again = withoutMiddle(seen(first, first, second, first), 1);
    expect(rest.map(id)).toEqual(isSame ? ['1', '3'] : ['1', '2', '3']);
    expect(again.map(id)).toEqual(isSame ? ['1', '4'] : ['1', '3', '4']);
  });
});
