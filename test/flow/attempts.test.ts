import { describe, expect, it } from 'vitest';
import { attemptsOf } from '../../src/flow/attempts.js';
import { nothingBefore, type Past, type PastLine } from '../../src/flow/past.js';
import type { Observation, Outcome } from '../../src/types.js';
import {
  accepted,
  anonymous,
  autodiscoverUrl,
  basic,
  emptyBearer,
  ewsUrl,
  negotiate,
  ntlm,
  pastedHead,
  refused,
} from '../support/dance.js';
import { noSuchUser, tokenExpired } from '../support/sentences.js';
import {
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  flows,
  observations,
  start,
  traffic,
} from '../support/traffic.js';

/** Ids, outcome and later uses of every attempt. */
const shape = (...exchanges: readonly Exchange[]) =>
  flows(...exchanges).map((flow) => [
    flow.observations.map(({ transaction }) => transaction.id).join(' '),
    flow.outcome,
    flow.laterUses,
  ]);
const as = (user: string): Exchange => ({ requestHeaders: [['X-User-Identity', user]] });
const open = (connection: string): Exchange => ({ status: 200, headers: exchangeHeaders, connection });
const freeAnswer: Exchange = { url: autodiscoverUrl, method: 'GET', status: 200, headers: exchangeHeaders };

describe('an attempt', () => {
  it('ends at its first success; what follows only counts', () => {
    expect(shape(anonymous(), emptyBearer(), accepted(), accepted(), accepted())).toEqual([['1 2 3', 'bearer', 2]]);
  });

  it('begins anew with the next refusal', () => {
    expect(shape(emptyBearer(), accepted(), refused(tokenExpired), accepted())).toEqual([
      ['1 2', 'bearer', 0],
      ['3 4', 'bearer', 0],
    ]);
  });

  it('goes on through many refusals', () => {
    expect(shape(emptyBearer(), refused(noSuchUser), emptyBearer(), refused(noSuchUser))).toEqual([
      ['1 2 3 4', 'refused', 0],
    ]);
  });

  it('ends as what was seen last', () => {
    expect(shape(refused(noSuchUser), emptyBearer())).toEqual([['1 2', 'open', 0]]);
    expect(shape(emptyBearer(), refused(noSuchUser))).toEqual([['1 2', 'refused', 0]]);
    expect(shape(emptyBearer(), { failure: { stage: 'response', code: 'ECONNRESET' } })).toEqual([
      ['1 2', 'failed', 0],
    ]);
  });

  it('stands as it was when the client goes away', () => {
    const away: Exchange = { failure: { stage: 'client', code: 'ECONNRESET' } };
    expect(shape(refused(noSuchUser), away)).toEqual([['1 2', 'refused', 0]]);
    expect(shape(accepted(), away)).toEqual([['1', 'bearer', 0]]);
  });

  it('is over after fifteen silent minutes', () => {
    expect(shape(emptyBearer(), accepted({ at: 15 * 60 }))).toEqual([['1 2', 'bearer', 0]]);
    expect(shape(emptyBearer(), accepted({ at: 15 * 60 + 1 }))).toEqual([
      ['1', 'open', 0],
      ['2', 'bearer', 0],
    ]);
  });

  it('goes on while no silence in it is longer', () => {
    expect(shape(emptyBearer(), emptyBearer({ at: 600 }), accepted({ at: 1200 }))).toEqual([['1 2 3', 'bearer', 0]]);
  });

  it('that got in by another scheme is another one', () => {
    expect(shape(accepted(), basic(200), accepted())).toEqual([
      ['1', 'bearer', 0],
      ['2', 'other-scheme', 0],
      ['3', 'bearer', 0],
    ]);
  });

  it('does not end at an answer that needs no credentials', () => {
    const there = { url: autodiscoverUrl };
    expect(shape(emptyBearer(there), freeAnswer, accepted(there))).toEqual([
      ['1 3', 'bearer', 0],
      ['2', 'anonymous', 0],
    ]);
  });

  it('counts answers that need no credentials behind an attempt that is over, while another waits', () => {
    const there = { url: autodiscoverUrl };
    expect(shape(accepted(there), emptyBearer(there), freeAnswer, freeAnswer, accepted(there))).toEqual([
      ['1', 'bearer', 0],
      ['2 5', 'bearer', 0],
      ['3', 'anonymous', 1],
    ]);
  });

  it('counts answers that need no credentials as one attempt, also while another waits', () => {
    const there = { url: autodiscoverUrl };
    expect(shape(emptyBearer(there), freeAnswer, freeAnswer, freeAnswer, accepted(there))).toEqual([
      ['1 5', 'bearer', 0],
      ['2', 'anonymous', 2],
    ]);
  });

  it('keeps what says nothing of the sign-in with the attempt that waits, and drops it elsewhere', () => {
    const busy: Exchange = { status: 503, headers: exchangeHeaders };
    expect(shape(busy, emptyBearer(), busy, accepted(), busy)).toEqual([['2 3 4', 'bearer', 0]]);
  });

  it('knows that NTLM signs in the connection, not the request', () => {
    expect(shape(...ntlm(200), open('c1'), open('c1'))).toEqual([['1 2', 'other-scheme', 2]]);
    expect(shape(...ntlm(200), open('c2'))).toEqual([
      ['1 2', 'other-scheme', 0],
      ['3', 'anonymous', 0],
    ]);
  });

  it('does not take an empty Bearer on such a connection for a sign-in', () => {
    const empty = emptyBearer({ status: 200, headers: exchangeHeaders, connection: 'c1' });
    expect(shape(...ntlm(200), empty)).toEqual([
      ['1 2', 'other-scheme', 0],
      ['3', 'anonymous', 0],
    ]);
  });

  it('signs nothing in where connections are not told apart', () => {
    expect(shape(negotiate(200), { status: 200, headers: exchangeHeaders })).toEqual([
      ['1', 'other-scheme', 0],
      ['2', 'anonymous', 0],
    ]);
  });

  it('does not take Basic for a sign-in of the connection', () => {
    expect(shape(basic(200, { connection: 'c1' }), open('c1'))).toEqual([
      ['1', 'other-scheme', 0],
      ['2', 'anonymous', 0],
    ]);
  });
});

describe('what comes next', () => {
  const there = { url: autodiscoverUrl };
  const standings = (...exchanges: readonly Exchange[]) =>
    attemptsOf(observations(traffic(...exchanges))).attempts.map(({ outcome, standing }) => `${outcome}: ${standing}`);

  it.each<[string, readonly Exchange[], readonly string[]]>([
    ['may be the sign-in that a challenge waits for', [emptyBearer()], ['open: waiting']],
    ['may be another try after a refusal', [refused(noSuchUser)], ['refused: waiting']],
    ['may be a use of what was gained', [accepted()], ['bearer: current']],
    ['belongs to the newest alone', [accepted(), basic(200)], ['bearer: over', 'other-scheme: current']],
    [
      'belongs to nothing before a refusal but answers of its kind',
      [accepted(), refused(tokenExpired)],
      ['bearer: current', 'refused: waiting'],
    ],
    [
      'does not belong to the one before the last two',
      [accepted(), basic(200), emptyBearer()],
      ['bearer: over', 'other-scheme: current', 'open: waiting'],
    ],
    [
      'may need no credentials while another waits',
      [emptyBearer(there), freeAnswer],
      ['anonymous: current', 'open: waiting'],
    ],
    ['does not belong to one that gave up', [emptyBearer(), accepted({ at: 901 })], ['open: over', 'bearer: current']],
  ])('%s', (_what, exchanges, expected) => {
    expect(standings(...exchanges)).toEqual(expected);
  });
});

describe('beside an attempt that is no longer kept', () => {
  const at = (seconds: number) => ({ start: start + seconds * 1000, id: String(seconds) });
  const gone = (outcome: Outcome): PastLine => ({ from: at(10), until: at(20), outcome, kind: 'a kind' });
  /** Numbered by the seconds at which they began: ids and outcome of attempts, ids of uses. */
  const beside = (line: PastLine, past: Past, ...exchanges: readonly Exchange[]) => {
    const seen = observations(traffic(...exchanges.map((one) => ({ ...one, id: String(one.at) }))));
    const { attempts, uses } = attemptsOf(seen, past, line);
    const idsOf = (list: readonly Observation[]) => list.map(({ transaction }) => transaction.id).join(' ');
    return [attempts.map(({ observations: own, outcome }) => `${idsOf(own)}: ${outcome}`), idsOf(uses)];
  };
  const signedIn: Past = { ...nothingBefore, isSignedIn: ({ transaction }) => transaction.connection === 'c1' };

  it.each<[string, Outcome, readonly Exchange[], readonly unknown[]]>([
    [
      'what follows may be a use of what it gained',
      'bearer',
      [accepted({ at: 21 }), accepted({ at: 22 })],
      [[], '21 22'],
    ],
    [
      'a refusal begins another',
      'bearer',
      [refused(tokenExpired, { at: 21 }), accepted({ at: 22 })],
      [['21 22: bearer'], ''],
    ],
    ['who gets in otherwise begins another', 'bearer', [basic(200, { at: 21 })], [['21: other-scheme'], '']],
    ['who gets in begins another where it had not got in', 'refused', [accepted({ at: 21 })], [['21: bearer'], '']],
    [
      'what comes late, in between, belongs to none',
      'bearer',
      [10, 15, 20].map((time) => refused(noSuchUser, { at: time })),
      [[], ''],
    ],
    [
      'what was before it is an attempt of its own',
      'bearer',
      [emptyBearer({ at: 8 }), accepted({ at: 9 }), accepted({ at: 21 })],
      [['8 9: bearer'], '21'],
    ],
    [
      'what was before it does not go on after it',
      'refused',
      [emptyBearer({ at: 9 }), accepted({ at: 21 })],
      [['9: open', '21: bearer'], ''],
    ],
    [
      'its connection is still signed in',
      'other-scheme',
      [open('c1'), open('c2')].map((one, index) => ({ ...one, at: 21 + index })),
      [['22: anonymous'], '21'],
    ],
    [
      'who signs in a connection late, in between, has signed it in',
      'other-scheme',
      [negotiate(200, { at: 15, connection: 'c3' }), { ...open('c3'), at: 21 }],
      [[], '21'],
    ],
  ])('%s', (_what, outcome, exchanges, expected) => {
    expect(beside(gone(outcome), signedIn, ...exchanges)).toEqual(expected);
  });
});

describe('attempts of one capture', () => {
  it('are apart by virtual directory, host and port', () => {
    const urls = [
      ewsUrl,
      'https://mail.contoso.com/OAB/x/oab.xml',
      'https://mail.contoso.com:444/EWS/Exchange.asmx',
      'https://mail.fabrikam.com/EWS/Exchange.asmx',
    ];
    expect(shape(...urls.map((url) => emptyBearer({ url })))).toHaveLength(4);
  });

  it('are apart by client', () => {
    const mac = { userAgent: 'MacOutlook/16.70.23021201 (Intelx64 Mac OS X Version 13.2.1)' };
    expect(shape(emptyBearer(), emptyBearer(mac), accepted(), refused(noSuchUser, mac))).toEqual([
      ['1 3', 'bearer', 0],
      ['2 4', 'refused', 0],
    ]);
  });

  it('are apart by mailbox where one client speaks for two', () => {
    const [greg, info] = [as('gregt@contoso.com'), as('info@contoso.com')];
    expect(shape(emptyBearer(greg), emptyBearer(info), refused(noSuchUser, info), accepted(greg))).toEqual([
      ['1 4', 'bearer', 0],
      ['2 3', 'refused', 0],
    ]);
  });

  it('give a request that names no mailbox to its connection', () => {
    const [greg, info] = [
      { ...as('gregt@contoso.com'), connection: 'c1' },
      { ...as('info@contoso.com'), connection: 'c2' },
    ];
    expect(
      shape(emptyBearer(greg), emptyBearer(info), accepted({ connection: 'c2' }), accepted({ connection: 'c1' })),
    ).toEqual([
      ['1 4', 'bearer', 0],
      ['2 3', 'bearer', 0],
    ]);
  });

  it('are one where only some requests name the mailbox', () => {
    expect(shape(emptyBearer(), accepted(as('gregt@contoso.com')))).toEqual([['1 2', 'bearer', 0]]);
  });

  it('know the mailbox that any of their requests names', () => {
    const [flow] = flows(emptyBearer(), accepted(as('GregT@contoso.com')));
    expect(flow?.client.user).toBe('gregt@contoso.com');
  });

  it('leave out what is neither Exchange nor a sign-in', () => {
    expect(
      shape({ url: 'https://www.contoso.com/', status: 200 }, { url: 'https://www.contoso.com/a', status: 401 }),
    ).toEqual([]);
  });

  it('take pasted heads each for itself', () => {
    const head = pastedHead({ status: 401, headers: [bearerChallenge()] });
    expect(shape(head, head)).toEqual([
      ['1', 'open', 0],
      ['2', 'open', 0],
    ]);
  });
});
