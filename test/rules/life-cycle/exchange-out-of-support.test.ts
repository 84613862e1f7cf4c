import rule from '../../../src/rules/life-cycle/exchange-out-of-support.js';
import { accepted, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders, start } from '../../support/traffic.js';

const seen = (build: string, own: Exchange = {}): Exchange =>
  accepted({ headers: [...exchangeHeaders, ['X-ServerApplication', `Exchange/${build}`]], ...own });
const dated: Exchange['headers'] = [
  ...exchangeHeaders,
  ['X-ServerApplication', 'Exchange/15.01.2507.066'],
  ['Date', 'Tue, 03 Nov 2026 02:00:00 GMT'],
];
const secondsTo = (year: number, month: number, day: number) => (Date.UTC(year, month, day) - start) / 1000;
const aYearBefore = -400 * 86_400;

testRule(rule, {
  fails: [
    [
      'Exchange 2016 a year after its end',
      [seen('15.01.2507.066')],
      {
        severity: 'info',
        confidence: 'high',
        values: {
          product: 'Exchange Server 2016',
          release: 'CU23 Feb26SU',
          build: '15.1.2507.66',
          until: '2025-10-14',
          server: 'EX01',
        },
        where: 'X-ServerApplication',
        quote: 'Exchange/15.01.2507.066',
      },
    ],
    [
      'two versions: the one that ended first',
      [seen('15.2.1748.43'), seen('15.0.1497.48', { url: 'https://old.contoso.com/mapi/emsmdb/' })],
      { severity: 'info', values: { product: 'Exchange Server 2013', until: '2023-04-11' }, quote: '15.0.1497.48' },
    ],
    [
      'the same, in whatever order they are seen',
      [seen('15.0.1497.48', { url: 'https://old.contoso.com/mapi/emsmdb/' }), seen('15.2.1748.43')],
      { severity: 'info', values: { product: 'Exchange Server 2013' }, quote: '15.0.1497.48' },
    ],
    [
      'the day after the last',
      [seen('15.1.2507.66', { at: secondsTo(2025, 9, 15) })],
      { severity: 'info', quote: '2507' },
    ],
    [
      'no times, but the server has a clock',
      [{ ...accepted(), headers: dated, absent: ['time'] }],
      { severity: 'info', quote: '2507' },
    ],
  ],
  passes: [
    [
      'a version that has no end yet beside times that are missing',
      [
        seen('15.2.2562.37'),
        seen('15.1.2507.66', { at: aYearBefore, absent: [] }),
        seen('15.1.2507.66', { absent: ['time'] }),
      ],
      [],
    ],
  ],
  skips: [
    ['the last second of the last day', [seen('15.1.2507.66', { at: secondsTo(2025, 9, 15) - 1 })], []],
    ['a paste without times', [seen('15.1.2507.66', { source: 'text', absent: ['time'] })], []],
    ['the version that is sold', [seen('15.2.2562.45')], []],
    ['before the end: judged by the time of the traffic', [seen('15.1.2507.66', { at: aYearBefore })], []],
    ['Exchange Online', [seen('15.20.9412.012', { url: onlineUrl })], []],
    ['no build', [accepted()], []],
  ],
  unknown: [['no times at all', [seen('15.1.2507.66', { absent: ['time'] })], 'time']],
});
