/** The clock of the computer is set while a run goes on: nobody is blamed for it. */
import { describe, expect, it } from 'vitest';
import { createDiagnosis } from '../src/diagnosis.js';
import type { RawTransaction } from '../src/types.js';
import { toldOfScenario } from './support/lab-run.js';

const hour = 3_600_000;

function findingsWith(told: readonly RawTransaction[], from: number, jumpMs: number): readonly string[] {
  const diagnosis = createDiagnosis();
  for (const [index, raw] of told.entries()) {
    const moved = index < from ? 0 : jumpMs;
    const startedAt = (raw.startedAt ?? 0) + moved;
    diagnosis.add({ ...raw, startedAt, ...(raw.endedAt !== undefined && { endedAt: raw.endedAt + moved }) });
    diagnosis.advance(startedAt + 1_000);
  }
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis
    .report()
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule }) => rule);
}

describe('a clock that jumps', () => {
  const jumps = [-24 * 365 * hour, -2 * hour, 2 * hour, 24 * 365 * hour];
  it.each(jumps)('by %d ms blames nobody in health', async (jump) => {
    const told = await toldOfScenario({ fault: 'healthy' });
    for (let from = 0; from <= told.length; from += 1)
      expect([from, findingsWith(told, from, jump)]).toEqual([from, []]);
  });

  it.each(jumps)('by %d ms before the run hides no fault', async (jump) => {
    const told = await toldOfScenario({ fault: 'unknown-user' });
    expect(findingsWith(told, 0, jump)).toContain('unknown-user');
  });
});
