import type { Folded, Observation } from '../types.js';
import { answerOf } from './answer.js';
import { grouped } from './groups.js';
import { startOf } from './order.js';

/** For how many transactions, or flows, this one stands: itself, and what is folded into it. */
export function timesOf({ folded }: { readonly folded?: Folded }): number {
  return 1 + (folded?.count ?? 0);
}

/** For how many transactions, or flows, these stand. */
export function countOf(all: readonly { readonly folded?: Folded }[]): number {
  return all.reduce((sum, one) => sum + timesOf(one), 0);
}

/** What a long list of transactions may lose. */
export interface Folding {
  readonly gone: readonly Observation[];
  /** By the observation that is to be replaced: the same one, standing for those behind it that go. */
  readonly folds: ReadonlyMap<Observation, Observation>;
}

/**
 * Folds the middle of a list of transactions: of those that say the same the first and the last few stay.
 *
 * @param observations - Of one attempt or leg, in the order of the wire.
 * @param each - How many of each kind stay at either end.
 * @param mayGo - Whether an observation is free to go.
 */
export function foldMiddle(
  observations: readonly Observation[],
  each: number,
  mayGo: (observation: Observation) => boolean,
): Folding {
  if (observations.length <= 2 * each) return { gone: [], folds: new Map() };
  const bySaying = grouped(observations, sayingOf);
  const middle = [...bySaying.values()].flatMap((alike) => alike.slice(each, -each)).filter(mayGo);
  const going = new Set(middle);
  const folds = new Map<Observation, Observation>();
  const fold = (into: Observation | undefined, count: number, until: number) => {
    if (!into) return;
    const { folded } = folds.get(into) ?? into;
    const total = { count: (folded?.count ?? 0) + count, until: Math.max(folded?.until ?? 0, until) };
    folds.set(into, { ...into, folded: total });
  };
  const lastAlike = new Map<string, Observation>();
  let last: Observation | undefined;
  for (const observation of observations) {
    const saying = sayingOf(observation);
    if (going.has(observation)) {
      fold(lastAlike.get(saying), timesOf(observation), 0);
      // No silence is left where it was: the one before stands for the time, too.
      fold(last, 0, Math.max(startOf(observation), observation.folded?.until ?? 0));
    } else {
      last = observation;
      lastAlike.set(saying, observation);
    }
  }
  return { gone: middle, folds };
}

/** A list without its middle. */
export function withoutMiddle(observations: readonly Observation[], each: number): readonly Observation[] {
  const { gone, folds } = foldMiddle(observations, each, () => true);
  if (gone.length === 0) return observations;
  const going = new Set(gone);
  return observations.flatMap((one) => (going.has(one) ? [] : [folds.get(one) ?? one]));
}

// What rules look at, without that which is another each time: ids, times, tokens.
function sayingOf(observation: Observation): string {
  const { transaction, client, authorization, challenges, diagnostics, entraErrors, mapi, server, front } = observation;
  const { signInRequest, signInAnswer } = observation;
  const sent = authorization.scheme === 'bearer' ? [authorization.empty] : 'message' in authorization && authorization;
  return JSON.stringify([
    answerOf(observation),
    transaction.response?.status,
    transaction.failure?.code,
    client.user,
    [authorization.scheme, sent],
    challenges.map(({ raw }) => raw),
    diagnostics.map(({ code, error_category }) => [code, error_category]),
    entraErrors.map(({ error, code, msis, suberror }) => [error, code, msis, suberror]),
    [signInRequest?.client_id, signInRequest?.resource, signInRequest?.scope, signInAnswer?.kind],
    mapi,
    [server?.exchange, server?.frontEnd, server?.build],
    front,
  ]);
}
