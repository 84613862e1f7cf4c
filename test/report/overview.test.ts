import { describe, expect, it } from 'vitest';
import { languages } from '../../src/messages/language.js';
import { columns } from '../../src/report/columns.js';
import { type OverviewFile, overviewFile, renderBrief, renderOverview } from '../../src/report/overview.js';
import { hostileValues, unsafe } from './hostile.js';
import { finding, report } from './reports.js';

const plain = { lang: 'en', color: false } as const;
const har = { name: 'a.har', format: 'har', read: 12, skipped: 0, limits: [] };
const broken = report({ sources: [har], findings: [finding(), finding({ rule: 'ssl-offload', severity: 'warning' })] });
const files: readonly OverviewFile[] = [
  overviewFile('a.har', broken),
  overviewFile('folder/b.txt', report({ sources: [{ ...har, format: 'text' }] })),
  { name: 'c.bin' },
];

describe('renderOverview', () => {
  it('has a line for each file, and a count of all', () => {
    expect(renderOverview(files, plain).split('\n')).toEqual([
      'file          format  read  err  warn  leading finding',
      'a.har         har       12    1     1  spn-missing',
      'folder/b.txt  text      12    0     0  -',
      'c.bin         -          -    -     -  cannot be read',
      '',
      '3 files: 1 with an error, 0 with a warning, 1 without either, 1 not readable',
      '',
    ]);
  });

  it.each(languages)('fits the width, and keeps the end of a long name: %s', (lang) => {
    const long = files.map((file) => ({ ...file, name: `${file.name.length}/${'folder/'.repeat(30)}${file.name}` }));
    for (const width of [60, 80, 120]) {
      const lines = renderOverview(long, { lang, color: false, width }).split('\n').slice(0, -3);
      expect(lines.filter((line) => columns(line) > width)).toEqual([]);
      expect(lines.filter((line) => /…[^ ]*\/b\.txt /.test(line)).length).toBe(1);
    }
  });

  it('says the same with colour as without', () => {
    const coloured = renderOverview(files, { lang: 'en', color: true });
    expect(coloured).not.toBe(renderOverview(files, plain));
    expect(coloured.replace(/\p{Cc}\[[0-9;]*m/gu, '')).toBe(renderOverview(files, plain));
  });

  it.each(hostileValues)('lets nothing hostile reach the terminal: %j', (hostile) => {
    const dirty = [overviewFile(hostile, report({ sources: [{ ...har, name: hostile, format: hostile }] }))];
    expect(renderOverview([...dirty, { name: hostile }], plain)).not.toMatch(unsafe);
  });

  it('leaves away the folder that all are in', () => {
    const inside = files.map((file) => ({ ...file, name: `/var/captures/${file.name}` }));
    expect(renderOverview(inside, plain)).toBe(renderOverview(files, plain));
  });
});

describe('renderBrief', () => {
  it('is one line on health', () => {
    expect(renderBrief('a.har', report(), plain)).toBe(
      '==> a.har <== Nothing is wrong: no fault was found in 12 transactions.',
    );
  });

  it('names what is only worth knowing', () => {
    const nothing = finding({ rule: 'nothing-to-diagnose', severity: 'info', values: { transactions: '3' } });
    expect(renderBrief('a.har', report({ findings: [nothing] }), plain)).toMatch(/^==> a\.har <== \S.*\.$/);
  });

  it('has what is to be said of the reading under it', () => {
    const cut = report({ sources: [{ ...har, skipped: 1, skips: { damaged: 1 }, limits: ['truncated'] }] });
    expect(renderBrief('a.har', cut, plain)?.split('\n').slice(1)).toEqual([
      '    - 1 entry left out: 1 damaged.',
      '    - It is cut short: everything up to the cut was read.',
    ]);
  });

  it.each([
    ['an error', broken],
    ['what could not be judged', report({ unknown: [{ rule: 'expired-token', missing: 'time', flows: ['1'] }] })],
    ['a rule that failed', report({ crashed: [{ rule: 'expired-token', message: 'x' }] })],
  ])('leaves %s to the whole report', (_what, whole) => {
    expect(renderBrief('a.har', whole, plain)).toBeUndefined();
  });
});
