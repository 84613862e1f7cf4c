import type { Observation } from '../types.js';

/**
 * The order of the wire: by start, then by number. Arrival order never counts, so that any order of the same
 * transactions gives the same flows. Pasted text has its order from the page: its dates are the servers'.
 */
export function byStart(a: Observation, b: Observation): number {
  const [first, second] = [a.transaction, b.transaction];
  return startOf(a) - startOf(b) || compareIds(first.id, second.id);
}

/** Milliseconds since the epoch; 0 where the source has no order but that of its page. */
export function startOf(observation: Observation): number {
  const { source, startedAt } = observation.transaction;
  return source === 'text' ? 0 : (startedAt ?? 0);
}

/** Ids by their number where they are numbers: "9" stands before "10". */
export function compareIds(a: string, b: string): number {
  const byNumber = Number(a) - Number(b);
  if (byNumber) return byNumber; // NaN is falsy: ids that are no numbers are compared as text
  return a < b ? -1 : a > b ? 1 : 0;
}
