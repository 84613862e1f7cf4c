import rule from '../../../src/rules/device/front-end-unavailable.js';
import { accepted, autodiscoverUrl, emptyBearer, ewsUrl, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders } from '../../support/traffic.js';

const down = (own: Exchange = {}): Exchange => ({
  authorization: 'Bearer ',
  status: 503,
  headers: [['Server', 'Microsoft-HTTPAPI/2.0']],
  ...own,
});
const host = 'mail.contoso.com';

testRule(rule, {
  fails: [
    [
      'http.sys alone',
      [down()],
      {
        confidence: 'high',
        values: { kind: 'http-sys', status: '503', host, virtualDirectory: '/mapi' },
        where: 'Server',
        quote: 'Microsoft-HTTPAPI/2.0',
      },
    ],
    [
      'a gateway that names itself',
      [emptyBearer(), down({ status: 504, headers: [['Server', 'nginx/1.27']] })],
      { values: { kind: 'gateway', device: 'nginx', status: '504' }, where: 'status', quote: '504' },
    ],
    ['a gateway without a name', [down({ status: 502, headers: [] })], { values: { kind: 'gateway' }, quote: '502' }],
    ['Exchange Online', [down({ url: onlineUrl, headers: [] })], { values: { kind: 'online' }, quote: '503' }],
    [
      'one server of several',
      [emptyBearer(), accepted(), down({ at: 2000 })],
      { severity: 'warning', confidence: 'medium', quote: '503' },
    ],
    [
      'Autodiscover, and nothing else was seen',
      [down({ url: autodiscoverUrl })],
      { severity: 'warning', confidence: 'low', quote: '503' },
    ],
  ],
  passes: [
    ['a bad moment, then it is there', [emptyBearer(), down(), accepted()], []],
    ['a long poll that a gateway cuts off', [emptyBearer(), accepted(), down({ status: 504 })], []],
    ['Exchange is busy', [emptyBearer(), down({ headers: exchangeHeaders })], []],
    [
      'an Autodiscover name without a server, beside one that has',
      [down({ url: 'https://contoso.com/autodiscover/autodiscover.xml' }), emptyBearer(), accepted()],
      [],
    ],
  ],
  skips: [
    ['no outage', [emptyBearer()], []],
    ['a web site', [down({ url: 'https://www.contoso.com/' })], []],
    ['500 of Exchange', [accepted({ url: ewsUrl, status: 500 })], []],
  ],
  unknown: [
    ['headers dropped', [emptyBearer(), down({ headers: [], absent: ['response-headers'] })], 'response-headers'],
  ],
});
