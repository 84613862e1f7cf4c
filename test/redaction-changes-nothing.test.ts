import { describe, expect, it } from 'vitest';
import { createDoor } from '../src/admit/door.js';
import { openCapture } from '../src/capture/capture.js';
import { writeHar } from '../src/capture/har-write.js';
import { memorySource } from '../src/capture/source.js';
import { scenarios } from '../src/lab/scenarios.js';
import type { RawTransaction, Transaction } from '../src/types.js';
import { recordScenario, reportOn, verdict } from './support/lab-run.js';
import { shareOf } from './support/long.js';
import { plantedTransactions } from './support/secrets.js';

const creator = { name: 'hma-doctor', version: '0' };

describe('redaction changes nothing', () => {
  it.each(shareOf(scenarios, 0, 2))(
    '$fault: what was redacted, or saved and read, once or twice, gives the same findings and bytes',
    { timeout: 60_000 }, // a busy start has hundreds of transactions
    async (scenario) => {
      const recorded = await recordScenario(scenario);
      const once = admitAll(recorded);
      const twice = admitAll(once);

      expect(twice).toEqual(once);
      expect(reportOn(once)).toEqual(reportOn(recorded));
      expect(reportOn(twice)).toEqual(reportOn(recorded));
      const saved = writeHar(once, creator);
      expect(writeHar(admitAll(await read(saved)), creator)).toBe(saved);
    },
  );

  it('holds for every kind of secret', async () => {
    const planted = plantedTransactions();
    const once = admitAll(planted);

    expect(admitAll(once)).toEqual(once);
    expect(verdict(reportOn(once))).toEqual(verdict(reportOn(planted)));
    const saved = writeHar(once, creator);
    expect(writeHar(admitAll(await read(saved)), creator)).toBe(saved);
  });
});

function admitAll(transactions: readonly RawTransaction[]): Transaction[] {
  const door = createDoor();
  return transactions.map((raw) => door.admit(raw));
}

async function read(har: string): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  for await (const raw of openCapture(memorySource(Buffer.from(har), 'saved.har')).transactions) transactions.push(raw);
  return transactions;
}
