import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulePage } from '../../src/report/rule-page.js';
import { rules } from '../../src/rules/index.js';

const folder = resolve(import.meta.dirname, '../../docs/rules');
const ids = rules.map(({ id }) => id);

describe('the pages of the rules', () => {
  it('are there for every rule, and for nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  it.each(ids)('%s is what the rule and its words say (npm run docs)', (id) => {
    const page = rulePage(id);
    expect(readFileSync(join(folder, `${id}.md`), 'utf8')).toBe(page);
    expect(page).not.toMatch(/undefined|\[object/);
  });
});
