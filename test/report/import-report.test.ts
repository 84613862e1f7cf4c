import { describe, expect, it } from 'vitest';
import { languages } from '../../src/messages/language.js';
import { columns } from '../../src/report/columns.js';
import { importReport } from '../../src/report/import-report.js';
import type { SourceReport } from '../../src/types.js';
import { hostileValues, unsafe } from './hostile.js';
import { report } from './reports.js';

const plain = { lang: 'en', color: false } as const;
const source = (given: Partial<SourceReport> = {}): SourceReport => ({
  name: 'capture.har',
  format: 'har',
  read: 12,
  skipped: 0,
  limits: [],
  ...given,
});
const said = (given: Partial<SourceReport>) => importReport(report({ sources: [source(given)] }), plain).join('\n');

describe('importReport', () => {
  it('is one line under its heading where nothing is to be said', () => {
    expect(importReport(report({ sources: [source({ producer: 'Fiddler' })] }), plain)).toEqual([
      'what was read',
      '  capture.har: HAR by Fiddler, 12 transactions',
    ]);
  });

  it('says nothing of a report without inputs', () => {
    expect(importReport(report(), plain)).toEqual([]);
  });

  it.each<[string, Partial<SourceReport>, string]>([
    ['left out, without reasons', { skipped: 2 }, '- 2 entries left out.'],
    ['left out, with reasons', { skipped: 2, skips: { damaged: 2 } }, '- 2 entries left out: 2 damaged.'],
    ['left out for a reason of no sentence', { skipped: 1, skips: { odd: 1 } }, '- 1 entry left out: odd 1.'],
    ['mended', { repairs: { 'wrapped-lines-joined': 3 } }, '- Mended: 3 wrapped lines joined.'],
    ['mended once', { repairs: { 'wrapped-lines-joined': 1 } }, '- Mended: 1 wrapped line joined.'],
    ['mended in a way of no sentence', { repairs: { odd: 4 } }, '- Mended: odd 4.'],
    ['not to be seen', { limits: ['no-times'] }, '- It has no times.'],
    ['not to be seen, twice', { limits: ['odd', 'odd'] }, '- odd'],
  ])('says what was %s', (_what, given, line) => {
    expect(said(given).split('\n').slice(2)).toEqual([`    ${line}`]);
  });

  it('shows limits which no input claims', () => {
    const capture = { transactions: 1, exchange: 1, signIn: 0, limits: ['no-times'] };
    expect(importReport(report({ capture, sources: [source()] }), plain).join('\n')).toContain('It has no times.');
  });

  it.each(languages)('fits the width: %s', (lang) => {
    const sources = [
      source({
        name: 'a-very-long-name/'.repeat(20),
        producer: 'WebInspector 537.36',
        skipped: 1200,
        skips: { damaged: 1199, odd: 1 },
        repairs: { 'wrapped-lines-joined': 10, 'glued-lines-split': 3, 'quotes-undone': 8, 'escapes-undone': 1 },
        limits: ['truncated', 'sanitised', 'local-times'],
      }),
    ];
    for (const width of [40, 80, 120]) {
      const lines = importReport(report({ sources }), { lang, color: false, width });
      expect(lines.filter((line) => columns(line) > width)).toEqual([]);
    }
  });

  it.each(hostileValues)('lets nothing hostile reach the terminal: %j', (hostile) => {
    const all = { [hostile]: 1 };
    const dirty = { name: hostile, format: hostile, producer: hostile, skips: all, repairs: all, limits: [hostile] };
    expect(said({ ...dirty, skipped: 1 })).not.toMatch(unsafe);
  });
});
