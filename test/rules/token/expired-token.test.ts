import rule from '../../../src/rules/token/expired-token.js';
import {
  accepted,
  basic,
  emptyBearer,
  pastedHead,
  pastedToken,
  refused,
  refusedSilently,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { badSignature, noSuchUser, tokenExpired } from '../../support/sentences.js';
import { accessToken, diagnosticsHeader, exchangeHeaders, start, tokenIssued } from '../../support/traffic.js';

const stale = accessToken({ exp: start / 1000 - 3600 });
const old = accessToken({ nbf: start / 1000 - 10_800, exp: start / 1000 - 3600 });
const fresh = accessToken();
const httpDate = (seconds: number) => new Date(start + seconds * 1000).toUTCString();
const expiredAt = '2026-11-03T01:00:00.000Z';

testRule(rule, {
  fails: [
    [
      'Exchange says so',
      [emptyBearer(), refused(tokenExpired, {}, stale)],
      {
        confidence: 'high',
        values: { expiredAt, at: '2026-11-03T02:00:01.000Z', user: 'gregt@contoso.com' },
        where: 'x-ms-diagnostics',
        quote: 'token_expired',
      },
    ],
    [
      'a refusal without a reason, an hour after the end',
      [refusedSilently({}, stale)],
      { confidence: 'medium', values: { expiredAt }, where: 'token exp', quote: String(start / 1000 - 3600) },
    ],
    [
      "a token that ended by the server's clock alone: the clocks are an hour apart",
      [refusedSilently({ headers: [...exchangeHeaders, ['Date', httpDate(7201)]] }, fresh)],
      {
        confidence: 'medium',
        values: { at: '2026-11-03T04:00:01.000Z', skew: '-120' },
        where: 'Date',
        quote: httpDate(7201),
      },
    ],
    [
      'a pasted head that says so',
      [pastedHead({ status: 401, headers: [...exchangeHeaders, diagnosticsHeader(...tokenExpired)] })],
      { values: { expiredAt: undefined, user: undefined }, quote: '2000002' },
    ],
    [
      'a token pasted alone, after its end: said, not accused',
      [pastedToken(fresh)],
      {
        severity: 'info',
        values: { expiredAt: '2026-11-03T03:00:00.000Z', at: '2026-11-03T04:00:00.000Z' },
        where: 'token exp',
        quote: String(start / 1000 + 3600),
      },
      { asOf: 7200 },
    ],
    [
      'an end that is no date',
      [refused(tokenExpired, {}, accessToken({ exp: 1e300 }))],
      { values: { expiredAt: undefined }, quote: '2000002' },
    ],
  ],
  passes: [
    ['a token that lives', [refusedSilently({}, fresh)], ['token-refused']],
    [
      'a token that lives by the clock of the server: it is the client that is fast',
      [refusedSilently({ headers: [...exchangeHeaders, ['Date', httpDate(-7200)]] }, old)],
      ['token-refused'],
    ],
    [
      'clocks that differ by less than five minutes',
      [refusedSilently({}, accessToken({ exp: start / 1000 - 240 }))],
      ['token-refused'],
    ],
    ['another reason, though the token has expired', [refused(noSuchUser, {}, stale)], ['unknown-user']],
    ['a bad signature, though it has expired', [refused(badSignature, {}, stale)], ['invalid-signature']],
    ['a pasted token within its time', [pastedToken(fresh)], [], { asOf: 60 }],
    ['a pasted token, and nobody says what time it is', [pastedToken(fresh)], []],
    ['no sign of Exchange in the refusal', [{ ...refusedSilently({}, stale), headers: [] }], ['device-answered']],
  ],
  skips: [
    [
      'a reconnect with the old token, refused and then replaced',
      [refused(tokenExpired, {}, stale), tokenIssued(fresh), accepted({}, fresh)],
      [],
    ],
    ['an old token that Exchange still takes', [accepted({}, stale)], []],
    ['a sign-in that works', [emptyBearer(), tokenIssued(fresh), accepted({}, fresh)], []],
    ['a password that is refused, though no times are known', [{ ...basic(401), absent: ['time'] }], []],
  ],
  unknown: [
    ['no times', [{ ...refusedSilently({}, stale), absent: ['time'] }], 'time'],
    [
      'headers dropped',
      [{ ...refusedSilently({}, stale), headers: [], absent: ['response-headers'] }],
      'response-headers',
    ],
  ],
});
