import rule from '../../../src/rules/challenge/flighting-disabled.js';
import { bound, refusedWith } from '../../support/bound-ntlm.js';
import { accepted, anonymous, emptyBearer, negotiate, ntlm, pastedHead, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { flightingHost, flightingUser, noSuchUser } from '../../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  negotiateAndNtlm,
  tokenIssued,
} from '../../support/traffic.js';

const token = accessToken();
const live: Exchange = { source: 'live' };
const notOffered = (said: typeof flightingUser, own: Exchange = {}) =>
  emptyBearer({
    headers: [bearerChallenge(), ...negotiateAndNtlm, diagnosticsHeader(...said), ...exchangeHeaders],
    ...own,
  });
const user = { kind: 'user', subject: 'gregt@contoso.com', host: 'mail.contoso.com', server: 'EX01' };

testRule(rule, {
  fails: [
    [
      'a user to whom OAuth is not offered',
      [notOffered(flightingUser)],
      { confidence: 'high', values: user, where: 'x-ms-diagnostics', quote: "domain 'gregt@contoso.com'" },
    ],
    ['and is not let in by NTLM either', [notOffered(flightingUser), ...ntlm(401)], { values: user, quote: '4000000' }],
    [
      'a user who then gets in by Negotiate: HMA may not be in use',
      [notOffered(flightingUser), negotiate(200)],
      { severity: 'info', values: user, quote: '4000000' },
    ],
    [
      'a user whose NTLM is refused because of the program in between: HMA may not be in use',
      [notOffered(flightingUser, live), refusedWith(bound, live)],
      { severity: 'warning', causedBy: 'extended-protection-conflict', values: user, quote: '4000000' },
    ],
    [
      'such a user where HMA is meant',
      [notOffered(flightingUser, live), refusedWith(bound, live)],
      { severity: 'error', values: user, quote: '4000000' },
      { expect: 'hma' },
    ],
    [
      'the same where HMA is meant',
      [notOffered(flightingUser), negotiate(200)],
      { severity: 'warning', values: user, quote: '4000000' },
      { expect: 'hma' },
    ],
    [
      'the same where it is not',
      [notOffered(flightingUser)],
      { severity: 'info', values: user, quote: '4000000' },
      { expect: 'none' },
    ],
    [
      'a host name: the request named no user',
      [notOffered(flightingHost)],
      {
        severity: 'warning',
        confidence: 'low',
        values: { kind: 'host', subject: 'mail.contoso.com' },
        quote: "domain 'mail.contoso.com'",
      },
    ],
    [
      'a host name where HMA is meant',
      [notOffered(flightingHost)],
      { severity: 'error', values: { kind: 'host' }, quote: '4000000' },
      { expect: 'hma' },
    ],
    [
      'a host name, and Negotiate gets in',
      [notOffered(flightingHost), negotiate(200)],
      { severity: 'info', values: { kind: 'host' }, quote: '4000000' },
    ],
    [
      'a host name, error and all, as 15.2.1544.11 answers it',
      [
        notOffered(flightingHost, {
          headers: [
            bearerChallenge({ error: 'invalid_token', authorization_uri: undefined }),
            diagnosticsHeader(...flightingHost),
            ...exchangeHeaders,
          ],
        }),
      ],
      { severity: 'warning', values: { kind: 'host' }, quote: '4000000' },
    ],
    [
      'a pasted head: the complaint itself is the fate',
      [pastedHead({ status: 401, headers: [bearerChallenge(), diagnosticsHeader(...flightingUser)] })],
      { values: { kind: 'user', subject: 'gregt@contoso.com', server: undefined }, quote: '4000000' },
    ],
    [
      'where AD FS is meant, a user turned away is turned away',
      [notOffered(flightingUser)],
      { values: user, quote: '4000000' },
      { expect: 'adfs' },
    ],
  ],
  passes: [
    ['a challenge without a word of it', [emptyBearer()], []],
    ['another refusal', [emptyBearer(), refused(noSuchUser)], ['unknown-user']],
    ['anonymous 401 without Bearer', [anonymous(), negotiate(200)], []],
    [
      'the number alone, in the words of another product',
      [
        emptyBearer({
          headers: [
            bearerChallenge(),
            ['x-ms-diagnostics', '4000000;reason="Flighting is not enabled";category="oauth_not_available"'],
            ...exchangeHeaders,
          ],
        }),
      ],
      [],
    ],
  ],
  skips: [
    ['a token that works all the same', [notOffered(flightingHost), tokenIssued(token), accepted({}, token)], []],
    ['no challenge and no diagnostics', [{ status: 200, headers: exchangeHeaders }], []],
  ],
  unknown: [
    [
      'headers partly dropped',
      [{ ...emptyBearer(), headers: [['WWW-Authenticate', 'Negotiate']], absent: ['response-headers'] }],
      'response-headers',
    ],
  ],
});
