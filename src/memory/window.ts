import { attemptGapMs } from '../flow/attempts.js';
import { byStart, lastStartOf, startOf } from '../flow/order.js';
import type { Observation, Transaction } from '../types.js';

/**
 * The part of the order of the wire in which transactions arrive now. Programs write them down when they begin, when they
 * end or page by page, but neighbours on the wire arrive near each other.
 */
export interface Window {
  /** Nothing more is awaited at the place of this transaction, nor before it. */
  readonly isPassed: (observation: Observation) => boolean;
  /** And what it belongs to would have gone on by now. */
  readonly isFarBehind: (observation: Observation) => boolean;
  /** The same of a capture that begins with its end. */
  readonly isFarAhead: (observation: Observation) => boolean;
}

/** One in ten may be much older than what arrives with it: a long poll that is written down when it ends. */
const stragglers = 0.1;

/**
 * Finds it.
 *
 * @param kept - In order of arrival.
 * @param size - How many of the newest make the window.
 */
export function windowOf(kept: readonly Observation[], size: number): Window {
  const newest = kept.slice(-size).sort(byStart);
  const arriving = new Set(newest);
  const first = newest[Math.floor(newest.length * stragglers)];
  const last = newest[Math.ceil(newest.length * (1 - stragglers)) - 1];
  const isPassed = (observation: Observation) =>
    first !== undefined && byStart(observation, first) < 0 && isDone(observation.transaction);
  return {
    isPassed,
    isFarBehind: (observation) =>
      isPassed(observation) && startOf(first as Observation) - lastStartOf(observation) > attemptGapMs,
    isFarAhead: (observation) =>
      last !== undefined &&
      startOf(observation) - startOf(last) > attemptGapMs &&
      !arriving.has(observation) &&
      isDone(observation.transaction),
  };
}

// A live transaction is told again when it ends.
function isDone({ source, endedAt, failure }: Transaction): boolean {
  return source !== 'live' || endedAt !== undefined || failure !== undefined;
}
