import { createDoor, type Door } from './admit/door.js';
import { flowReport } from './flow/flow-report.js';
import { isRelevant } from './flow/flows.js';
import { type Sifted, sift } from './flow/sift.js';
import { stepOf } from './flow/story.js';
import { isTunnel } from './flow/summary.js';
import { createMemory, type Remembered } from './memory/memory.js';
import { withBodiesRead } from './parse/lazy-body.js';
import { observe } from './parse/observe.js';
import { rules } from './rules/index.js';
import { judge } from './rules/judge.js';
import { quotable } from './rules/quotable.js';
import { findingKey } from './rules/tally.js';
import type {
  Expectation,
  Finding,
  FlowStep,
  Observation,
  RawTransaction,
  Report,
  RuleContext,
  SourceReport,
  Transaction,
} from './types.js';
import { toolName, toolVersion } from './version.js';

/** What is told while transactions come in. Findings are told by `advance`. */
export type Change =
  | { readonly type: 'transaction'; readonly step: FlowStep; readonly transaction: Transaction; readonly done: boolean }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'withdrawn'; readonly finding: Finding };

export interface DiagnosisOptions {
  /** What the organisation means to use; without it no finding tells people to switch HMA on. */
  readonly expect?: Expectation;
  readonly onChange?: (change: Change) => void;
  /**
   * How many transactions are kept whole at most; beyond that sign-ins that are over leave one of each kind, and a count.
   * By default no limit with `keep: 'all'`, and 5,000 with `keep: 'judged'`.
   */
  readonly retain?: number;
  /**
   * What is kept of transactions. `all`, the default: everything, redacted. `judged`: of those about Exchange or a
   * sign-in what the report draws from, of all others only their number; the report is the same, and `transactions`
   * gives no more than that.
   */
  readonly keep?: 'all' | 'judged';
}

/** The one pipeline, for live traffic and saved captures alike. It reads no clock: the caller tells the time. */
export interface Diagnosis {
  /** Admits a transaction, or amends the earlier one with the same id. Gives what is kept of it, if anything is. */
  readonly add: (raw: RawTransaction) => Transaction | undefined;
  /** Adds what was sifted elsewhere, in another thread; only where no more than what is judged is kept. */
  readonly addSifted: (sifted: Sifted) => void;
  /**
   * Says what time it is, ms since the epoch, and tells changed findings. `Infinity` when nothing more will come:
   * every finding is then certain.
   */
  readonly advance: (now: number) => void;
  readonly report: (extra?: { readonly sources?: readonly SourceReport[] }) => Report;
  /** What was admitted and is still kept, in order of arrival. */
  readonly transactions: () => Iterable<Transaction>;
  /** Cuts the secrets out of any text, for logs and errors. */
  readonly redactText: (text: string) => string;
}

/** Of a capture of which only what is judged is kept, so much is kept whole. */
const judgedLimit = 5_000;

/** Starts a diagnosis. */
export function createDiagnosis(options: DiagnosisOptions = {}): Diagnosis {
  const { expect, onChange, keep = 'all' } = options;
  const { retain = keep === 'judged' ? judgedLimit : Number.POSITIVE_INFINITY } = options;
  const door = createDoor();
  const memory = createMemory({ limit: retain, expect });
  let now: number | undefined;
  let told = new Map<string, Finding>();

  const remember = (raw: RawTransaction, observation: Observation | undefined): Transaction | undefined => {
    if (observation === undefined) {
      memory.addOthers({ transactions: 1, tunnels: isTunnel(raw) ? 1 : 0 });
      return undefined;
    }
    memory.add(observation);
    const { transaction } = observation;
    const done =
      transaction.source !== 'live' || transaction.endedAt !== undefined || transaction.failure !== undefined;
    onChange?.({ type: 'transaction', step: stepOf(observation), transaction, done });
    return transaction;
  };

  const report: Diagnosis['report'] = ({ sources = [] } = {}) => {
    const remembered = memory.look();
    const context = {
      summary: remembered.summary,
      ...(now !== undefined && { asOf: now }),
      ...(expect && { expect }),
    };
    return makeReport(remembered, context, sources);
  };

  return {
    add(raw) {
      if (keep === 'all') return remember(raw, observe(withBodiesRead(door.admit(raw))));
      const sifted = sift(raw);
      return remember(raw, sifted && judgedOf(sifted, door));
    },
    addSifted({ ours, others }) {
      for (const raw of ours) remember(raw, judgedOf(raw, door));
      memory.addOthers(others);
    },
    advance(time) {
      now = time;
      if (onChange) told = tell(told, report().findings, onChange);
    },
    report,
    transactions: () => [...memory.observations()].map(({ transaction }) => transaction),
    redactText: door.redactText,
  };
}

function judgedOf(sifted: RawTransaction, door: Door): Observation | undefined {
  const observation = observe(door.admit(sifted));
  return isRelevant(observation) ? quotable(observation) : undefined;
}

function makeReport(
  { flows, isPartial, abandoned }: Remembered,
  context: RuleContext,
  sources: readonly SourceReport[],
): Report {
  const { transactions, exchange, signIn } = context.summary;
  const limits = new Set(sources.flatMap((source) => source.limits));
  if (isPartial) limits.add('alike-counted');
  if (abandoned > 0) limits.add('too-many-at-once');
  const pasted = flows.filter(({ source }) => source === 'token');
  return {
    schema: 'hma-doctor/report@1',
    tool: { name: toolName, version: toolVersion },
    sources,
    capture: { transactions, exchange, signIn, limits: [...limits] },
    flows: flows.map(flowReport),
    ...judge(flows, rules, { ...context, ...(sources.length > 0 && { sources }) }),
    tokens: pasted.flatMap(({ observations }) => observations.flatMap(({ token }) => token ?? [])),
    ...(context.expect && { expect: context.expect }),
  };
}

// Tells what is new or has become certain, then what is gone.
function tell(told: ReadonlyMap<string, Finding>, findings: readonly Finding[], onChange: (change: Change) => void) {
  const current = new Map(findings.map((finding) => [findingKey(finding), finding]));
  for (const [key, finding] of current) {
    if (told.get(key)?.certainty !== finding.certainty) onChange({ type: 'finding', finding });
  }
  for (const [key, finding] of told) {
    if (!current.has(key)) onChange({ type: 'withdrawn', finding });
  }
  return current;
}
