import rule from '../../../src/rules/mailbox/mapi-error.js';
import { accepted, emptyBearer, negotiate, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { hostNameInvalid } from '../../support/sentences.js';
import { accessToken, type Exchange, exchangeHeaders, mapiUrl, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const said = (code: number, type = 'Connect', own: Exchange = {}): Exchange => ({
  headers: [...exchangeHeaders, ['X-RequestType', type], ['X-ResponseCode', String(code)]],
  ...own,
});
const answer = (code: number, type = 'Connect', own: Exchange = {}) => accepted(said(code, type, own), token);
const connectBody = (bytes: string) => `DONE\r\nX-ResponseCode: 0\r\n\r\n${bytes}${'\0'.repeat(20)}`;
const other = mapiUrl.replace('000000000001', '000000000002');

testRule(rule, {
  fails: [
    [
      'no privilege, to the end',
      [emptyBearer(), tokenIssued(token), answer(11), answer(11)],
      {
        confidence: 'medium',
        values: {
          kind: 'access',
          code: '11',
          name: 'No Privilege',
          request: 'connect',
          host: 'mail.contoso.com',
          server: 'EX01',
        },
        where: 'X-ResponseCode',
        quote: '11',
      },
    ],
    [
      'the body has the later word',
      [answer(0, 'Execute', { body: 'PROCESSING\r\nDONE\r\nX-ResponseCode: 12\r\n\r\n' })],
      { values: { kind: 'request', code: '12' }, where: 'body', quote: 'X-ResponseCode: 12' },
    ],
    [
      'Connect says in its body that the mailbox is elsewhere',
      [answer(0, 'Connect', { body: connectBody('\x78\x04\0\0') })],
      { severity: 'warning', values: { kind: 'moving', code: '0x00000478' }, where: 'body', quote: '0x00000478' },
    ],
    [
      'a lost context, and connecting again does not help',
      [answer(10, 'Execute'), answer(10), answer(10)],
      { values: { kind: 'context', code: '10' }, quote: '10' },
    ],
    [
      'a new connection, tried twice in vain',
      [answer(10), answer(10)],
      { values: { kind: 'context', code: '10' }, quote: '10' },
    ],
    [
      'a code that nobody knows',
      [answer(99)],
      { confidence: 'low', values: { kind: 'unknown', code: '99' }, quote: '99' },
    ],
    [
      'without a token it is the same',
      [negotiate(200, said(8))],
      { values: { kind: 'access', code: '8' }, quote: '8' },
    ],
    [
      'two mailboxes: the one that failed last',
      [answer(11), answer(12, 'Connect', { url: other })],
      { values: { code: '12' }, quote: '12' },
    ],
    [
      'one mailbox of two',
      [answer(0), answer(11, 'Connect', { url: other }), answer(0)],
      { values: { code: '11' }, quote: '11' },
    ],
  ],
  passes: [
    ['a lost context at the end: the client had no time to connect again', [answer(0), answer(10, 'Execute')], []],
    ['two mailboxes, each lost once: neither was tried again', [answer(10), answer(10, 'Connect', { url: other })], []],
    ['MAPI is switched off, which has a rule of its own', [answer(16)], ['protocol-disabled']],
    ['twice a lost cookie, no new connection', [answer(13, 'Execute'), answer(13, 'Execute')], []],
  ],
  skips: [
    ['context not found, then a new connection', [answer(10, 'Execute'), answer(0)], []],
    ['failover: shutting down, sequence, then open', [answer(18, 'Execute'), answer(15), answer(0)], []],
    ['a token that is refused', [answer(11), refused(hostNameInvalid)], ['audience-mismatch']],
    ['no MAPI at all', [accepted({ url: 'https://mail.contoso.com/EWS/Exchange.asmx' })], []],
  ],
  unknown: [
    ['headers dropped', [{ ...negotiate(200), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
