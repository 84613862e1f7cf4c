/**
 * What a person reads stands in `messages/`, in English and Japanese; the sentences of errors stand where they are thrown,
 * in templates with the tag `sentence`, and there in Japanese. The exceptions are listed, each with its reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literalsOf } from '../support/literals.js';

const source = resolve(import.meta.dirname, '../../src');

/** Rooms and files that hold no sentence of ours. */
const free: Readonly<Record<string, string>> = {
  'messages/': 'they stand here',
  'knowledge/': 'names, sentences of Microsoft’s programs, and where a row is from',
  'admit/': 'names of headers and parameters, and words that stand in secrets',
  'parse/': 'the sentences of servers, by which they are known',
  'lab/': 'what Exchange, Entra ID and devices send',
  'cli/table/': 'the table of the command line; its Japanese is held by a test of its own',
  'capture/log/': 'the columns of logs',
  'capture/text/': 'the sentences of programs, by which a paste is known',
  'capture/saz/': 'what Fiddler writes and reads',
  'proxy/': 'why a connection ended, beside Node’s own words, and answers to clients',
  'system/proxy/': 'scripts for other programs',
  'processes/': 'for the log alone',
};

/** Single strings. */
const names: ReadonlySet<string> = new Set([
  'Exchange Server SE',
  'NTLM channel binding',
  '<!-- Made by `npm run docs` from the rule and its words. -->',
  // Causes, which are shown with -v alone.
  'not the key of a CA certificate',
  'not signed by the root',
  'not an error object',
  'an error that cannot be shown safely',
  'something unexpected happened.',
  'a control run has no certificates',
  'the thread ended',
  // The log of the tool itself.
  'left out by --only',
  'connection can no longer be read',
]);

/** Three words and more in a row: not a list of names, not a command. */
function isSentence(text: string): boolean {
  if (/^ *(?:(?:curl|hma-doctor|certutil|security|sudo|export|\$) |… -)/.test(text)) return false;
  return (text.match(/[A-Za-z,.;:] (?=[A-Za-z])/g) ?? []).length >= 2;
}

function sentencesIn(file: string): string[] {
  const literals = literalsOf(readFileSync(join(source, file), 'utf8'));
  return literals.filter(({ text, tag }) => tag !== 'sentence' && isSentence(text)).map(({ text }) => text);
}

describe('the sentences that people read', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'));
  const places = Object.keys(free);

  it('stand in messages/ alone', () => {
    const bound = files.filter((file) => !places.some((place) => file.startsWith(place)));
    expect(bound.length).toBeGreaterThan(150);
    const found = bound.flatMap((file) => sentencesIn(file).map((text) => `${file}: ${text}`));
    expect(found.filter((row) => !names.has(row.slice(row.indexOf(': ') + 2)))).toEqual([]);
  });

  it('have no exception that nothing needs', () => {
    const idle = places.filter(
      (place) => !files.some((file) => file.startsWith(place) && sentencesIn(file).length > 0),
    );
    expect(idle).toEqual([]);
    const bound = files.filter((file) => !places.some((place) => file.startsWith(place)));
    const said = new Set(bound.flatMap(sentencesIn));
    expect([...names].filter((name) => !said.has(name))).toEqual([]);
  });

  it('would be found', () => {
    expect(sentencesIn('messages/rules/sign-in/en.ts').length).toBeGreaterThan(20);
  });
});
