import rule from '../../../src/rules/device/auth-certificate-expired.js';
import { accepted, anonymous } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders } from '../../support/traffic.js';

const title = 'ASSERT: HMACProvider.GetCertificates:protectionCertificates.Length&lt;1';
const failing = (own: Exchange = {}): Exchange => ({
  url: 'https://mail.contoso.com/owa/auth.owa',
  status: 500,
  headers: [['Content-Type', 'text/html'], ...exchangeHeaders],
  body: `<html><head><title>${title}</title></head></html>`,
  ...own,
});
const owa = 'https://mail.contoso.com/owa/auth.owa';
const asked = anonymous({ url: owa });
const ecp = 'https://mail.contoso.com/ecp/';

testRule(rule, {
  fails: [
    [
      'OWA',
      [failing()],
      {
        confidence: 'high',
        values: { host: 'mail.contoso.com', virtualDirectory: '/owa', server: 'EX01' },
        where: 'body',
        quote: 'HMACProvider.GetCertificates',
      },
    ],
    [
      'ECP',
      [failing({ url: ecp, method: 'GET' })],
      { values: { virtualDirectory: '/ecp' }, where: 'status', quote: '500' },
    ],
  ],
  passes: [
    ['another error', [asked, failing({ body: '<html><title>Runtime Error</title></html>' })], []],
    ['it is back', [failing(), accepted({ url: ecp }), accepted({ url: owa })], []],
  ],
  skips: [
    ['a good answer', [failing({ status: 200, body: '' })], []],
    ['EWS', [failing({ url: 'https://mail.contoso.com/EWS/Exchange.asmx', body: '' })], []],
  ],
  unknown: [['the page was dropped', [asked, failing({ body: '', absent: ['response-body'] })], 'response-body']],
});
