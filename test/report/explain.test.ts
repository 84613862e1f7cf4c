import { describe, expect, it } from 'vitest';
import { allEntries } from '../../src/explain/entries.js';
import { find } from '../../src/explain/find.js';
import { dictionaryText, languages } from '../../src/messages/language.js';
import { columns } from '../../src/report/columns.js';
import { renderEntry, renderRules } from '../../src/report/explain.js';
import { rules } from '../../src/rules/index.js';

describe.each(languages)('the dictionary in %s', (lang) => {
  const words = dictionaryText(lang);

  it('has a word for every kind and fact', () => {
    const entries = [...allEntries(), ...find('15.1.2507.6').entries];
    expect(entries.filter(({ kind }) => words.kinds[kind] === undefined)).toEqual([]);
    const facts = new Set(entries.flatMap((entry) => entry.facts.map(([name]) => name)));
    expect([...facts].filter((name) => words.facts[name] === undefined)).toEqual([]);
  });

  it('says of every header and claim what it tells', () => {
    const silent = allEntries().filter(
      ({ kind, key }) =>
        (kind === 'header' && words.headers[key.toLowerCase()] === undefined) ||
        (kind === 'claim' && words.claims[key] === undefined),
    );
    expect(silent.map(({ key }) => key)).toEqual([]);
    for (const sentence of [...Object.values(words.headers), ...Object.values(words.claims)]) {
      expect(sentence).toMatch(/[.。)]$/);
    }
  });

  it('prints every entry, with nothing missing, and wraps what is prose', () => {
    for (const entry of allEntries()) {
      const text = renderEntry(entry, { lang, color: false });
      expect(text).toContain(entry.kind === 'reason' ? '' : entry.key);
      expect(text).not.toMatch(/undefined|\[object/);
      const prose = text.split('\n').filter((line) => !/^ {9}/.test(line) && !/https?:|\S{60}/.test(line));
      expect(prose.filter((line) => columns(line) > 80)).toEqual([]);
    }
  });

  it('lists all rules, each with its sentence', () => {
    const text = renderRules(
      rules.map(({ id }) => id),
      { lang, color: false },
    );
    for (const { id } of rules) expect(text).toContain(`\n${id}\n    `);
  });
});
