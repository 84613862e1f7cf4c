import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.js';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).map((name) =>
  name.replaceAll('\\', '/'),
);
const kinds = ['fails', 'passes', 'skips', 'unknown'] as const;

describe('every rule', () => {
  it.each(rules.map(({ id }) => id))('%s has a test with all four kinds of traffic', (id) => {
    const name = files.find((file) => file.endsWith(`/${id}.test.ts`));
    expect(name).toBeDefined();
    const text = readFileSync(join(import.meta.dirname, name ?? ''), 'utf8');
    expect(text).toContain(`from '../../../src/rules/${name?.replace('.test.ts', '.js')}'`);
    expect(text).toContain('testRule(rule, {');
    expect(kinds.filter((kind) => !new RegExp(`^  ${kind}: \\[\\s*\\[`, 'm').test(text))).toEqual([]);
  });

  it('has an id of its own', () => {
    const ids = rules.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
  });

  it('names the parts that it must see, and where it comes from', () => {
    const bare = rules.filter(({ id, needs, references }) => {
      return needs.length === 0 || (references.length === 0 && id !== 'nothing-to-diagnose');
    });
    expect(bare.map(({ id }) => id)).toEqual([]);
  });
});
