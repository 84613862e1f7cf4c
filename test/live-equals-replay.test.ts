import { describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { writeHar } from '../src/capture/har-write.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import { leadingRules, type Scenario, scenarios } from '../src/lab/scenarios.js';
import type { RawTransaction } from '../src/types.js';
import { reportOn, toldOfScenario, verdict } from './support/lab-run.js';

describe('live equals replay', () => {
  it.each(scenarios)('$fault: the saved run gives what the live run gave', async (scenario) => {
    const live = createDiagnosis(optionsOf(scenario));
    for (const raw of await toldOfScenario(scenario)) live.add(raw);
    live.advance(Number.POSITIVE_INFINITY);
    const saved = writeHar(live.transactions(), { name: 'hma-doctor', version: '0' });

    const replayed = reportOn(await read(saved), optionsOf(scenario));

    expect(verdict(replayed)).toEqual(verdict(live.report()));
    expect(leadingRules(replayed)).toEqual(scenario.expected === undefined ? [] : [scenario.expected]);
    if (scenario.values) expect(replayed.findings[0]?.values).toMatchObject(scenario.values);
  });
});

function optionsOf({ expect: expectation }: Scenario) {
  return expectation ? { expect: expectation } : {};
}

async function read(har: string): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  for await (const raw of openCapture(memorySource(Buffer.from(har), 'saved.har')).transactions) transactions.push(raw);
  return transactions;
}
