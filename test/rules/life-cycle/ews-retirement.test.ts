import rule from '../../../src/rules/life-cycle/ews-retirement.js';
import { accepted, ewsUrl, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, type Exchange } from '../../support/traffic.js';

const token = accessToken({ aud: 'https://outlook.office365.com' });
const online = (own: Exchange = {}): Exchange => accepted({ url: onlineUrl, ...own }, token);
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
    ['before it began', [online({ at: days(-60) })], { severity: 'info', values: { kind: 'planned' }, quote: 'EWS' }],
    ['after the last day', [online({ at: days(200) })], { severity: 'info', values: { kind: 'over' }, quote: 'EWS' }],
    [
      'a 403 after it began: a hint, no proof',
      [online({ status: 403 })],
      { severity: 'info', confidence: 'medium', values: { kind: 'blocked' }, where: 'status', quote: '403' },
    ],
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
