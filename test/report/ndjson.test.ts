import { describe, expect, it } from 'vitest';
import { languages } from '../../src/messages/language.js';
import { renderNdjson, renderNdjsonError } from '../../src/report/ndjson.js';
import type { Report } from '../../src/types.js';
import { ruleValues } from '../messages/rule-values.js';
import { hostileValues } from './hostile.js';
import { finding, flow, report } from './reports.js';

type Line = Readonly<Record<string, unknown>>;
const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const render = (given: Partial<Report>, lang: 'en' | 'ja' = 'en') =>
  linesOf(renderNdjson(report(given), lang, 'token'));
const har = { name: 'a.har', format: 'har', read: 12, skipped: 2, skips: { damaged: 2 }, limits: ['truncated'] };

// null fits every type; of a list the types of its items count.
function typesOf(line: Line): Record<string, string> {
  const entries = Object.entries(line).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && !value.length),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, typeOf(value)]));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${[...new Set(value.map(typeOf))].join()}]`;
  if (typeof value !== 'object') return typeof value;
  return `{${Object.entries(value as object)
    .map(([name, inner]) => `${name}:${inner === null ? '' : typeOf(inner)}`.replace(/(command|undo|format):.*/, '$1'))
    .join()}}`;
}

describe('renderNdjson', () => {
  it('has one line for a healthy input', () => {
    expect(render({ sources: [har] })).toEqual([
      {
        type: 'source',
        v: 1,
        time: null,
        source: { name: 'a.har', format: 'har' },
        producer: null,
        read: 12,
        skipped: 2,
        skips: [{ code: 'damaged', count: 2 }],
        repairs: [],
        limits: ['truncated'],
        errors: 0,
        warnings: 0,
        infos: 0,
        unknown: [],
        errorCode: null,
        errorMessage: null,
      },
    ]);
  });

  it('names the input where the report names none', () => {
    expect(render({})[0]).toMatchObject({ source: { name: 'token', format: 'token' }, read: 12 });
  });

  it('has a line for each finding, with its source', () => {
    const lines = render({
      sources: [har],
      flows: [flow()],
      findings: [
        finding({ first: 0, last: 1000, count: 2 }),
        finding({ rule: 'ssl-offload', causedBy: 'spn-missing' }),
      ],
    });
    expect(lines.map(({ type }) => type)).toEqual(['source', 'finding', 'finding']);
    expect(lines[0]).toMatchObject({ errors: 2 });
    expect(lines[1]).toMatchObject({
      time: '1970-01-01T00:00:00.000Z',
      source: { name: 'a.har', format: 'har' },
      rule: 'spn-missing',
      count: 2,
      last: '1970-01-01T00:00:01.000Z',
      causedBy: null,
      host: 'mail.contoso.com',
      virtualDirectory: '/mapi',
      user: 'kaz@contoso.com',
    });
    expect(lines[2]).toMatchObject({ rule: 'ssl-offload', causedBy: 'spn-missing', time: null });
  });

  it('says of many sign-ins only what they have in common', () => {
    const flows = [flow(), flow({ id: '2', user: 'megan@contoso.com' })];
    const [, line] = render({ flows, findings: [finding({ flows: ['1', '2'] })] });
    expect(line).toMatchObject({
      host: 'mail.contoso.com',
      user: null,
      users: ['kaz@contoso.com', 'megan@contoso.com'],
    });
  });

  it.each(languages)('has the same fields with the same types on every line of a kind: %s', (lang) => {
    const entries = Object.entries(ruleValues) as [keyof typeof ruleValues, (typeof ruleValues)['spn-missing']][];
    const findings = entries.flatMap(([rule, all]) => all.map((values) => finding({ rule, values })));
    const lines = [
      ...render({ findings, flows: [flow()], sources: [har] }, lang),
      ...render({ findings: [finding({ flows: [], evidence: [], first: 5 })] }, lang),
      ...linesOf(renderNdjsonError('b.har', { code: 'ERR_CAPTURE_INVALID', message: 'Cannot read it.' })),
    ];
    for (const kind of ['source', 'finding']) {
      const same = lines.filter(({ type }) => type === kind);
      expect(new Set(same.map((line) => Object.keys(line).join()))).toHaveProperty('size', 1);
      const types = new Map<string, Set<string>>();
      for (const line of same) {
        for (const [name, type] of Object.entries(typesOf(line)))
          types.set(name, (types.get(name) ?? new Set()).add(type));
      }
      expect([...types].filter(([, found]) => found.size > 1)).toEqual([]);
    }
  });

  it.each(hostileValues)('stays one value a line: %j', (hostile) => {
    const values = { host: hostile, resource: hostile };
    const dirty = finding({ values, evidence: [{ transaction: hostile, where: hostile, quote: hostile }] });
    const text = renderNdjson(report({ findings: [dirty], sources: [{ ...har, name: hostile }] }), 'en', '');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(linesOf(text).length).toBe(2);
  });
});
