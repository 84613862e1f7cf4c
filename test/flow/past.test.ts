import { describe, expect, it } from 'vitest';
import { clientKey } from '../../src/flow/groups.js';
import { createPast, type PastLine } from '../../src/flow/past.js';
import { accepted, basic, ewsUrl, negotiate, ntlm } from '../support/dance.js';
import { type Exchange, exchangeHeaders, observations, traffic } from '../support/traffic.js';

const seen = (...exchanges: readonly Exchange[]) => observations(traffic(...exchanges));
const one = (exchange: Exchange) => seen(exchange)[0] as ReturnType<typeof seen>[number];
const as = (user: string, connection?: string): Exchange =>
  accepted({ requestHeaders: [['X-User-Identity', user]], ...(connection !== undefined && { connection }) });
const open = (own: Exchange = {}): Exchange => ({ status: 200, headers: exchangeHeaders, connection: 'c1', ...own });
const mac = 'MacOutlook/16.70.23021201 (Intelx64 Mac OS X Version 13.2.1)';

/** A past that has seen these. */
function pastOf(...exchanges: readonly Exchange[]) {
  const past = createPast();
  for (const observation of seen(...exchanges)) past.remember(observation);
  return past;
}

describe('the past knows that a connection is signed in', () => {
  it.each<[string, readonly Exchange[], Exchange, boolean]>([
    ['by NTLM', ntlm(200), open(), true],
    ['by Negotiate', [negotiate(200, { connection: 'c1' })], open(), true],
    ['not where NTLM was refused', ntlm(401), open(), false],
    ['not by Basic, which signs in a request', [basic(200, { connection: 'c1' })], open(), false],
    ['not by a token', [accepted({ connection: 'c1' })], open(), false],
    ['not another connection', ntlm(200), open({ connection: 'c2' }), false],
    ['not for another client', ntlm(200), open({ userAgent: mac }), false],
    ['not at another virtual directory', ntlm(200), open({ url: ewsUrl }), false],
    ['not where connections are not told apart', [negotiate(200)], negotiate(200), false],
  ])('%s', (_what, exchanges, next, expected) => {
    expect(pastOf(...exchanges).isSignedIn(one(next))).toBe(expected);
  });
});

describe('the past knows for whom', () => {
  it('a connection spoke: the first user it named', () => {
    const past = pastOf(accepted({ connection: 'c1' }), as('greg@contoso.com', 'c1'), as('info@contoso.com', 'c1'));
    expect([past.userOf('c1'), past.userOf('c2')]).toEqual(['greg@contoso.com', undefined]);
  });

  it.each<[string, readonly Exchange[], readonly string[]]>([
    ['nobody', [accepted()], []],
    ['one, however often', [as('greg@contoso.com'), as('greg@contoso.com')], ['greg@contoso.com']],
    ['two of several', ['a', 'b', 'c'].map((name) => as(`${name}@contoso.com`)), ['a@contoso.com', 'b@contoso.com']],
    ['not whom another client spoke for', [{ ...as('greg@contoso.com'), userAgent: mac }], []],
  ])('a client spoke: %s', (_what, exchanges, users) => {
    expect(pastOf(...exchanges).usersOf(clientKey(one(accepted())))).toEqual(users);
  });

  it('any client spoke', () => {
    const past = pastOf(as('greg@contoso.com'));
    expect(['greg@contoso.com', 'info@contoso.com'].map(past.isMailbox)).toEqual([true, false]);
  });
});

const line = (from: number, until: number, own: Partial<PastLine> = {}): PastLine => ({
  from: { start: from, id: String(from) },
  until: { start: until, id: String(until) },
  outcome: 'refused',
  kind: undefined,
  ...own,
});

describe('the past of a line of attempts', () => {
  const good = { outcome: 'bearer', kind: 'well' } as const;

  it.each<[string, readonly PastLine[], PastLine | undefined]>([
    ['is not known before one goes', [], undefined],
    ['is that of the only one', [line(1, 3)], line(1, 3)],
    ['reaches from the first to the last, and ends as the last', [line(1, 3), line(5, 9, good)], line(1, 9, good)],
    ['ends so, too, where the last went first', [line(5, 9, good), line(1, 3)], line(1, 9, good)],
    ['is not shortened by one within', [line(1, 9, good), line(3, 5)], line(1, 9, good)],
    ['ends as told last where two end at the same place', [line(1, 9), line(3, 9, good)], line(1, 9, good)],
  ])('%s', (_what, ended, expected) => {
    const past = createPast();
    for (const attempt of ended) past.end('a line', attempt);
    expect(past.lineOf('a line')).toEqual(expected);
    expect(past.lineOf('another')).toBeUndefined();
  });

  it.each<[string, string | undefined, number, PastLine]>([
    ['reaches to its last use', 'a line', 12, line(1, 12, good)],
    ['is not shortened by an earlier use', 'a line', 5, line(1, 9, good)],
    ['does not know the use of what belongs to none', undefined, 12, line(1, 9, good)],
    ['does not know the use of another', 'another', 12, line(1, 9, good)],
  ])('%s', (_what, name, at, expected) => {
    const past = createPast();
    past.end('a line', line(1, 9, good));
    past.use(name, { start: at, id: String(at) });
    expect(past.lineOf('a line')).toEqual(expected);
    expect(past.lineOf('another')).toBeUndefined();
  });
});

it('the past knows whose a leg was until the leg goes, too', () => {
  const past = createPast();
  const isJoined = () => ['1', '2'].map(past.isJoined);
  expect(isJoined()).toEqual([false, false]);
  past.join('1');
  expect(isJoined()).toEqual([true, false]);
  past.leave('1');
  expect(isJoined()).toEqual([false, false]);
});

describe('the past forgets', () => {
  const fill = (past: ReturnType<typeof createPast>, from: number, until: number, each = () => {}) => {
    for (let at = from; at < until; at += 1) {
      past.end(`line ${at}`, line(at, at));
      each();
    }
  };

  it('the oldest, and keeps the newest 10,000', () => {
    const past = createPast();
    fill(past, 0, 25_000);
    const known = (from: number, until: number) =>
      Array.from({ length: until - from }, (_, index) => past.lineOf(`line ${from + index}`) !== undefined);
    expect(known(0, 5_000)).not.toContain(true);
    expect(known(15_000, 25_000)).not.toContain(false);
  });

  it('nothing that is asked for again and again', () => {
    const past = createPast();
    past.end('a line', line(1, 3));
    fill(past, 0, 45_000, () => past.lineOf('a line'));
    expect(past.lineOf('a line')).toEqual(line(1, 3));
  });
});
