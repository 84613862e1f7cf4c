import { withoutMiddle } from '../flow/fold.js';
import { byStart } from '../flow/order.js';
import type { Expectation, Flow, Observation } from '../types.js';
import { kindOf } from './kind.js';

/** What remains of flows that are over: of each kind the first one, and how many they were. */
export interface Archive {
  /** Gives the kind that the flow is remembered as; undefined where there are too many kinds. */
  readonly put: (flow: Flow) => string | undefined;
  /** Counts later uses of what a flow of this kind gained. */
  readonly use: (kind: string | undefined, times: number) => void;
  /** @param uses - By kind, later uses to be added to those that were counted. */
  readonly flows: (uses?: ReadonlyMap<string, number>) => Flow[];
  /** Whether any flow stands for others. */
  readonly isPartial: () => boolean;
}

/** A report with more kinds of sign-ins than this is read by nobody. */
const kindLimit = 1_000;

/** Of a flow that is very long, so many transactions of a kind stay at either end. */
const stepsOfAKind = 3;

interface Entry {
  first: Flow;
  count: number;
  /** When the last of them ended. */
  until: number;
  laterUses: number;
  severalUsers: boolean;
}

/** Starts empty. */
export function createArchive(expect: Expectation | undefined): Archive {
  const entries = new Map<string, Entry>();

  const slim = (flow: Flow, kind: string): Flow => {
    const observations = withoutMiddle(flow.observations, stepsOfAKind);
    const signIn = flow.signIn === flow.observations ? observations : withoutMiddle(flow.signIn, stepsOfAKind);
    const folded = { ...flow, observations, signIn };
    return kindOf(folded, expect) === kind ? folded : flow;
  };

  return {
    put(flow) {
      const kind = kindOf(flow, expect);
      const entry = entries.get(kind);
      const until = flow.lastAt ?? 0;
      if (!entry) {
        if (entries.size >= kindLimit) return undefined;
        const { laterUses } = flow;
        entries.set(kind, { first: slim(flow, kind), count: 0, until, laterUses, severalUsers: false });
        return kind;
      }
      entry.count += 1;
      entry.until = Math.max(entry.until, until);
      entry.laterUses += flow.laterUses;
      entry.severalUsers ||= entry.first.client.user !== flow.client.user;
      if (byStart(opening(flow), opening(entry.first)) < 0) entry.first = slim(flow, kind);
      return kind;
    },
    use(kind, times) {
      const entry = entries.get(kind ?? '');
      if (entry) entry.laterUses += times;
    },
    flows: (uses) =>
      [...entries].map(([kind, { first, count, until, laterUses, severalUsers }]) => ({
        ...first,
        laterUses: laterUses + (uses?.get(kind) ?? 0),
        ...(count > 0 && { folded: { count, until, severalUsers } }),
      })),
    isPartial: () => [...entries.values()].some(({ count }) => count > 0),
  };
}

function opening({ observations }: Flow): Observation {
  return observations[0] as Observation;
}
