import rule from '../../../src/rules/client/basic-auth-used.js';
import { accepted, anonymous, basic, easUrl, emptyBearer, ewsUrl, ntlm, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { bearerChallenge, type Exchange, exchangeHeaders } from '../../support/traffic.js';

const eas: Exchange = { url: easUrl, userAgent: 'Android-Mail/2020.11.29.345' };
const offered: Exchange = { ...eas, status: 401, headers: [bearerChallenge(), ...exchangeHeaders] };
const ews: Exchange = { url: ewsUrl };
const elsewhere: Exchange = { url: easUrl.replace('mail', 'eas') };

testRule(rule, {
  fails: [
    [
      'Basic where the first answer offers Bearer',
      [offered, basic(200, eas)],
      {
        severity: 'info',
        confidence: 'high',
        values: { host: 'mail.contoso.com', virtualDirectory: '/Microsoft-Server-ActiveSync', client: eas.userAgent },
        where: 'Authorization',
        quote: 'Basic …',
      },
    ],
    [
      'Bearer is offered to another client',
      [emptyBearer({ url: easUrl }), accepted({ url: easUrl }), basic(200, eas)],
      { severity: 'info', quote: 'Basic …' },
    ],
    [
      'Bearer is offered, though not by the name of Exchange',
      [{ ...offered, headers: [bearerChallenge({ client_id: undefined }), ...exchangeHeaders] }, basic(200, eas)],
      { severity: 'info', quote: 'Basic …' },
    ],
    ['where HMA is meant', [offered, basic(200, eas)], { severity: 'warning', quote: '200' }, { expect: 'hma' }],
  ],
  passes: [
    ['Bearer is not offered', [anonymous(eas), basic(200, eas)], []],
    ['Bearer is offered at another virtual directory alone', [emptyBearer(ews), accepted(ews), basic(200, eas)], []],
    ['Bearer is offered at another host alone', [emptyBearer(elsewhere), accepted(elsewhere), basic(200, eas)], []],
    ['a client that offered Bearer first', [emptyBearer(eas), basic(200, eas)], []],
    ['NTLM', [offered, ...ntlm(200, eas)], []],
  ],
  skips: [
    ['nothing modern is meant', [offered, basic(200, eas)], [], { expect: 'none' }],
    ['a wrong password', [anonymous(eas), basic(401, eas)], []],
    ['Exchange Online, in the days of Basic', [basic(200, { url: onlineUrl, at: -200_000_000 })], []],
  ],
  unknown: [
    [
      'credentials were removed',
      [{ ...offered }, { ...eas, status: 200, headers: exchangeHeaders, absent: ['authorization'] }],
      'authorization',
    ],
  ],
});
