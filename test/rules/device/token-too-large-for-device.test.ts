import rule from '../../../src/rules/device/token-too-large-for-device.js';
import { accepted, anonymous, emptyBearer, ewsUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, type Exchange, exchangeHeaders } from '../../support/traffic.js';

const groups = Array.from({ length: 120 }, (_, index) => `00000000-1111-2222-3333-${String(index).padStart(12, '0')}`);
const large = `Bearer ${accessToken({ groups })}`;
const small = `Bearer ${accessToken()}`;
const tooLarge = (status: number, own: Exchange = {}): Exchange => ({ authorization: large, status, ...own });
const { status: _none, ...unanswered } = tooLarge(0);
const reset: Exchange = { ...unanswered, failure: { stage: 'response', code: 'ECONNRESET' } };

testRule(rule, {
  fails: [
    [
      'nginx says so',
      [emptyBearer(), tooLarge(494, { headers: [['Server', 'nginx']] })],
      {
        confidence: 'high',
        values: { host: 'mail.contoso.com', virtualDirectory: '/mapi', status: '494', device: 'nginx' },
        where: 'status',
        quote: '494',
      },
    ],
    [
      '431, and no question before it',
      [tooLarge(431)],
      { confidence: 'high', where: 'Authorization', quote: 'Bearer …' },
    ],
    [
      'nginx, which says 400 and means 494',
      [
        tooLarge(400, {
          headers: [['Server', 'nginx']],
          body: '<title>400 Request Header Or Cookie Too Large</title>',
        }),
      ],
      { confidence: 'high', values: { device: 'nginx', status: '400' }, quote: '400' },
    ],
    [
      'Windows itself',
      [emptyBearer(), tooLarge(400, { headers: [['Server', 'Microsoft-HTTPAPI/2.0']] })],
      { confidence: 'medium', values: { device: 'http.sys' }, quote: 'Microsoft-HTTPAPI' },
    ],
    ['400 with the token only', [emptyBearer(), tooLarge(400)], { confidence: 'medium', quote: '400' }],
    ['413 with the token only', [anonymous(), tooLarge(413)], { confidence: 'medium', quote: '413' }],
    [
      'the connection breaks with the token only',
      [emptyBearer(), reset],
      { confidence: 'medium', quote: 'ECONNRESET' },
    ],
  ],
  passes: [
    ['400 of Exchange', [emptyBearer(), tooLarge(400, { headers: exchangeHeaders })], []],
    ['400, and a token that is not large', [emptyBearer(), tooLarge(400, { authorization: small })], []],
    [
      '400 in pasted text, in which a header may have been left out',
      [emptyBearer({ source: 'text' }), tooLarge(400, { source: 'text' })],
      [],
    ],
    ['400, and nothing was answered before', [tooLarge(400)], []],
    ['refused once, then taken', [emptyBearer(), tooLarge(494), accepted()], []],
    ['the same host takes tokens elsewhere', [accepted({ url: ewsUrl }), emptyBearer(), tooLarge(413)], []],
    [
      'the connection breaks without a token',
      [emptyBearer(), { ...reset, authorization: 'Bearer ' }],
      ['connection-failed'],
    ],
  ],
  skips: [
    ['a challenge', [emptyBearer()], []],
    ['nothing listens', [{ failure: { stage: 'connect', code: 'ECONNREFUSED' } }], ['connection-failed']],
  ],
  unknown: [
    ['was there a token?', [emptyBearer(), { status: 431, absent: ['authorization'] }], 'authorization'],
    ['who answered?', [emptyBearer(), tooLarge(431, { absent: ['response-headers'] })], 'response-headers'],
  ],
});
