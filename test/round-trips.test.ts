/**
 * What is written can be read again: every capture, and every sign-in of the lab, goes through HAR and SAZ in turns and keeps
 * its transactions, its report and, from then on, its bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { writeHar } from '../src/capture/har-write.js';
import { writeSaz } from '../src/capture/saz-write.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import { scenarios } from '../src/lab/scenarios.js';
import type { RawTransaction, Report, Transaction } from '../src/types.js';
import { recordScenario, verdict } from './support/lab-run.js';
import { shareOf } from './support/long.js';
import { plantedTransactions } from './support/secrets.js';
import { sound } from './support/traffic.js';

const folder = resolve(import.meta.dirname, '../captures');
const captures = readdirSync(folder).filter((name) => !/\.expected\.json$|^README\.md$/.test(name));
const creator = { name: 'hma-doctor', version: '0' };

interface Diagnosed {
  readonly transactions: readonly Transaction[];
  readonly report: Report;
}

describe('round trips', () => {
  it.each(captures)('%s', async (name) => {
    await goRound(diagnose(await read(readFileSync(join(folder, name)), name)));
  });

  it.each(shareOf(scenarios, 1, 2))('the lab’s $fault', { timeout: 60_000 }, async (scenario) => {
    await goRound(diagnose(await recordScenario(scenario)));
  });

  it('every kind of secret', async () => {
    await goRound(diagnose(plantedTransactions()));
  });
});

async function goRound(first: Diagnosed): Promise<void> {
  const har = Buffer.from(writeHar(first.transactions, creator));
  const saz = await writeSaz(first.transactions, creator);

  const fromHar = await readSame(har, first);
  const fromSaz = await readSame(saz, first);
  expect(Buffer.from(writeHar(fromSaz, creator)).equals(har)).toBe(true);
  expect(Buffer.from(await writeSaz(fromHar, creator)).equals(saz)).toBe(true);
}

async function readSame(file: Uint8Array, { transactions, report }: Diagnosed): Promise<readonly Transaction[]> {
  const raw = await read(file, 'written');
  expect(raw).toEqual(transactions);
  const again = diagnose(raw);
  expect(again.transactions).toEqual(transactions);
  expect(verdict(again.report)).toEqual(verdict(report));
  expect(again.report.tokens).toEqual(report.tokens);
  return again.transactions;
}

function diagnose(raw: readonly RawTransaction[]): Diagnosed {
  const diagnosis = createDiagnosis();
  for (const one of raw) diagnosis.add(one);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return { transactions: [...diagnosis.transactions()], report: sound(diagnosis.report()) };
}

async function read(bytes: Uint8Array, name: string): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  for await (const raw of openCapture(memorySource(bytes, name)).transactions) transactions.push(raw);
  return transactions;
}
