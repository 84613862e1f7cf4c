import type { SourceReport } from '../types.js';

/** What the reading of one capture came to. */
export interface Tally {
  read: number;
  readonly skips: Map<string, number>;
  readonly repairs: Map<string, number>;
  readonly limits: Set<string>;
}

/** Nothing was read yet. */
export function createTally(): Tally {
  return { read: 0, skips: new Map(), repairs: new Map(), limits: new Set() };
}

/** Counts one more of this code. */
export function count(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

/** The counts as a report has them. */
export function reportOf(tally: Tally): Pick<SourceReport, 'read' | 'skipped' | 'skips' | 'repairs' | 'limits'> {
  const { read, skips, repairs, limits } = tally;
  let skipped = 0;
  for (const times of skips.values()) skipped += times;
  return {
    read,
    skipped,
    ...(skips.size > 0 && { skips: Object.fromEntries(skips) }),
    ...(repairs.size > 0 && { repairs: Object.fromEntries(repairs) }),
    limits: [...limits],
  };
}
