/**
 * What happens to a text on its way changes nothing of what it says: every text in captures/ gives the same findings
 * after it was quoted, wrapped, encoded, logged or pasted into something else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import type { RawTransaction } from '../../../src/types.js';

const folder = resolve(import.meta.dirname, '../../../captures');
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.txt') && !name.includes('-log'))
  .map((name) => [name, readFileSync(join(folder, name), 'utf8').trimEnd()] as const);

const each = (text: string, change: (line: string, index: number) => string) => text.split('\n').map(change).join('\n');
const cut = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? text;
const entities = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function wrap(text: string, width: number, indent = ''): string {
  return each(text, (line) => {
    const lines = [''];
    for (const word of line.split(' ')) {
      const last = lines.at(-1) ?? '';
      if (last.trim() !== '' && last.length + word.length >= width) lines.push(indent + word);
      else lines[lines.length - 1] = last === '' && lines.length === 1 && word !== '' ? word : `${last} ${word}`;
    }
    return lines.join('\n');
  });
}

const quotedPrintable = (text: string) =>
  each(
    [...Buffer.from(text, 'utf8')]
      .map((byte) => (byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
      .join(''),
    (line) => line.match(/.{1,72}(?![0-9A-F]{1,2}$)|.+/g)?.join('=\n') ?? '',
  );

const ways: [string, (text: string) => string | Buffer][] = [
  ['saved with line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
  ['saved with line ends of the old Macintosh', (text) => text.replaceAll('\n', '\r')],
  ['saved in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['copied with hard blanks', (text) => text.replaceAll(' ', '\u00a0')],
  ['copied with blanks of no width', (text) => text.replaceAll('-', '-\u200b')],
  ['quoted', (text) => each(text, (line) => `> ${line}`)],
  ['quoted twice', (text) => each(text, (line) => `> > ${line}`)],
  ['wrapped at 72', (text) => wrap(text, 72)],
  ['wrapped at 100 and quoted', (text) => each(wrap(text, 100), (line) => `> ${line}`)],
  ['wrapped at 80 with an indent', (text) => wrap(text, 80, '    ')],
  ['cut at 80', (text) => each(text, (line) => cut(line, 80))],
  ['in quoted-printable', quotedPrintable],
  [
    'in a base64 part of a mail',
    (text) => `Content-Transfer-Encoding: base64\n\n${cut(Buffer.from(text).toString('base64'), 76)}`,
  ],
  ['in a mail', (text) => `Hello,\n\nwe have this problem:\n\n${text}\n\nCan you help?\nAnn`],
  [
    'in HTML with line breaks',
    (text) => `<html><body><div>${entities(text).replaceAll('\n', '<br>\n')}</div></body></html>`,
  ],
  ['in HTML with paragraphs', (text) => each(text, (line) => `<p>${entities(line) || '&nbsp;'}</p>`)],
  ['preformatted in HTML', (text) => `<pre>${entities(text)}</pre>`],
  ['in a fence', (text) => `\`\`\`\n${text}\n\`\`\``],
  ['indented', (text) => each(text, (line) => `    ${line}`)],
  ['behind the time and the logger', (text) => each(text, (line) => `2026-05-04 06:46:02,123 DEBUG [http-1] ${line}`)],
  ['behind line numbers', (text) => each(text, (line, index) => `${index + 1}: ${line}`)],
  ['inside JSON', (text) => JSON.stringify({ level: 'debug', msg: text })],
  ['coloured', (text) => each(text, (line) => `\x1b[36m${line}\x1b[0m`)],
];

describe('a pasted text says the same', () => {
  const untouched = new Map(texts.map(([name, text]) => [name, findingsIn(text)]));

  it.each(ways)('%s', (_way, change) => {
    const said = texts.map(([name, text]) => [name, untouched.get(name) ?? [], findingsIn(change(text))] as const);
    const others = said.filter(([, before, after]) => before.join() !== after.join());
    expect(others).toEqual([]);
  });
});

function findingsIn(text: string | Buffer): string[] {
  const { transactions } = openCapture(memorySource(Buffer.from(text as string), 'paste'));
  const diagnosis = createDiagnosis();
  for (const one of transactions as Iterable<RawTransaction>) diagnosis.add(one);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const loud = diagnosis.report().findings.filter(({ severity }) => severity !== 'info');
  return [...new Set(loud.map(({ rule, severity }) => `${rule} ${severity}`))].sort();
}
