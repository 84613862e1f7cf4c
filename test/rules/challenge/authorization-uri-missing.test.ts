import rule from '../../../src/rules/challenge/authorization-uri-missing.js';
import {
  accepted,
  anonymous,
  bearerIgnored,
  emptyBearer,
  negotiate,
  ntlm,
  pastedHead,
  refused,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { flightingHost, noSuchUser } from '../../support/sentences.js';
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
const without = bearerChallenge({ authorization_uri: undefined });
const nowhere = (own: Exchange = {}) =>
  emptyBearer({ headers: [without, ...negotiateAndNtlm, ...exchangeHeaders], ...own });
const cutAfter = (end: string): readonly [string, string] => {
  const [name, value] = without;
  return [name, value.slice(0, value.indexOf(end) + end.length)];
};
const values = { host: 'mail.contoso.com', virtualDirectory: '/mapi', server: 'EX01' };

testRule(rule, {
  fails: [
    [
      'no authorization server is the default one',
      [nowhere()],
      {
        confidence: 'high',
        values,
        where: 'WWW-Authenticate',
        quote: 'client_id="00000002-0000-0ff1-ce00-000000000000"',
      },
    ],
    ['Negotiate gets in', [nowhere(), negotiate(200)], { severity: 'info', values, quote: 'client_id' }],
    [
      'Negotiate gets in, and HMA is meant',
      [nowhere(), negotiate(200)],
      { severity: 'warning', values, quote: 'client_id' },
      { expect: 'hma' },
    ],
    ['HMA is not meant', [nowhere()], { severity: 'info', values, quote: 'client_id' }, { expect: 'none' }],
    [
      'NTLM refused: interception itself does that',
      [nowhere(), ...ntlm(401)],
      { severity: 'warning', confidence: 'low', values, quote: 'client_id' },
    ],
    [
      'NTLM refused, and HMA is meant',
      [nowhere(), ...ntlm(401)],
      { severity: 'error', values, quote: 'client_id' },
      { expect: 'hma' },
    ],
    [
      'a pasted head: neither error nor diagnostics',
      [pastedHead({ status: 401, headers: [without, ...exchangeHeaders] })],
      { confidence: 'low', values: { server: 'EX01', host: undefined }, quote: 'client_id' },
    ],
    [
      'a 401 whose challenge stands in the text beside it',
      [pastedHead({ status: 401, headers: [], text: `Response: ${without.join(': ')}` })],
      { confidence: 'low', where: 'text', quote: 'client_id="00000002-0000-0ff1-ce00-000000000000"' },
    ],
    ['the newest answer counts', [emptyBearer(), nowhere()], { values, quote: 'client_id' }],
  ],
  passes: [
    ['a challenge that says where', [emptyBearer()], []],
    [
      'Exchange Online asks for its user: a server brings its token',
      [
        emptyBearer({
          userAgent: 'ASProxy/CrossForest/EXCH/15.20',
          headers: [bearerChallenge({ authorization_uri: undefined }), ...exchangeHeaders],
        }),
      ],
      [],
    ],
    [
      'login.microsoftonline.com, a tenant in place of common',
      [
        emptyBearer({
          headers: [
            bearerChallenge({ authorization_uri: 'https://login.microsoftonline.com/contoso.com/oauth2/authorize' }),
            ...exchangeHeaders,
          ],
        }),
      ],
      [],
    ],
    [
      'missing in the answer to a full token',
      [
        {
          ...refused(noSuchUser),
          headers: [without, diagnosticsHeader(...noSuchUser), ...exchangeHeaders],
        },
      ],
      ['unknown-user'],
    ],
    [
      'missing beside 4000000, which says more',
      [nowhere({ headers: [without, diagnosticsHeader(...flightingHost), ...exchangeHeaders] })],
      ['flighting-disabled'],
    ],
    ['missing in the answer to an anonymous request', [anonymous({ headers: [without, ...exchangeHeaders] })], []],
    [
      "another product's challenge",
      [
        emptyBearer({
          url: 'https://mail.contoso.com/EWS/Exchange.asmx',
          headers: [['WWW-Authenticate', 'Bearer realm="", error="invalid_token"']],
        }),
      ],
      [],
    ],
  ],
  skips: [
    ['no Bearer challenge at all', [bearerIgnored()], ['bearer-challenge-missing']],
    ['a token from elsewhere works', [nowhere(), tokenIssued(token), accepted({}, token)], []],
  ],
  unknown: [
    [
      'a sanitised capture: was it an empty Bearer?',
      [{ status: 401, headers: [without, ...exchangeHeaders], absent: ['authorization'] }],
      'authorization',
    ],
    [
      'a pasted head that is cut inside a parameter',
      [pastedHead({ status: 401, headers: [cutAfter('trusted_issuers="00000001'), ...exchangeHeaders] })],
      'request',
    ],
    [
      "a pasted head that is cut inside a parameter's name",
      [pastedHead({ status: 401, headers: [cutAfter('trusted_iss'), ...exchangeHeaders] })],
      'request',
    ],
    [
      'a pasted head whose error tells of a token',
      [
        pastedHead({
          status: 401,
          headers: [bearerChallenge({ authorization_uri: undefined, error: 'invalid_token' }), ...exchangeHeaders],
        }),
      ],
      'request',
    ],
  ],
});
