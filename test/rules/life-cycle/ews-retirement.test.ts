import rule from '../../../src/rules/life-cycle/ews-retirement.js';
import { accepted, ewsUrl, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, diagnosticsHeader, type Exchange, exchangeHeaders, start } from '../../support/traffic.js';

const token = accessToken({ aud: 'https://outlook.office365.com' });
const online = (own: Exchange = {}): Exchange => accepted({ url: onlineUrl, ...own }, token);
const secondsTo = (year: number, month: number, day: number) => (Date.UTC(year, month, day) - start) / 1000;
const days = (count: number) => count * 86_400;

testRule(rule, {
  fails: [
    [
      'EWS of Exchange Online, after it began',
      [online()],
      {
        severity: 'info',
        confidence: 'high',
        values: { kind: 'begun', host: 'outlook.office365.com', begins: '2026-10-01', ends: '2027-04-01' },
        where: 'url',
        quote: onlineUrl,
      },
    ],
    [
      'a program that still gets in, beside one that does not',
      [online(), online({ status: 403, userAgent: 'Another/1.0' })],
      { severity: 'info', values: { kind: 'blocked' }, where: 'status', quote: '403' },
    ],
    [
      'a request whose time is known, beside one without',
      [online({ absent: ['time'] }), online({ userAgent: 'Another/1.0' })],
      { severity: 'info', values: { kind: 'begun' }, quote: 'EWS' },
    ],
    [
      'a paste, whose answer is dated',
      [
        online({
          source: 'text',
          absent: ['time'],
          headers: [...exchangeHeaders, ['Date', 'Tue, 01 Sep 2026 09:00:00 GMT']],
        }),
      ],
      { severity: 'info', values: { kind: 'planned' }, quote: 'EWS' },
    ],
    ['before it began', [online({ at: days(-60) })], { severity: 'info', values: { kind: 'planned' }, quote: 'EWS' }],
    ['after the last day', [online({ at: days(200) })], { severity: 'info', values: { kind: 'over' }, quote: 'EWS' }],
    [
      'a 403 after it began: a hint, no proof',
      [online({ status: 403 })],
      { severity: 'info', confidence: 'medium', values: { kind: 'blocked' }, where: 'status', quote: '403' },
    ],
    [
      'a 403 of which Exchange says why',
      [
        online({
          status: 403,
          headers: [...exchangeHeaders, diagnosticsHeader(2000008, 'Not enough scope.', 'invalid_grant')],
        }),
      ],
      { severity: 'info', confidence: 'high', values: { kind: 'begun' }, quote: 'EWS' },
    ],
    [
      'a 403 in the first second',
      [online({ status: 403, at: secondsTo(2026, 9, 1) })],
      { severity: 'info', values: { kind: 'blocked' }, quote: '403' },
    ],
    [
      'the second before',
      [online({ at: secondsTo(2026, 9, 1) - 1 })],
      { severity: 'info', values: { kind: 'planned' }, quote: 'EWS' },
    ],
    [
      'the first second',
      [online({ at: secondsTo(2026, 9, 1) })],
      { severity: 'info', values: { kind: 'begun' }, quote: 'EWS' },
    ],
    [
      'the last second',
      [online({ at: secondsTo(2027, 3, 1) - 1 })],
      { severity: 'info', values: { kind: 'begun' }, quote: 'EWS' },
    ],
    ['over', [online({ at: secondsTo(2027, 3, 1) })], { severity: 'info', values: { kind: 'over' }, quote: 'EWS' }],
    [
      'a 403 before it began has another reason',
      [online({ status: 403, at: days(-60) })],
      { severity: 'info', confidence: 'high', values: { kind: 'planned' }, quote: 'EWS' },
    ],
  ],
  passes: [['no times', [online({ absent: ['time'] }), accepted()], []]],
  skips: [
    ['a paste without times', [online({ source: 'text', absent: ['time'] })], []],
    ['EWS on-premises', [accepted({ url: ewsUrl })], []],
    ['another protocol', [accepted({ url: 'https://outlook.office365.com/mapi/emsmdb/' }, token)], []],
  ],
  unknown: [['no times: whether it has begun', [online({ absent: ['time'] })], 'time']],
});
