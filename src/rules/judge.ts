import { interceptorOf } from '../flow/interception.js';
import type { CaptureRule, Crash, Finding, Flow, Part, Problem, Rule, RuleContext, RuleId, Unknown } from '../types.js';
import { withPastedSuccess } from './sign-in/pasted-success.js';
import { findingOf, inOrder, type Missed, noteUnknown, type Tally, tally, unknownsOf } from './tally.js';

/** Live traffic may still turn a finding round for this long after the flow's last sign of life. Milliseconds. */
export const settleMs = 2 * 60_000;

/** What the rules say of a capture. */
export interface Judgement {
  /** Leading findings first, by severity, each followed by those it explains. */
  readonly findings: readonly Finding[];
  readonly unknown: readonly Unknown[];
  /** Rules that threw: always a fault of the rule, whatever the traffic. */
  readonly crashed: readonly Crash[];
}

/**
 * Applies the rules. Within a flow the first error, in the order in which a sign-in breaks, leads and explains the
 * rest; equal problems of several flows are one finding with a count. A rule that applies, finds nothing and misses
 * a part it needs is listed as unknown. A rule that throws is a fault of ours: it is listed as crashed, and the others
 * go on.
 */
export function judge(flows: readonly Flow[], rules: readonly Rule[], context: RuleContext): Judgement {
  const findings = new Map<string, Tally>();
  const unknown = new Map<string, Missed>();
  const crashed = new Map<RuleId, Crash>();
  const sound = rules.map((rule) => withoutCrash(rule, crashed));
  const informed = withPastedSuccess(context, flows);
  for (const flow of flows) judgeFlow(flow, sound, informed, findings, unknown);
  const missed = unknownsOf(unknown);
  for (const rule of sound) {
    if (rule.scope === 'capture') judgeCapture(rule, flows, { ...informed, unknown: missed }, findings, unknown);
  }
  return {
    findings: inOrder([...findings.values()].map(findingOf), rules),
    unknown: unknownsOf(unknown),
    crashed: [...crashed.values()],
  };
}

// The same rule, which says nothing where it would throw, and leaves a note.
function withoutCrash<Judging extends Rule>(rule: Judging, crashed: Map<RuleId, Crash>): Judging {
  const guarded =
    <Args extends unknown[], Said>(call: (...args: Args) => Said, silent: Said) =>
    (...args: Args): Said => {
      try {
        return call(...args);
      } catch (error) {
        crashed.set(rule.id, { rule: rule.id, message: error instanceof Error ? error.message : String(error) });
        return silent;
      }
    };
  const applies = guarded(rule.applies as (...args: unknown[]) => boolean, false);
  const check = guarded(rule.check as (...args: unknown[]) => Problem | undefined, undefined);
  return { ...rule, applies, check };
}

function judgeFlow(
  flow: Flow,
  rules: readonly Rule[],
  context: RuleContext,
  findings: Map<string, Tally>,
  unknown: Map<string, Missed>,
): void {
  const found: { rule: RuleId; problem: Problem }[] = [];
  const missed: { rule: RuleId; missing: Part }[] = [];
  const unseen = unseenParts(flow);
  for (const rule of rules) {
    if (rule.scope !== 'flow' || !rule.applies(flow, context)) continue;
    const problem = rule.check(flow, context);
    const missing = problem ? undefined : rule.needs.find((part) => unseen.has(part));
    if (problem) found.push({ rule: rule.id, problem });
    else if (missing) missed.push({ rule: rule.id, missing });
  }
  const leader = found.find(({ problem }) => problem.severity === 'error') ?? found[0];
  for (const { rule, problem } of found) {
    tally(
      findings,
      rule,
      problem,
      [flow],
      leader && leader.rule !== rule ? leader.rule : undefined,
      isSettled(flow, context),
    );
  }
  // Where the cause is known, or the sign-in worked, what could not be seen makes no difference.
  const explained = leader?.problem.severity === 'error' && leader.problem.confidence !== 'low';
  if (explained || flow.outcome === 'bearer') return;
  for (const { rule, missing } of missed) noteUnknown(unknown, rule, missing, flow.id);
}

function judgeCapture(
  rule: CaptureRule,
  flows: readonly Flow[],
  context: RuleContext,
  findings: Map<string, Tally>,
  unknown: Map<string, Missed>,
): void {
  if (!rule.applies(flows, context)) return;
  const problem = rule.check(flows, context);
  if (problem) {
    tally(findings, rule.id, problem, [], undefined, true);
    return;
  }
  for (const flow of flows) {
    const unseen = unseenParts(flow);
    const missing = rule.needs.find((part) => unseen.has(part));
    if (missing) noteUnknown(unknown, rule.id, missing, flow.id);
  }
}

// What some transaction of the flow cannot show.
function unseenParts({ observations, signIn }: Flow): ReadonlySet<Part> {
  const unseen = new Set<Part>();
  for (const list of [observations, signIn]) {
    for (const { transaction } of list) for (const part of transaction.absent) unseen.add(part);
  }
  if (observations.some(({ transaction }) => interceptorOf(transaction) === undefined)) unseen.add('interception');
  return unseen;
}

function isSettled(flow: Flow, { asOf }: RuleContext): boolean {
  if (flow.source !== 'live') return true;
  return asOf !== undefined && flow.lastAt !== undefined && asOf - flow.lastAt >= settleMs;
}
