import { attemptGapMs } from '../flow/attempts.js';
import { isRelevant, legId, type Traced, type TracedFlow, trace } from '../flow/flows.js';
import { byStart, comparePlaces, lastStartOf, placeOf, startOf } from '../flow/order.js';
import { createPast, type PastLine } from '../flow/past.js';
import type { Others } from '../flow/sift.js';
import { createSummary } from '../flow/summary.js';
import type { Expectation, Flow, Observation, Summary } from '../types.js';
import { createArchive } from './archive.js';
import { isFull, type Leaving, leavingOf } from './leaving.js';

/**
 * What a diagnosis remembers of the traffic: all of it as long as it is small. Beyond that flows that are over go to the
 * archive, which keeps one of each kind; what later ones have to know of them goes to the past.
 */
export interface Memory {
  /** Remembers an observation, in place of an earlier one with the same id. */
  readonly add: (observation: Observation) => void;
  readonly addOthers: (others: Others) => void;
  readonly look: () => Remembered;
  /** What is left of transactions: those of the archive, then the others in order of arrival. */
  readonly observations: () => Iterable<Observation>;
}

/** What is known of the traffic. */
export interface Remembered {
  /** In the order of the wire. */
  readonly flows: readonly Flow[];
  readonly summary: Summary;
  /** Flows of which only the first of their kind is remembered, and how many they were. */
  readonly isPartial: boolean;
  /** Flows that were given up because too many went on at once, or were of too many kinds. They are not judged. */
  readonly abandoned: number;
}

/** How much is remembered. */
export interface MemoryOptions {
  /** So many transactions at most, beside those of the archive. */
  readonly limit: number;
  readonly expect?: Expectation | undefined;
}

/** Starts with nothing. */
export function createMemory({ limit, expect }: MemoryOptions): Memory {
  const kept = new Map<string, Observation>();
  const counted = createSummary();
  const past = createPast();
  const archive = createArchive(expect);
  let abandoned = 0;
  /** When the last of them was seen last. */
  let givenUp: number | undefined;
  let threshold = limit;
  let isCrowded = false;

  const traceKept = () => trace([...kept.values()], past);

  // What was given up may go on: what comes then is half of a flow. Its sign-in may have been anybody's. So is what comes so
  // late that what it led to is gone already.
  const isRemainder = (flow: TracedFlow) => {
    const isNear = (end: number | undefined) => end !== undefined && startOf(opening(flow)) - end <= attemptGapMs;
    const line = flow.line === undefined ? undefined : past.lineOf(flow.line);
    if (isNear(endOfGivenUp(line)) || (line && mayLeadTo(flow, line))) return true;
    return flow.legs.length > 0 && isNear(givenUp);
  };

  const end = (flow: TracedFlow, kind: string | undefined) => {
    const [first, last] = [opening(flow), flow.observations.at(-1) ?? opening(flow)];
    if (kind === undefined) {
      abandoned += 1;
      givenUp = Math.max(givenUp ?? 0, startOf(last));
    }
    if (flow.line === undefined) return;
    past.end(flow.line, { from: placeOf(first), until: placeOf(last), outcome: flow.outcome, kind });
  };

  const letGo = ({ uses }: Traced, { over, abandoned: given, joined, left, gone, folds }: Leaving) => {
    const going = (list: readonly Observation[]) => list.filter((one) => gone.has(one));
    for (const [line, list] of uses) archive.use(past.lineOf(line)?.kind, going(list).length);
    for (const flow of over) {
      const laterUses = going(flow.uses).length;
      end(flow, isRemainder(flow) ? undefined : archive.put({ ...flow, laterUses }));
    }
    for (const flow of given) end(flow, undefined);
    const used = [...over, ...given].map((flow) => [flow.line, flow.uses] as const);
    for (const [line, list] of [...uses, ...used]) for (const one of going(list)) past.use(line, placeOf(one));
    for (const leg of joined) past.join(legId(leg));
    for (const leg of left) past.leave(legId(leg));
    for (const observation of gone) {
      counted.add(observation);
      if (isRelevant(observation)) past.remember(observation);
      kept.delete(observation.transaction.id);
    }
    for (const [before, after] of folds) if (!gone.has(before)) kept.set(after.transaction.id, after);
  };

  const makeRoom = () => {
    const traced = traceKept();
    letGo(traced, leavingOf(traced, { kept: [...kept.values()], limit, isCrowded }));
  };

  // Where room was short it mostly is so again, and every look at what is kept costs time.
  const relieve = () => {
    const wasCrowded = isCrowded;
    makeRoom();
    isCrowded = isFull(kept.size, limit);
    if (isCrowded && !wasCrowded) makeRoom();
    threshold = Math.max(limit, kept.size + Math.ceil(limit / 4));
  };

  return {
    add(observation) {
      const { id } = observation.transaction;
      const folded = kept.get(id)?.folded;
      kept.set(id, folded ? { ...observation, folded } : observation);
      if (kept.size > threshold) relieve();
    },
    addOthers: counted.addOthers,
    look() {
      const { flows: all, uses } = traceKept();
      const flows = all.filter((flow) => !isRemainder(flow));
      const byKind = new Map<string, number>();
      for (const [line, { length }] of uses) {
        const kind = past.lineOf(line)?.kind;
        if (kind !== undefined) byKind.set(kind, (byKind.get(kind) ?? 0) + length);
      }
      const summary = counted.copy();
      for (const observation of kept.values()) summary.add(observation);
      return {
        flows: [...archive.flows(byKind), ...flows].sort((a, b) => byStart(opening(a), opening(b))),
        summary: summary.read(),
        isPartial: archive.isPartial(),
        abandoned: abandoned + all.length - flows.length,
      };
    },
    *observations() {
      for (const { observations, signIn } of archive.flows()) yield* new Set([...observations, ...signIn]);
      yield* kept.values();
    },
  };
}

function mayLeadTo({ standing, observations }: TracedFlow, { from }: PastLine): boolean {
  const last = observations.at(-1);
  if (standing !== 'waiting' || !last || comparePlaces(placeOf(last), from) > 0) return false;
  return from.start - lastStartOf(last) <= attemptGapMs;
}

function endOfGivenUp(line: PastLine | undefined): number | undefined {
  return line && line.kind === undefined ? line.until.start : undefined;
}

function opening({ observations }: Flow): Observation {
  return observations[0] as Observation;
}
