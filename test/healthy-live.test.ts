/**
 * Health is silent while it happens, too: every healthy capture that has times is played as live traffic, each request
 * when it is sent and each answer when it comes, and time is told in between.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import type { Expectation, Finding, RawTransaction } from '../src/types.js';
import { troubles } from './support/rule-test.js';
import { sound } from './support/traffic.js';

const folder = resolve(import.meta.dirname, '../captures');
const captures = readdirSync(folder).filter((name) => /^healthy\..*\.har$/.test(name));

/** As often as a live run looks at its clock. */
const tickMs = 1000;

describe('health is silent live', () => {
  it('is seen in five and twenty captures at least', () => {
    expect(readdirSync(folder).filter((name) => /^healthy\..*\.(?:har|txt)$/.test(name)).length).toBeGreaterThan(24);
    expect(captures.length).toBeGreaterThan(24);
  });

  it.each(captures)('%s', async (name) => {
    const told: Finding[] = [];
    const { expect: expected } = JSON.parse(readFileSync(join(folder, name.replace(/har$/, 'expected.json')), 'utf8'));
    const diagnosis = createDiagnosis({
      ...(expected && { expect: expected as Expectation }),
      onChange: (change) => {
        if (change.type === 'finding') told.push(change.finding);
      },
    });
    let ticked = Number.NEGATIVE_INFINITY;
    for (const { at, raw } of momentsOf(await read(name))) {
      if (at - ticked >= tickMs) {
        diagnosis.advance(at);
        ticked = at;
      }
      diagnosis.add(raw);
    }
    diagnosis.advance(Number.POSITIVE_INFINITY);

    expect(troubles(sound(diagnosis.report()))).toEqual([]);
    // What is provisional may still be withdrawn; what was said to be certain was said.
    const certain = told.filter(({ certainty, severity }) => certainty === 'certain' && severity !== 'info');
    expect(certain.map(({ rule }) => rule)).toEqual([]);
  });
});

interface Moment {
  readonly at: number;
  readonly raw: RawTransaction;
}

/** A request is seen when it begins, and again when its answer is there. */
function momentsOf(transactions: readonly RawTransaction[]): Moment[] {
  const moments = transactions.flatMap((saved): Moment[] => {
    const raw: RawTransaction = { ...saved, source: 'live' };
    const { response: _answer, failure: _reason, endedAt = saved.startedAt, startedAt = 0, ...asked } = raw;
    const begun: RawTransaction = { ...asked, startedAt };
    return [
      { at: startedAt, raw: begun },
      { at: (endedAt ?? startedAt) + 0.5, raw: { ...raw, endedAt: endedAt ?? startedAt } },
    ];
  });
  return moments.sort((a, b) => a.at - b.at);
}

async function read(name: string): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  const capture = openCapture(memorySource(readFileSync(join(folder, name)), name));
  for await (const raw of capture.transactions) transactions.push(raw);
  return transactions;
}
