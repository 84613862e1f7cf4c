import rule from '../../../src/rules/capture/capture-sanitised.js';
import { accepted, anonymous, bearerIgnored, emptyBearer, ewsUrl, pastedHead } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders, negotiateAndNtlm } from '../../support/traffic.js';

/** As browsers export it: the request is there, its credentials are not. */
const sanitised = ({ authorization: _cut, ...exchange }: Exchange): Exchange => ({
  ...exchange,
  absent: ['authorization'],
});

testRule(rule, {
  fails: [
    [
      'nobody got in, and what was sent is not known',
      [sanitised(anonymous())],
      {
        severity: 'warning',
        confidence: 'high',
        values: { kind: 'har', host: 'mail.contoso.com', virtualDirectory: '/mapi' },
        where: 'WWW-Authenticate',
        quote: 'Negotiate',
      },
    ],
    [
      'a NetLog',
      [sanitised(bearerIgnored({ source: 'netlog' }))],
      { severity: 'warning', values: { kind: 'netlog' }, where: 'status', quote: '401' },
    ],
    [
      'one of two that did not get in',
      [sanitised(emptyBearer()), sanitised(accepted()), sanitised(bearerIgnored({ url: ewsUrl }))],
      { severity: 'warning', values: { virtualDirectory: '/EWS', flows: '1' }, quote: '401' },
    ],
    [
      'asked, then forbidden, in an archive: the last word is quoted',
      [sanitised(anonymous({ source: 'saz' })), sanitised(anonymous({ source: 'saz', status: 403 }))],
      { severity: 'warning', values: { kind: 'other' }, where: 'status', quote: '403' },
    ],
    [
      'a fault of the server after it',
      [sanitised(anonymous()), sanitised({ status: 500, headers: exchangeHeaders })],
      { severity: 'warning', values: { flows: '1' }, where: 'status', quote: '401' },
    ],
  ],
  passes: [
    ['a website asks for credentials, too', [sanitised(anonymous({ headers: negotiateAndNtlm }))], []],
    ['all got in: nobody misses them', [sanitised(emptyBearer()), sanitised(accepted())], []],
  ],
  skips: [
    ['a whole capture', [anonymous(), emptyBearer()], []],
    ['a log has no headers at all', [sanitised(anonymous({ source: 'log' }))], []],
  ],
  unknown: [
    [
      'beside a pasted head, of which not even the request is known',
      [sanitised(accepted()), pastedHead({ status: 401, headers: [['X-FEServer', 'EX01']] })],
      'request',
    ],
  ],
});
