import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/messages/language.js';

const folder = resolve(import.meta.dirname, '../../src/messages/rules');

/** The steps that a file writes sentences for. */
function stepsIn(file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const from = text.indexOf('export const steps');
  return from < 0 ? [] : [...text.slice(from).matchAll(/^ {2}'?([a-z0-9-]+)'?:/gm)].map(([, id = '']) => id);
}

describe.each(languages)('the steps in %s', (lang) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    new RegExp(`(?:^|[\\\\/])${lang}\\.ts$`).test(name),
  );

  it('have one sentence each: families share one list, and the later would win', () => {
    const ids = files.flatMap(stepsIn);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
