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
  const informed = withPastedSuccess(context, flows);
  const notes = { findings, unknown, crashed };
  for (const flow of flows) judgeFlow(flow, rules, informed, notes);
  const whole = { ...informed, unknown: unknownsOf(unknown) };
  for (const rule of rules) if (rule.scope === 'capture') judgeCapture(rule, flows, whole, notes);
  return {
    findings: inOrder([...findings.values()].map(findingOf), rules),
    unknown: unknownsOf(unknown),
    crashed: [...crashed.values()],
  };
}

/** What is noted while judging. */
interface Notes {
  readonly findings: Map<string, Tally>;
  readonly unknown: Map<string, Missed>;
  readonly crashed: Map<RuleId, Crash>;
}

/** A rule, about a flow or about the whole capture. */
interface RuleAbout<What> {
  readonly id: RuleId;
  readonly applies: (what: What, context: RuleContext) => boolean;
  readonly check: (what: What, context: RuleContext) => Problem | undefined;
}

// What a rule says; `silent` where it does not apply, and where it throws, which leaves a note.
function ask<What>(
  { id, applies, check }: RuleAbout<What>,
  what: What,
  context: RuleContext,
  { crashed }: Notes,
): Problem | 'nothing' | 'silent' {
  try {
    return applies(what, context) ? (check(what, context) ?? 'nothing') : 'silent';
  } catch (error) {
    crashed.set(id, { rule: id, message: error instanceof Error ? error.message : String(error) });
    return 'silent';
  }
}

function judgeFlow(flow: Flow, rules: readonly Rule[], context: RuleContext, notes: Notes): void {
  const found: { rule: RuleId; problem: Problem }[] = [];
  const missed: { rule: RuleId; missing: Part }[] = [];
  const unseen = unseenParts(flow);
  for (const rule of rules) {
    if (rule.scope !== 'flow') continue;
    const said = ask(rule, flow, context, notes);
    if (said === 'silent') continue;
    const missing = said === 'nothing' ? rule.needs.find((part) => unseen.has(part)) : undefined;
    if (said !== 'nothing') found.push({ rule: rule.id, problem: said });
    else if (missing) missed.push({ rule: rule.id, missing });
  }
  const leader = found.find(({ problem }) => problem.severity === 'error') ?? found[0];
  for (const { rule, problem } of found) {
    tally(
      notes.findings,
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
  for (const { rule, missing } of missed) noteUnknown(notes.unknown, rule, missing, flow.id);
}

function judgeCapture(rule: CaptureRule, flows: readonly Flow[], context: RuleContext, notes: Notes): void {
  const said = ask(rule, flows, context, notes);
  if (said === 'silent') return;
  if (said !== 'nothing') {
    tally(notes.findings, rule.id, said, [], undefined, true);
    return;
  }
  for (const flow of flows) {
    const unseen = unseenParts(flow);
    const missing = rule.needs.find((part) => unseen.has(part));
    if (missing) noteUnknown(notes.unknown, rule.id, missing, flow.id);
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
