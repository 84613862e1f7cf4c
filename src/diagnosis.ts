import { createDoor, type Door } from './admit/door.js';
import { flowReport } from './flow/flow-report.js';
import { flowsOf, isRelevant } from './flow/flows.js';
import { stepOf } from './flow/story.js';
import { createSummary, type SummaryCounter } from './flow/summary.js';
import { withBodiesRead } from './parse/lazy-body.js';
import { observe } from './parse/observe.js';
import { partsRead } from './parse/read-parts.js';
import { mayMatter } from './parse/relevance.js';
import { forgettable } from './rules/forget.js';
import { rules } from './rules/index.js';
import { judge } from './rules/judge.js';
import { quotable } from './rules/quotable.js';
import { findingKey } from './rules/tally.js';
import type {
  Expectation,
  Finding,
  Flow,
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
   * How many transactions are kept at most; older ones of sign-ins that went well then only count. Unlimited for
   * saved captures.
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

/** Starts a diagnosis. */
export function createDiagnosis(options: DiagnosisOptions = {}): Diagnosis {
  const { expect, onChange, keep = 'all', retain = Number.POSITIVE_INFINITY } = options;
  const door = createDoor();
  const kept = new Map<string, Observation>();
  let dropped = createSummary();
  /** By finding: flows that showed it and are no longer kept. */
  const carried = new Map<string, number>();
  let now: number | undefined;
  let told = new Map<string, Finding>();

  const seen = (sources: readonly SourceReport[] = []) => {
    const summary = summaryOf(dropped, kept);
    const context = { summary, ...(now !== undefined && { asOf: now }), ...(expect && { expect }) };
    const flows = flowsOf([...kept.values()].filter(isRelevant));
    return makeReport(flows, context, sources);
  };
  const report: Diagnosis['report'] = ({ sources } = {}) => {
    const whole = seen(sources);
    return { ...whole, findings: withCarried(whole.findings, carried) };
  };

  return {
    add(raw) {
      const observation = keep === 'judged' ? judgedOf(raw, door) : observe(withBodiesRead(door.admit(raw)));
      if (observation === undefined) {
        dropped.addOther(raw);
        return undefined;
      }
      const { transaction } = observation;
      kept.set(transaction.id, observation);
      const done =
        transaction.source !== 'live' || transaction.endedAt !== undefined || transaction.failure !== undefined;
      onChange?.({ type: 'transaction', step: stepOf(observation), transaction, done });
      return transaction;
    },
    advance(time) {
      now = time;
      if (kept.size > retain) dropped = forgetQuiet(kept, dropped, carried, retain, seen());
      if (onChange) told = tell(told, report().findings, onChange);
    },
    report,
    transactions: () => [...kept.values()].map(({ transaction }) => transaction),
    redactText: door.redactText,
  };
}

function judgedOf(raw: RawTransaction, door: Door): Observation | undefined {
  if (!mayMatter(raw)) return undefined;
  const observation = observe(door.admit(partsRead(raw)));
  return isRelevant(observation) ? quotable(observation) : undefined;
}

function makeReport(flows: readonly Flow[], context: RuleContext, sources: readonly SourceReport[]): Report {
  const { transactions, exchange, signIn } = context.summary;
  const limits = [...new Set(sources.flatMap((source) => source.limits))];
  const pasted = flows.filter(({ source }) => source === 'token');
  return {
    schema: 'hma-doctor/report@1',
    tool: { name: toolName, version: toolVersion },
    sources,
    capture: { transactions, exchange, signIn, limits },
    flows: flows.map(flowReport),
    ...judge(flows, rules, { ...context, ...(sources.length > 0 && { sources }) }),
    tokens: pasted.flatMap(({ observations }) => observations.flatMap(({ token }) => token ?? [])),
    ...(context.expect && { expect: context.expect }),
  };
}

function summaryOf(dropped: SummaryCounter, kept: ReadonlyMap<string, Observation>) {
  const summary = dropped.copy();
  for (const observation of kept.values()) summary.add(observation);
  return summary.read();
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

// The oldest half goes; how often a finding was seen stays however long a run is.
function forgetQuiet(
  kept: Map<string, Observation>,
  dropped: SummaryCounter,
  carried: Map<string, number>,
  retain: number,
  report: Report,
): SummaryCounter {
  const ended = [...kept].filter(([, { transaction }]) => transaction.endedAt !== undefined).map(([id]) => id);
  const { ids, counts } = forgettable(ended, kept.size - Math.floor(retain / 2), report);
  const summary = dropped.copy();
  for (const id of ids) {
    const observation = kept.get(id);
    if (observation) summary.add(observation);
    kept.delete(id);
  }
  for (const [finding, times] of counts) {
    const key = findingKey(finding);
    if (times > 0) carried.set(key, (carried.get(key) ?? 0) + times);
  }
  return summary;
}

function withCarried(findings: readonly Finding[], carried: ReadonlyMap<string, number>): Finding[] {
  return findings.map((finding) => ({ ...finding, count: finding.count + (carried.get(findingKey(finding)) ?? 0) }));
}
