import type { Observation } from '../types.js';

/**
 * The order of the wire: by start, then by number. Arrival order never counts, so that any order of the same
 * transactions gives the same flows. Pasted text has its order from the page: its dates are the servers'.
 */
export function byStart(a: Observation, b: Observation): number {
  return startOf(a) - startOf(b) || compareIds(a.transaction.id, b.transaction.id);
}

/** A place in the order of the wire, which lasts longer than the transaction that had it. */
export interface Place {
  readonly start: number;
  readonly id: string;
}

/** Where an observation stands. */
export function placeOf(observation: Observation): Place {
  return { start: startOf(observation), id: observation.transaction.id };
}

/** The order of `byStart`. */
export function comparePlaces(a: Place, b: Place): number {
  return a.start - b.start || compareIds(a.id, b.id);
}

/** Milliseconds since the epoch; 0 where the source has no order but that of its page. */
export function startOf(observation: Observation): number {
  const { source, startedAt } = observation.transaction;
  return source === 'text' ? 0 : (startedAt ?? 0);
}

/** The start of the last transaction that an observation stands for: its own, or that of the last folded into it. */
export function lastStartOf(observation: Observation): number {
  return Math.max(startOf(observation), observation.folded?.until ?? 0);
}

/** The earliest and the latest of times; undefined for none. A spread of very many would overflow the stack. */
export function spanOf(times: readonly (number | undefined)[]): readonly [first: number, last: number] | undefined {
  let span: readonly [number, number] | undefined;
  for (const time of times) {
    if (time !== undefined) span = [Math.min(time, span?.[0] ?? time), Math.max(time, span?.[1] ?? time)];
  }
  return span;
}

/** Ids by their number where they are numbers, which stand before all others: "9" before "10" before "9a". */
export function compareIds(a: string, b: string): number {
  const [first, second] = [Number(a), Number(b)];
  const [isWord, isOtherWord] = [Number.isNaN(first), Number.isNaN(second)];
  if (isWord !== isOtherWord) return isWord ? 1 : -1;
  if (!isWord && first !== second) return first - second;
  return a < b ? -1 : a > b ? 1 : 0;
}
