import { gotIn } from '../flow/attempts.js';
import type { Traced, TracedFlow } from '../flow/flows.js';
import { foldMiddle } from '../flow/fold.js';
import { byStart } from '../flow/order.js';
import type { SignInLeg } from '../flow/sign-in-legs.js';
import type { Observation } from '../types.js';
import { type Window, windowOf } from './window.js';

/** What may go from what is kept. */
export interface Leaving {
  /** Flows to which nothing more can belong. */
  readonly over: readonly TracedFlow[];
  /** Flows that may go on, for which there is no room. */
  readonly abandoned: readonly TracedFlow[];
  /** Legs of flows that go: those that stay because their token may be used again, and those that do not. */
  readonly joined: readonly SignInLeg[];
  readonly left: readonly SignInLeg[];
  readonly gone: ReadonlySet<Observation>;
  /** By the observation that is to be replaced: the same one, standing for those behind it that go. */
  readonly folds: ReadonlyMap<Observation, Observation>;
}

/** What is kept, how much of it there may be, and whether it is short of room. */
export interface Keeping {
  /** In order of arrival. */
  readonly kept: readonly Observation[];
  readonly limit: number;
  /** Then what repeats itself loses its middle, and what waits longest for its end is given up. */
  readonly isCrowded: boolean;
}

/** Shares of the limit: what arrives now, what tokens were issued in that may be used again, and what may be left of all. */
const shares = { window: 0.2, usable: 0.1, goal: 0.5 } as const;

/** Of the middle of a flow or leg, so many of a kind stay at either end. */
const stepsOfAKind = 3;

/** Whether more is kept than should be left by letting go. */
export function isFull(kept: number, limit: number): boolean {
  return kept > limit * shares.goal;
}

/** Chooses what may go. */
export function leavingOf(traced: Traced, { kept, limit, isCrowded }: Keeping): Leaving {
  const window = windowOf(kept, Math.ceil(limit * shares.window));
  const usable = newestIssued(traced.legs, Math.ceil(limit * shares.usable));
  const over = overOf(traced.flows, window, usable);
  const first = leave(traced, kept, { over, abandoned: [] }, usable, window);
  if (!isCrowded) return first;
  const folded = withFolds(first, traced, window);
  const surplus = kept.length - folded.gone.size - limit * shares.goal;
  if (surplus <= 0) return folded;
  const abandoned = longestWaiting(traced.flows, new Set(over), window, surplus);
  return withFolds(leave(traced, kept, { over, abandoned }, usable, window), traced, window);
}

type Flows = Pick<Leaving, 'over' | 'abandoned'>;

function leave(
  { flows, legs }: Traced,
  kept: readonly Observation[],
  { over, abandoned }: Flows,
  usable: ReadonlySet<SignInLeg>,
  window: Window,
): Leaving {
  const leaving = new Set([...over, ...abandoned]);
  const staying = flows.filter((flow) => !leaving.has(flow));
  const held = new Set(staying.flatMap((flow) => flow.legs));
  const released = legs.filter((leg) => !held.has(leg));
  const left = new Set(released.filter((leg) => !usable.has(leg) && isLegOver(leg, window)));
  const joined = released.filter((leg) => !left.has(leg));
  const stays = new Set([
    ...staying.flatMap(({ observations, signIn, uses }) => [...observations, ...signIn, ...uses]),
    ...joined.flatMap(({ observations }) => observations),
  ]);
  const ends = new Set([...leaving].flatMap(({ observations }) => observations));
  const mayGo = (one: Observation) => ends.has(one) || window.isPassed(one) || window.isFarAhead(one);
  const gone = new Set(kept.filter((one) => !stays.has(one) && mayGo(one)));
  return { over, abandoned, joined, left: [...left], gone, folds: new Map() };
}

function withFolds(leaving: Leaving, { flows, legs }: Traced, window: Window): Leaving {
  const isStaying = (list: readonly Observation[]) => list.some((one) => !leaving.gone.has(one));
  const attempts = flows.filter(({ line }) => line !== undefined);
  const lists = [...attempts, ...legs].map(({ observations }) => observations).filter(isStaying);
  const foldings = lists.map((list) => foldMiddle(list, stepsOfAKind, window.isPassed));
  return {
    ...leaving,
    gone: new Set([...leaving.gone, ...foldings.flatMap(({ gone }) => gone)]),
    folds: new Map(foldings.flatMap(({ folds }) => [...folds])),
  };
}

// Of one line the earlier ones go first: what comes later may be a use of what they gained.
function overOf(flows: readonly TracedFlow[], window: Window, usable: ReadonlySet<SignInLeg>): TracedFlow[] {
  const blocked = new Set<string>();
  return flows.filter((flow) => {
    const { line } = flow;
    const isFree = line === undefined ? !flow.legs.some((leg) => usable.has(leg)) : !blocked.has(line);
    if (isFree && isOver(flow, window)) return true;
    if (line !== undefined) blocked.add(line);
    return false;
  });
}

function isOver(flow: TracedFlow, window: Window): boolean {
  const { observations, signIn, standing, legs, line, outcome } = flow;
  if (isPasted(flow)) return false;
  const all = [...observations, ...signIn];
  // What came long after an attempt ends it, but may have arrived before what comes in between and goes on with it.
  const mayGoOn = line !== undefined && !gotIn(outcome);
  const isAwaited = standing === 'waiting' || mayGoOn || legs.some(({ issued }) => !issued);
  return all.every(isAwaited ? window.isFarBehind : window.isPassed) || all.every(window.isFarAhead);
}

function isLegOver({ observations, issued }: SignInLeg, window: Window): boolean {
  return observations.every(issued ? window.isPassed : window.isFarBehind) || observations.every(window.isFarAhead);
}

// A token is good for an hour or more, and every virtual directory may be asked with it.
function newestIssued(legs: readonly SignInLeg[], room: number): ReadonlySet<SignInLeg> {
  const usable = new Set<SignInLeg>();
  let taken = 0;
  for (const leg of legs.toReversed()) {
    taken += leg.observations.length;
    if (taken > room) break;
    if (leg.issued) usable.add(leg);
  }
  return usable;
}

function longestWaiting(
  flows: readonly TracedFlow[],
  over: ReadonlySet<TracedFlow>,
  window: Window,
  surplus: number,
): TracedFlow[] {
  const waiting = flows.filter(
    (flow) => !over.has(flow) && !isPasted(flow) && flow.observations.every(window.isPassed),
  );
  const abandoned: TracedFlow[] = [];
  let room = 0;
  for (const flow of waiting.sort((a, b) => byStart(lastOf(a), lastOf(b)))) {
    if (room >= surplus) break;
    room += flow.observations.length + flow.uses.length;
    abandoned.push(flow);
  }
  return abandoned;
}

// The order of a paste is that of its page, and it is short.
function isPasted({ source }: TracedFlow): boolean {
  return source === 'text' || source === 'token';
}

function lastOf({ observations }: TracedFlow): Observation {
  return observations.at(-1) as Observation;
}
