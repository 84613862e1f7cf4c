import rule from '../../../src/rules/token/token-not-yet-valid.js';
import { accepted, emptyBearer, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import { accessToken, bearerChallenge, diagnosticsHeader, exchangeHeaders, start } from '../../support/traffic.js';

const at = (seconds: number) => new Date(start + seconds * 1000).toUTCString();
const slowServer = (seconds: number) => ({
  headers: [bearerChallenge({ error: 'invalid_token' }), ...exchangeHeaders, ['Date', at(seconds)] as const],
});
const early = accessToken({ nbf: start / 1000 + 3600, exp: start / 1000 + 7200 });

testRule(rule, {
  fails: [
    [
      'a server whose clock is an hour slow',
      [emptyBearer(), refusedSilently(slowServer(-3600))],
      {
        confidence: 'medium',
        values: {
          validFrom: '2026-11-03T01:55:00.000Z',
          at: '2026-11-03T01:00:00.000Z',
          skew: '60',
          user: 'gregt@contoso.com',
          server: 'EX01',
        },
        where: 'Date',
        quote: at(-3600),
      },
    ],
    [
      'a token of AD FS, whose clock may be the wrong one as well',
      [
        refusedSilently(
          slowServer(-3600),
          accessToken({ iss: 'http://fs.contoso.com/adfs/services/trust', tid: undefined, nbf: start / 1000 }),
        ),
      ],
      { values: { kind: 'adfs' }, where: 'token nbf', quote: String(start / 1000) },
    ],
  ],
  passes: [
    [
      'no Date: the machine that captured may be slow, which is nothing to Exchange',
      [refusedSilently({}, early)],
      ['token-refused'],
    ],
    ['clocks that differ by four minutes', [refusedSilently(slowServer(-500))], ['token-refused']],
    ['a token whose time has come', [refusedSilently(slowServer(0))], ['token-refused']],
    [
      'another reason, though the clock is slow',
      [refused(noSuchUser, { headers: [diagnosticsHeader(...noSuchUser), ...slowServer(-3600).headers] })],
      ['unknown-user'],
    ],
    [
      'a capture made by a slow machine: the clock of the server counts',
      [refusedSilently(slowServer(3601), early)],
      ['token-refused'],
    ],
  ],
  skips: [['a young token that is taken', [accepted({}, early)], []]],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
