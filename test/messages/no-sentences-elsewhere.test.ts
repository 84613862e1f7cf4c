import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** What a report is made by. Errors, the help of the command line and the words of readers are not sentences of a report. */
const rooms = ['flow', 'rules', 'report', 'explain', 'diagnosis.ts'];

/** Names that have blanks. */
const names: ReadonlySet<string> = new Set([
  'Exchange Server SE',
  'NTLM channel binding',
  '<!-- Made by `npm run docs` from the rule and its words. -->',
]);

const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/** The literals of a file with three words and more, without comments and what stands in templates. */
function sentencesIn(file: string): string[] {
  const code = readFileSync(join(source, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const texts = [...code.matchAll(literal)].map(([, plain, template]) => plain ?? template ?? '');
  return texts.filter((text) => (withoutPlaces(text).match(/[A-Za-z,] (?=[A-Za-z])/g) ?? []).length >= 2);
}

function withoutPlaces(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, '');
}

describe('the sentences of reports', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && rooms.includes(name.split('/')[0] ?? ''));

  it('stand in messages/ alone', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) => sentencesIn(file).map((text) => ({ file, text })));
    expect(found.filter(({ text }) => !names.has(text))).toEqual([]);
  });

  it('would be found', () => {
    expect(sentencesIn('messages/rules/sign-in/en.ts').length).toBeGreaterThan(20);
  });
});
