import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf } from '../../src/flow/fold.js';
import { createMemory } from '../../src/memory/memory.js';
import { rules } from '../../src/rules/index.js';
import { judge } from '../../src/rules/judge.js';
import { findingKey } from '../../src/rules/tally.js';
import type { Observation } from '../../src/types.js';
import { accepted, anonymous, emptyBearer, ewsUrl, negotiate, ntlm, refused } from '../support/dance.js';
import { healthyDances, lookAlikes } from '../support/healthy.js';
import { runs } from '../support/long.js';
import { flightingUser, grantRevoked, noSuchUser, principalMissing } from '../support/sentences.js';
import { type Exchange, observations, start, tokenDenied, traffic } from '../support/traffic.js';

const ill: Readonly<Record<string, readonly Exchange[]>> = {
  'no principal': [
    emptyBearer(),
    tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource'),
  ],
  'no user': [emptyBearer(), refused(noSuchUser)],
  'no user, again and again': Array.from({ length: 12 }, () => refused(noSuchUser)),
  flighting: [emptyBearer({ url: ewsUrl }), refused(flightingUser, { url: ewsUrl })],
  'NTLM refused': ntlm(401),
  'NTLM refused, then let in': [...ntlm(401), ...ntlm(200)],
  'empty Bearer, then NTLM refused': [emptyBearer({ headers: [] }), ...ntlm(401)],
  'empty Bearer, then Negotiate': [emptyBearer(), negotiate(200)],
  revoked: [emptyBearer(), tokenDenied(50173, grantRevoked)],
  'not reached': [{ failure: { stage: 'connect', code: 'ECONNREFUSED' } }],
  'Bearer not offered': [anonymous(), ...ntlm(200)],
};
const dances: Readonly<Record<string, readonly Exchange[]>> = { ...healthyDances, ...lookAlikes, ...ill };

interface Turn {
  readonly dance: string;
  readonly client: number;
  /** Seconds after the turn before it, and between its steps. */
  readonly after: number;
  readonly apart: number;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  dance: fc.constantFrom(...Object.keys(dances)),
  client: fc.integer({ min: 1, max: 4 }),
  after: fc.constantFrom(5, 200, 1500),
  apart: fc.constantFrom(1, 20, 300),
});

/** Through the door once, to be given times and clients later. */
const steps = new Map(Object.entries(dances).map(([name, exchanges]) => [name, observations(traffic(...exchanges))]));

/** What is seen of turns that overlap, in the order of the wire. */
function wire(turns: readonly Turn[]): Observation[] {
  let begins = 0;
  const timed = turns.flatMap(({ dance, client, after, apart }, round) => {
    begins += after;
    const at = begins;
    const own = (steps.get(dance) ?? []).map((seen) => withOwnTokens(seen, round));
    return own.map((seen, index) => ({ seen, client, at: at + index * apart }));
  });
  timed.sort((a, b) => a.at - b.at);
  return timed.map(({ seen, client, at }, index) => {
    const { transaction } = seen;
    const connection = `${client} ${transaction.connection ?? ''}`;
    const startedAt = start + at * 1000;
    const placed = { id: String(index + 1), startedAt, endedAt: startedAt + 50, connection, client: { pid: client } };
    return { ...seen, transaction: { ...transaction, ...placed } };
  });
}

/** Every sign-in issues a token of its own. */
function withOwnTokens(seen: Observation, round: number): Observation {
  const { authorization, signInAnswer } = seen;
  return {
    ...seen,
    ...('identity' in authorization && {
      authorization: { ...authorization, identity: `${authorization.identity} ${round}` },
    }),
    ...(signInAnswer?.identity !== undefined && {
      signInAnswer: { ...signInAnswer, identity: `${signInAnswer.identity} ${round}` },
    }),
  };
}

function seenOf(arrived: readonly Observation[], limit: number) {
  const memory = createMemory({ limit });
  let most = 0;
  for (const observation of arrived) {
    memory.add(observation);
    most = Math.max(most, [...memory.observations()].length);
  }
  const { flows, summary, abandoned, isPartial } = memory.look();
  const { findings, unknown } = judge(flows, rules, { summary, asOf: Number.POSITIVE_INFINITY });
  return {
    findings: findings.map(({ flows: _ids, ...finding }) => finding),
    unknown: new Set(unknown.map(({ rule, missing }) => `${rule} ${missing}`)),
    summary,
    flows: countOf(flows),
    laterUses: flows.reduce((sum, flow) => sum + flow.laterUses, 0),
    abandoned,
    isPartial,
    most,
  };
}

/** Shuffled a little: none is further than so many places from where it was. */
function shuffled(seen: readonly Observation[], disorder: number, random: Iterator<number>): Observation[] {
  const place = (index: number) => index + (random.next().value % (disorder + 1));
  return seen
    .map((observation, index) => ({ observation, place: place(index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ observation }) => observation);
}

/** A step of a dance at its place on the wire. */
function placed(seen: Observation, client: number, id: number, minutes: number): Observation {
  const startedAt = start + minutes * 60_000;
  const { transaction } = seen;
  const at = {
    id: String(id),
    startedAt,
    endedAt: startedAt + 50,
    connection: `${client} ${id}`,
    client: { pid: client },
  };
  return { ...seen, transaction: { ...transaction, ...at } };
}

describe('what arrives out of order in a memory that is small', () => {
  const [asked, denied] = observations(traffic(...(ill.flighting ?? [])));
  const [success] = observations(traffic(accepted({ url: ewsUrl })));
  const [other] = observations(traffic(accepted()));
  if (!asked || !denied || !success || !other) throw new Error('a dance has lost its steps');
  const crowd = (from: number, count: number, minutes: number) =>
    Array.from({ length: count }, (_, index) => placed(other, 9, from + index, minutes + index / 10));
  const arrive = (arrived: readonly Observation[], limit: number) => seenOf(arrived, limit);

  it('is not judged where what it led to came first and is gone', () => {
    const late = [placed(asked, 1, 1, 0), placed(denied, 1, 2, 1)];
    const arrived = [placed(success, 1, 3, 2), ...crowd(4, 90, 40), ...late];
    expect(arrive(arrived, Number.POSITIVE_INFINITY).findings).toEqual([]);
    expect(arrive(arrived, 20).findings).toEqual([]);
  });

  it('is one attempt where a later one came before its end', () => {
    const limit = 60;
    const attempt = [placed(asked, 1, 1, 0), placed(denied, 1, 2, 1)];
    // The memory looks for room at the first beyond its limit: that has to be the one by which the attempt seems over.
    const until = crowd(3, limit - attempt.length, 2);
    const after = placed(success, 1, 200, 40);
    const arrived = [...attempt, ...until, after, placed(success, 1, 100, 8.5), ...crowd(101, 40, 9)];
    const whole = arrive(arrived, Number.POSITIVE_INFINITY);
    expect(whole.findings).toEqual([]);
    expect(arrive(arrived, limit)).toMatchObject({ flows: whole.flows, findings: [] });
  });
});

describe('a memory that is small', { timeout: 120_000 }, () => {
  it('finds the same, as often and with the same quotes, as one that forgets nothing', () => {
    const turns = fc.array(turn, { minLength: 60, maxLength: 90 });
    fc.assert(
      fc.property(turns, fc.infiniteStream(fc.nat()), fc.nat({ max: 8 }), (list, random, disorder) => {
        const seen = wire(list);
        const whole = seenOf(seen, Number.POSITIVE_INFINITY);
        const { most, isPartial, ...small } = seenOf(shuffled(seen, disorder, random), 60);
        fc.pre(small.abandoned === 0);
        expect({ ...small, most: whole.most, isPartial: false }).toEqual(whole);
        expect(most).toBeLessThan(seen.length);
      }),
      { numRuns: runs(4, 150), endOnFailure: true },
    );
  });

  it('finds nothing that the other does not find, however many go on at once, in whatever order they arrive', () => {
    const turns = fc.array(
      turn.map((one) => ({ ...one, after: one.after / 100 })),
      { minLength: 20, maxLength: 60 },
    );
    const limit = fc.integer({ min: 20, max: 50 });
    fc.assert(
      fc.property(
        turns,
        limit,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom(0, 5, 30, 1000),
        (list, size, random, disorder) => {
          const seen = wire(list);
          const whole = seenOf(seen, Number.POSITIVE_INFINITY);
          const small = seenOf(shuffled(seen, disorder, random), size);
          const found = (of: ReturnType<typeof seenOf>) =>
            of.findings.filter(({ severity }) => severity !== 'info').map(findingKey);
          expect(found(small).filter((key) => !found(whole).includes(key))).toEqual([]);
          expect(small.summary).toEqual(whole.summary);
        },
      ),
      { numRuns: runs(6, 200), endOnFailure: true },
    );
  });
});
