import rule from '../../../src/rules/device/autodiscover-misdirected.js';
import { accepted, bearerIgnored, emptyBearer } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders, negotiateAndNtlm } from '../../support/traffic.js';

const url = 'https://contoso.com/autodiscover/autodiscover.xml';
const basicRealm = ['WWW-Authenticate', 'Basic realm="cPanel"'] as const;
const site = (own: Exchange = {}): Exchange => ({
  url,
  authorization: 'Bearer ',
  status: 401,
  headers: [basicRealm],
  ...own,
});
const html = ['Content-Type', 'text/html'] as const;

testRule(rule, {
  fails: [
    [
      'a hosting panel wants a password',
      [site({ headers: [['Server', 'cpsrvd'], basicRealm] })],
      {
        confidence: 'medium',
        values: { kind: 'password', host: 'contoso.com', device: 'cPanel', offered: 'Basic' },
        where: 'WWW-Authenticate',
        quote: 'cPanel',
      },
    ],
    [
      'a web site has a page',
      [site({ status: 200, headers: [html] })],
      { values: { kind: 'page' }, quote: 'text/html' },
    ],
    ['pasted text', [site({ source: 'text' })], { severity: 'warning', confidence: 'low', quote: 'Basic' }],
    ['neither HMA nor AD FS is meant', [site()], { severity: 'info', quote: 'Basic' }, { expect: 'none' }],
  ],
  passes: [
    ['another name leads to Exchange', [site(), emptyBearer(), accepted()], []],
    ['Exchange without OAuth', [bearerIgnored({ url })], ['bearer-challenge-missing']],
    ['a hardened Exchange', [site({ headers: negotiateAndNtlm })], []],
    ['a hardened Exchange that takes Basic, too', [site({ headers: [basicRealm, ...negotiateAndNtlm] })], []],
    ['Exchange with Basic alone', [site({ headers: [basicRealm, ...exchangeHeaders] })], ['bearer-challenge-missing']],
  ],
  skips: [
    ['nothing there', [site({ status: 404, headers: [html] })], []],
    ['another virtual directory', [bearerIgnored()], ['bearer-challenge-missing']],
  ],
  unknown: [['headers dropped', [site({ headers: [], absent: ['response-headers'] })], 'response-headers']],
});
