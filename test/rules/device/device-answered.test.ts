import rule from '../../../src/rules/device/device-answered.js';
import { accepted, anonymous, autodiscoverUrl, bearerIgnored, emptyBearer, ntlm } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, type Exchange } from '../../support/traffic.js';

const answer = (own: Exchange = {}): Exchange => ({ authorization: 'Bearer ', status: 401, headers: [], ...own });
const foreign = answer({
  headers: [
    ['Server', 'FortiWeb'],
    ['WWW-Authenticate', 'Basic realm="Restricted"'],
  ],
});
const blocked = answer({
  status: 403,
  headers: [
    ['CF-RAY', '8f0'],
    ['Server', 'cloudflare'],
  ],
});

testRule(rule, {
  fails: [
    [
      '401 without a challenge',
      [answer()],
      {
        confidence: 'high',
        values: { kind: 'no-challenge', host: 'mail.contoso.com', virtualDirectory: '/mapi' },
        where: 'status',
        quote: '401',
      },
    ],
    ['the same to a token', [emptyBearer(), answer({ authorization: `Bearer ${accessToken()}` })], { quote: '401' }],
    [
      'a challenge of a device',
      [foreign],
      { confidence: 'medium', values: { kind: 'foreign', device: 'FortiWeb', offered: 'Basic' }, quote: 'Restricted' },
    ],
    ['a refusal of a device', [blocked], { values: { kind: 'blocked', device: 'Cloudflare' }, quote: '403' }],
    ['NTLM gets in', [foreign, ...ntlm(200)], { severity: 'info', values: { kind: 'foreign' }, quote: 'FortiWeb' }],
    [
      'pasted text, in which a header may have been left out',
      [answer({ source: 'text' })],
      { severity: 'warning', confidence: 'low', quote: '401' },
    ],
    ['HMA is not meant', [foreign], { severity: 'info', quote: 'FortiWeb' }, { expect: 'none' }],
  ],
  passes: [
    ['Exchange without OAuth', [bearerIgnored()], ['bearer-challenge-missing']],
    [
      'a hardened Exchange',
      [
        answer({
          headers: [
            ['WWW-Authenticate', 'NTLM'],
            ['WWW-Authenticate', 'Negotiate'],
          ],
        }),
      ],
      [],
    ],
    [
      'a device that passes on what Exchange says',
      [emptyBearer({ headers: [['Via', 'NS-CACHE'], ...(emptyBearer().headers ?? [])] })],
      [],
    ],
    ['nobody was asked to sign in', [answer({ authorization: undefined as never })], []],
    ['a bad moment', [answer(), emptyBearer(), accepted()], []],
    ['403 of Exchange', [accepted({ status: 403 })], ['token-refused']],
  ],
  skips: [
    ['a web site at the Autodiscover name', [answer({ url: autodiscoverUrl })], []],
    ['a token that is taken', [accepted()], []],
  ],
  unknown: [
    ['headers dropped', [answer({ absent: ['response-headers'] })], 'response-headers'],
    ['a sanitised capture', [anonymous({ absent: ['authorization'] })], 'authorization'],
  ],
});
