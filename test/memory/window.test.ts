import { describe, expect, it } from 'vitest';
import { windowOf } from '../../src/memory/window.js';
import type { Observation } from '../../src/types.js';
import { emptyBearer } from '../support/dance.js';
import { type Exchange, observations, start, traffic } from '../support/traffic.js';

const minutes = 60;
const quarter = 15 * minutes;

/** Transactions in order of arrival, which began at these seconds. */
const arrived = (...seconds: readonly number[]) =>
  observations(traffic(...seconds.map((at): Exchange => emptyBearer({ at }))));
const one = (exchange: Exchange) => observations(traffic(exchange))[0] as Observation;
const beganAt = (at: number) => one(emptyBearer({ id: '99', at }));
/** It began then, and stands for one that began later. */
const folded = (at: number, until: number): Observation => ({
  ...beganAt(at),
  folded: { count: 1, until: start + until * 1000 },
});

/** What is said of an observation beside those that arrived, of which the newest ten are the window. */
function said(kept: readonly Observation[], observation: Observation) {
  const { isPassed, isFarBehind, isFarAhead } = windowOf(kept, 10);
  const words = [isPassed(observation) && 'passed', isFarBehind(observation) && 'far behind'];
  return [...words, isFarAhead(observation) && 'far ahead'].filter(Boolean).join(', ');
}

// Twenty transactions, a minute apart from the thousandth on: the newest ten, 1010 to 1019, are the window.
const onwards = arrived(...Array.from({ length: 20 }, (_, index) => (1000 + index) * minutes));
const first = 1011 * minutes;
const last = 1018 * minutes;

describe('the window in which transactions arrive', () => {
  it.each<[string, Observation, string]>([
    ['has passed what began before all but a straggler of it', beganAt(first - 1), 'passed'],
    ['has not passed its first', beganAt(first), ''],
    ['has not passed what comes later', beganAt(last), ''],
    [
      'is far from what is more than a quarter of an hour before it',
      beganAt(first - quarter - 1),
      'passed, far behind',
    ],
    ['is near what is a quarter of an hour before it', beganAt(first - quarter), 'passed'],
    ['is near what stands for one that is near', folded(first - quarter - 1, first - 5), 'passed'],
    ['is far from what is more than a quarter of an hour after it', beganAt(last + quarter + 1), 'far ahead'],
    ['is near what is a quarter of an hour after it', beganAt(last + quarter), ''],
  ])('%s', (_what, observation, expected) => {
    expect(said(onwards, observation)).toBe(expected);
  });

  it('is no further on for one long poll that is written down late', () => {
    const late = [...onwards, ...arrived(1)];
    expect(said(late, beganAt(first))).toBe('');
    expect(said(late, beganAt(first - 1))).toBe('passed');
  });

  it('does not take for far ahead what it is made of', () => {
    const kept = [...arrived(...Array.from({ length: 9 }, (_, index) => index)), beganAt(9000)];
    expect(said(kept, kept.at(-1) as Observation)).toBe('');
    expect(said(kept, beganAt(9000))).toBe('far ahead');
  });

  it('is in the order of the wire, in whatever order they arrive', () => {
    const backwards = onwards.toReversed();
    expect(said(backwards, beganAt(1000 * minutes))).toBe('passed');
    expect(said(backwards, beganAt(1009 * minutes + quarter))).toBe('far ahead');
  });

  it('passes nothing where nothing arrived', () => {
    expect(said([], beganAt(1))).toBe('');
  });
});

describe('a live transaction', () => {
  const running = (own: Exchange): Observation => {
    const { transaction, ...rest } = one({ source: 'live', ...own });
    const { endedAt: _ended, ...unfinished } = transaction;
    return { ...rest, transaction: unfinished as typeof transaction };
  };

  it.each<[string, Observation, string]>([
    ['that runs is awaited', running({ at: 1 }), ''],
    ['that runs is awaited, also far ahead', running({ at: 9000 * minutes }), ''],
    ['that ended is passed', one(emptyBearer({ source: 'live', at: 1 })), 'passed, far behind'],
    [
      'that broke is passed',
      running({ at: 1, failure: { stage: 'response', code: 'ECONNRESET' } }),
      'passed, far behind',
    ],
  ])('%s', (_what, observation, expected) => {
    expect(said(onwards, observation)).toBe(expected);
  });
});
