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

/** The earliest and the latest of times; undefined for none. A spread of very many would overflow the stack. */
export function spanOf(times: readonly (number | undefined)[]): readonly [first: number, last: number] | undefined {
  let span: readonly [number, number] | undefined;
  for (const time of times) {
    if (time !== undefined) span = [Math.min(time, span?.[0] ?? time), Math.max(time, span?.[1] ?? time)];
  }
  return span;
}

/** Ids by their number where they are numbers: "9" stands before "10". */
export function compareIds(a: string, b: string): number {
  const byNumber = Number(a) - Number(b);
  if (byNumber) return byNumber; // NaN is falsy: ids that are no numbers are compared as text
  return a < b ? -1 : a > b ? 1 : 0;
}
