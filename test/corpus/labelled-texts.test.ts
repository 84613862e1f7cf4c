/**
 * Checks the diagnosis against a folder of real inputs from elsewhere, which is no part of the project: headers/ (texts
 * whose `# expected:` line is the label), blog/ (the file's name is the label). Set HMA_DOCTOR_CORPUS to the folder;
 * without it nothing runs. Prints the table of file → label → findings.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import { rules } from '../../src/rules/index.js';
import type { Finding } from '../../src/types.js';

const corpus = process.env.HMA_DOCTOR_CORPUS ?? '';
const known: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

// Cut off before the diagnostics: a status, a date and "Server: Apache" are all there is, and only its author knew more.
const listedMisses = new Set(['045-ews-onprem-403-not-enough-scope-guzzle.txt']);

interface Row {
  readonly file: string;
  readonly label: string;
  readonly leading: readonly string[];
  /** The errors and warnings among them. */
  readonly accusing: readonly string[];
  /** Those, and what they explain. */
  readonly said: readonly string[];
}

describe.skipIf(!existsSync(join(corpus, 'headers')))('labelled header texts', async () => {
  const files = existsSync(corpus) ? readdirSync(join(corpus, 'headers')).filter((name) => name.endsWith('.txt')) : [];
  const rows = await Promise.all(files.map(rowOf));

  it('gives every text of a known rule its rule', () => {
    process.stdout.write(`${rows.map(line).join('\n')}\n`);
    const wrong = rows.filter(({ label, said }) => known.has(label) && !said.includes(label));
    expect(wrong.map(({ file }) => file).filter((file) => !listedMisses.has(file))).toEqual([]);
  });

  it('accuses no healthy, foreign or unlabelled text', () => {
    const innocent = rows.filter(({ label }) => /^healthy|^not-exchange$|^other:/.test(label));
    const accused = innocent.filter(({ accusing }) => accusing.length > 0);
    expect(accused.map(line)).toEqual([]);
  });
});

describe.skipIf(!existsSync(join(corpus, 'blog')))('article samples', () => {
  const names = existsSync(corpus) ? readdirSync(join(corpus, 'blog')).map((name) => name.replace(/\.txt$/, '')) : [];
  const samples = [...names.filter((name) => known.has(name)), 'joke-unicorn'];

  it.each(samples)('%s gives its rule as the only leading error', async (name) => {
    const findings = await findingsIn(readFileSync(join(corpus, 'blog', `${name}.txt`)));
    const leading = findings.filter(({ severity, causedBy }) => severity === 'error' && causedBy === undefined);
    expect(leading.map(({ rule }) => rule)).toEqual([name === 'joke-unicorn' ? 'sign-in-error' : name]);
  });
});

async function rowOf(file: string): Promise<Row> {
  const lines = readFileSync(join(corpus, 'headers', file), 'utf8').split('\n');
  const label =
    lines
      .find((text) => text.startsWith('# expected:'))
      ?.slice('# expected:'.length)
      .trim() ?? '';
  const firstLine = lines.findIndex((text) => !text.startsWith('# '));
  const findings = await findingsIn(Buffer.from(lines.slice(firstLine).join('\n')));
  const leading = findings.filter(({ causedBy }) => causedBy === undefined);
  const accusing = leading.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  const said = findings.filter(({ rule, causedBy }) => accusing.includes(causedBy ?? rule)).map(({ rule }) => rule);
  return { file, label, leading: leading.map(({ rule }) => rule), accusing, said };
}

async function findingsIn(bytes: Uint8Array): Promise<readonly Finding[]> {
  const diagnosis = createDiagnosis();
  for await (const raw of openCapture(memorySource(bytes, 'pasted')).transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report().findings;
}

function line({ file, label, leading, accusing }: Row): string {
  return [
    file.padEnd(58),
    label.padEnd(34),
    leading.map((rule) => (accusing.includes(rule) ? `${rule}!` : rule)).join(' '),
  ].join(' ');
}
