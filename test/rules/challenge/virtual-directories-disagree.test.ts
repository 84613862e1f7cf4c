import rule from '../../../src/rules/challenge/virtual-directories-disagree.js';
import { accepted, anonymous, bearerIgnored, emptyBearer, ewsUrl, negotiate } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { exchangeHeaders, negotiateAndNtlm } from '../../support/traffic.js';

const ews = emptyBearer({ url: ewsUrl });
const values = { host: 'mail.contoso.com', virtualDirectory: '/mapi', offering: '/EWS', server: 'EX01' };

testRule(rule, {
  fails: [
    [
      '/EWS offers Bearer, /mapi does not',
      [ews, bearerIgnored()],
      { confidence: 'high', values, where: 'WWW-Authenticate', quote: 'Negotiate' },
    ],
    [
      'the token is taken at /EWS',
      [ews, accepted({ url: ewsUrl }), bearerIgnored()],
      { values, where: 'Authorization', quote: 'Bearer' },
    ],
    ['Kerberos gets in', [ews, bearerIgnored(), negotiate(200)], { severity: 'info', values, quote: 'Negotiate' }],
    [
      'Kerberos gets in, and HMA is meant',
      [ews, bearerIgnored(), negotiate(200)],
      { severity: 'warning', values, quote: 'Negotiate' },
      { expect: 'hma' },
    ],
  ],
  passes: [
    ['no other was seen', [bearerIgnored()], ['bearer-challenge-missing']],
    [
      'another host offers it',
      [emptyBearer({ url: 'https://webmail.contoso.com/EWS/Exchange.asmx' }), bearerIgnored()],
      ['bearer-challenge-missing'],
    ],
    [
      'Outlook Anywhere, which never offers it',
      [ews, bearerIgnored({ url: 'https://mail.contoso.com/rpc/rpcproxy.dll' })],
      ['bearer-challenge-missing'],
    ],
    ['nobody asked for it', [ews, anonymous()], []],
  ],
  skips: [
    ['all offer it', [ews, emptyBearer()], []],
    ['all take the token', [accepted({ url: ewsUrl }), accepted()], []],
  ],
  unknown: [
    [
      'was it an empty Bearer?',
      [ews, { status: 401, headers: [...negotiateAndNtlm, ...exchangeHeaders], absent: ['authorization'] }],
      'authorization',
    ],
    ['headers dropped', [ews, bearerIgnored({ headers: [], absent: ['response-headers'] })], 'response-headers'],
  ],
});
