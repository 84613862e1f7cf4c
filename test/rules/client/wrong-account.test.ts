import rule from '../../../src/rules/client/wrong-account.js';
import { accepted, emptyBearer, ewsUrl, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import { accessToken, type Exchange, exchangeHeaders } from '../../support/traffic.js';

const as = (user: string, own: Exchange = {}): Exchange => ({ requestHeaders: [['X-User-Identity', user]], ...own });
const mapi = (code: number, user: string): Exchange =>
  accepted(as(user, { headers: [...exchangeHeaders, ['X-ResponseCode', String(code)]] }));
const megan = 'megan@contoso.com';
const { authorization: _cut, ...withoutCredentials } = refusedSilently(as(megan));

testRule(rule, {
  fails: [
    [
      'a mailbox that does not open for another account',
      [emptyBearer(as(megan)), mapi(11, megan), mapi(11, megan)],
      {
        confidence: 'medium',
        values: { user: 'gregt@contoso.com', identity: megan, host: 'mail.contoso.com' },
        where: 'token upn',
        quote: 'gregt@contoso.com',
      },
    ],
    [
      'a token that is refused without a word of why',
      [refusedSilently(as(megan))],
      { values: { identity: megan }, where: 'X-User-Identity', quote: megan },
    ],
    [
      'refused for a reason that nobody knows',
      [refused([2000042, 'The thing is invalid.', 'invalid_thing'], as(megan))],
      { values: { user: 'gregt@contoso.com' }, quote: 'HTTP/1.1 401' },
    ],
  ],
  passes: [
    ['the user is unknown, which says more', [refused(noSuchUser, as(megan))], ['unknown-user']],
    ['the same person by another domain', [refusedSilently(as('gregt@contoso.example'))], ['token-refused']],
    ['the same person in capitals', [refusedSilently(as('GregT@contoso.com'))], ['token-refused']],
    ['a token that had ended', [refusedSilently(as(megan), accessToken({ exp: 1_000_000_000 }))], ['expired-token']],
    ['a lost context is no refusal of an account', [mapi(12, megan)], ['mapi-error']],
  ],
  skips: [
    ['a shared mailbox that opens', [emptyBearer(as('info@contoso.com')), mapi(0, 'info@contoso.com')], []],
    [
      'a program that names the mailbox alone',
      [
        refusedSilently({
          url: ewsUrl,
          userAgent: 'ExchangeServicesClient/15.00.0913.016',
          requestHeaders: [['X-AnchorMailbox', megan]],
        }),
      ],
      ['token-refused'],
    ],
    ['nobody is named', [refusedSilently()], ['token-refused']],
  ],
  unknown: [['credentials were removed', [{ ...withoutCredentials, absent: ['authorization'] }], 'authorization']],
});
