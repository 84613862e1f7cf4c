import rule from '../../../src/rules/challenge/bearer-challenge-missing.js';
import {
  accepted,
  anonymous,
  basic,
  bearerIgnored,
  easUrl,
  emptyBearer,
  ewsUrl,
  negotiate,
  ntlm,
  pastedHead,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, exchangeHeaders, negotiateAndNtlm, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const values = { host: 'mail.contoso.com', virtualDirectory: '/mapi', server: 'EX01', offered: 'Negotiate, NTLM' };

testRule(rule, {
  fails: [
    [
      'OAuth off on /mapi',
      [bearerIgnored()],
      { confidence: 'high', values, where: 'WWW-Authenticate', quote: 'Negotiate' },
    ],
    [
      'OAuth off on /EWS',
      [anonymous({ url: ewsUrl }), bearerIgnored({ url: ewsUrl })],
      { values: { ...values, virtualDirectory: '/EWS' }, where: 'Authorization', quote: 'Bearer' },
    ],
    [
      'Basic alone on ActiveSync',
      [
        bearerIgnored({
          url: easUrl,
          headers: [['WWW-Authenticate', 'Basic realm="mail.contoso.com"'], ...exchangeHeaders],
        }),
      ],
      {
        values: { ...values, virtualDirectory: '/Microsoft-Server-ActiveSync', offered: 'Basic' },
        quote: 'Basic realm',
      },
    ],
    [
      'NTLM gets in: HMA may not be in use',
      [bearerIgnored(), ...ntlm(200)],
      { severity: 'info', values, quote: 'Negotiate' },
    ],
    [
      'NTLM gets in, and HMA is meant',
      [bearerIgnored(), ...ntlm(200)],
      { severity: 'warning', values, quote: 'Negotiate' },
      { expect: 'hma' },
    ],
    ['HMA is not meant', [bearerIgnored()], { severity: 'info', values, quote: 'Negotiate' }, { expect: 'none' }],
    [
      'AD FS is meant, which needs OAuth as well',
      [bearerIgnored()],
      { values, quote: 'Negotiate' },
      { expect: 'adfs' },
    ],
    [
      'NTLM refused: interception itself does that',
      [bearerIgnored(), ...ntlm(401)],
      { severity: 'warning', confidence: 'low', values, quote: 'Negotiate' },
    ],
    [
      'Kerberos refused: interception itself does that',
      [bearerIgnored(), negotiate(401)],
      { severity: 'warning', confidence: 'low', values, quote: 'Negotiate' },
    ],
    [
      'Basic refused: no interception does that',
      [bearerIgnored(), basic(401)],
      { severity: 'error', confidence: 'high', values, quote: 'Negotiate' },
    ],
  ],
  passes: [
    ['an anonymous 401 without Bearer', [anonymous()], []],
    ['HMA off, and nobody asks for it', [anonymous(), negotiate(200)], []],
    [
      'no sign of Exchange: a website or a device',
      [
        bearerIgnored({
          headers: [
            ['Server', 'nginx'],
            ['WWW-Authenticate', 'Basic realm="hosting"'],
          ],
        }),
      ],
      ['device-answered'],
    ],
    ['offered at the second try', [bearerIgnored(), emptyBearer()], []],
    ['offered elsewhere, and the token works here', [bearerIgnored(), tokenIssued(token), accepted({}, token)], []],
  ],
  skips: [
    ['no 401 at all', [accepted()], []],
    ['a Bearer challenge in every answer', [emptyBearer()], []],
    [
      'SharePoint',
      [
        {
          url: 'https://contoso.sharepoint.com/_vti_bin/client.svc',
          authorization: 'Bearer ',
          status: 401,
          headers: [['WWW-Authenticate', 'NTLM']],
        },
      ],
      [],
    ],
  ],
  unknown: [
    [
      'a sanitised capture: was it an empty Bearer?',
      [{ status: 401, headers: [...negotiateAndNtlm, ...exchangeHeaders], absent: ['authorization'] }],
      'authorization',
    ],
    [
      'a pasted head without its request',
      [pastedHead({ status: 401, headers: [...negotiateAndNtlm, ...exchangeHeaders] })],
      'request',
    ],
    ['headers dropped', [bearerIgnored({ headers: [], absent: ['response-headers'] })], 'response-headers'],
  ],
});
