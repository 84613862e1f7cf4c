/**
 * Checks every reader against a folder of real captures from elsewhere, which is no part of the project: har/, saz/,
 * mitm/, headers/. Set HMA_DOCTOR_CORPUS to the folder; without it nothing runs. `captures.table.txt` is the table of file →
 * format → transactions → what was left out, mended and cannot be shown. Files that are not in it must be read, or refused
 * clearly, and are printed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { fileSource, memorySource, type Source } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import type { SourceReport } from '../../src/types.js';

const corpus = process.env.HMA_DOCTOR_CORPUS ?? '';
const folders = ['har', 'saz', 'mitm', 'headers'] as const;

const fileOf = (row: string) => row.slice(0, row.indexOf(': '));
const table = readFileSync(join(import.meta.dirname, 'captures.table.txt'), 'utf8')
  .trimEnd()
  .split('\n');
const listed = new Map(table.map((row) => [fileOf(row), row]));

describe.skipIf(!folders.every((folder) => existsSync(join(corpus, folder))))('real captures', () => {
  it('are all read, or refused in one clear sentence', async () => {
    const rows: string[] = [];
    for (const folder of folders) {
      for (const name of readdirSync(join(corpus, folder)).sort()) rows.push(await rowOf(folder, name));
    }
    const strangers = rows.filter((row) => !listed.has(fileOf(row)));
    if (strangers.length > 0) process.stdout.write(`${strangers.join('\n')}\n`);
    const known = rows.filter((row) => listed.has(fileOf(row)));
    expect(known).toEqual(known.map((row) => listed.get(fileOf(row))));
  });
});

async function rowOf(folder: (typeof folders)[number], name: string): Promise<string> {
  const source = sourceOf(folder, name);
  try {
    const capture = openCapture(source.opened);
    let transactions = 0;
    for await (const _ of capture.transactions) transactions += 1;
    const report = capture.summary();
    expect([name, report.read]).toEqual([name, transactions]);
    return `${folder}/${name}: ${wordsOf(report)}`;
  } catch (error) {
    expect(error).toBeInstanceOf(HmaError);
    const { code, message } = error as HmaError;
    expect(message).toContain(name);
    return `${folder}/${name}: refused ${code}`;
  } finally {
    source.close();
  }
}

// The comments on top of a text say what is known of it, and were not in what people pasted.
function sourceOf(folder: string, name: string): { readonly opened: Source; readonly close: () => void } {
  const path = join(corpus, folder, name);
  if (folder === 'headers') {
    const text = readFileSync(path, 'utf8').replace(/^# .*\n/gm, '');
    return { opened: memorySource(Buffer.from(text), name), close: () => {} };
  }
  const file = fileSource(path);
  if (!file) throw new TypeError(`${path} is no file`);
  return { opened: file, close: file.close };
}

function wordsOf({ format, read, skips, repairs, limits }: SourceReport): string {
  const counted = (label: string, counts: Readonly<Record<string, number>> = {}) =>
    Object.entries(counts).map(([code, count]) => `${label} ${code} ${count}`);
  const said = [...counted('left out', skips), ...counted('mended', repairs), ...limits.map((code) => `limit ${code}`)];
  return [`${format}, ${read}`, ...said].join('; ');
}
