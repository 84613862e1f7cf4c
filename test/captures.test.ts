/**
 * The evidence in the open: every capture in captures/ gives what is written by hand beside it, and gives it again after it was
 * redacted and saved by us.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { writeHar } from '../src/capture/har-write.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import { rules } from '../src/rules/index.js';
import type { Expectation, Finding, Report, Severity, Transaction } from '../src/types.js';
import { sound } from './support/traffic.js';

/** What `<name>.expected.json` says. */
interface Expected {
  readonly expect?: Expectation;
  /** Every error and warning in order; informations only where they matter. */
  readonly findings: readonly ExpectedFinding[];
  /** No error and no warning. */
  readonly silent?: boolean;
  /** Rules of which the capture cannot tell. */
  readonly unknown?: readonly string[];
}

interface ExpectedFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** A part of what the finding quotes. */
  readonly quote?: string;
  readonly causedBy?: string;
  /** Some of its values. */
  readonly values?: Readonly<Record<string, string>>;
}

const folder = resolve(import.meta.dirname, '../captures');
const files = readdirSync(folder).sort();
const captures = files.filter((name) => /\.(har|txt)$/.test(name));
const creator = { name: 'hma-doctor', version: '0.0.0' };

describe('captures', () => {
  it.each(captures)('%s gives what is written beside it', async (name) => {
    const expected = expectationOf(name);
    const { report } = await diagnose(readFileSync(join(folder, name)), name, expected.expect);

    const loud = report.findings.filter(isLoud);
    expect(loud.map(headline)).toEqual(expected.findings.filter(isLoud).map(headline));
    for (const finding of expected.findings) {
      expect(
        report.findings.some((one) => fits(one, finding)),
        JSON.stringify(finding),
      ).toBe(true);
    }
    expect(report.unknown.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...(expected.unknown ?? [])]));
  });

  it.each(captures)('%s says the same after redaction, and has equal bytes the second time', async (name) => {
    const { expect: expectation } = expectationOf(name);
    const first = await diagnose(readFileSync(join(folder, name)), name, expectation);
    const saved = writeHar(first.transactions, creator);
    const second = await diagnose(Buffer.from(saved), name, expectation);

    // What a file lost is said of that file: the saved one is whole.
    const ofTraffic = first.report.findings.filter(({ rule }) => rule !== 'capture-incomplete');
    expect(second.report.findings.map(content)).toEqual(ofTraffic.map(content));
    expect(second.report.unknown).toEqual(first.report.unknown);
    expect(writeHar(second.transactions, creator)).toBe(saved);
  });

  it('has an expectation beside every capture, and a capture beside every expectation', () => {
    const expectations = files.filter((name) => name.endsWith('.expected.json'));
    expect([...new Set(captures.map(expectationName))].sort()).toEqual(expectations);
    expect(new Set(captures.map(expectationName)).size).toBe(captures.length);
    expect(files.filter((name) => !captures.includes(name) && !expectations.includes(name))).toEqual(['README.md']);
  });

  it('is named after the rule that it shows first, or after health', () => {
    const misnamed = captures.filter((name) => !isNamedWell(name.split('.')[0] ?? '', expectationOf(name)));
    expect(misnamed).toEqual([]);
  });

  it('has a capture which fires it for every rule, and a line in the table for every capture', () => {
    const fired = new Set(captures.flatMap((name) => expectationOf(name).findings.map(({ rule }) => rule)));
    expect(rules.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([]);
    const table = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(captures.filter((name) => !table.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

async function diagnose(bytes: Uint8Array, name: string, expectation: Expectation | undefined) {
  const capture = openCapture(memorySource(bytes, name));
  const diagnosis = createDiagnosis(expectation ? { expect: expectation } : {});
  for await (const transaction of capture.transactions) diagnosis.add(transaction);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const transactions: Transaction[] = [...diagnosis.transactions()];
  const report: Report = sound(diagnosis.report({ sources: [capture.summary()] }));
  return { report, transactions };
}

const expectationName = (capture: string) => capture.replace(/\.(har|txt)$/, '.expected.json');

function expectationOf(capture: string): Expected {
  return JSON.parse(readFileSync(join(folder, expectationName(capture)), 'utf8')) as Expected;
}

function isNamedWell(rule: string, { findings, silent, unknown }: Expected): boolean {
  if (rule === 'healthy') return silent === true && !findings.some(isLoud);
  if (rule === 'unknown') return silent === true && (unknown ?? []).length > 0;
  return findings[0]?.rule === rule && (silent === true) !== findings.some(isLoud);
}

const isLoud = ({ severity }: { readonly severity: Severity }) => severity !== 'info';

const headline = ({ rule, severity, causedBy }: ExpectedFinding) => ({ rule, severity, ...(causedBy && { causedBy }) });

function fits(found: Finding, { rule, severity, quote = '', causedBy, values = {} }: ExpectedFinding): boolean {
  return (
    found.rule === rule &&
    found.severity === severity &&
    found.causedBy === causedBy &&
    found.evidence.some((evidence) => evidence.quote.includes(quote)) &&
    Object.entries(values).every(([name, value]) => found.values[name] === value)
  );
}

function content({ rule, severity, confidence, certainty, values, evidence, count, causedBy }: Finding) {
  return { rule, severity, confidence, certainty, values, evidence, count, causedBy };
}
