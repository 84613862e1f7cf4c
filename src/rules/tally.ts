import { countOf } from '../flow/fold.js';
import { spanOf } from '../flow/order.js';
import type { Finding, Flow, Part, Problem, Rule, RuleId, Severity, Unknown } from '../types.js';

/** The unknowns, as a report has them. */
export function unknownsOf(unknown: ReadonlyMap<string, Missed>): Unknown[] {
  return [...unknown.values()].map(({ flows: ids, ...missed }) => ({ ...missed, flows: [...ids] }));
}

/** A part that a rule missed, and the flows in which it did. */
export interface Missed extends Omit<Unknown, 'flows'> {
  readonly flows: Set<string>;
}

/** One problem of a rule, and the flows that show it. */
export interface Tally {
  readonly rule: RuleId;
  readonly problem: Problem;
  readonly flows: Flow[];
  /** Undefined as soon as it leads in one flow. */
  causedBy: RuleId | undefined;
  certain: boolean;
}

/** Counts a problem: equal problems of several flows are one. */
export function tally(
  findings: Map<string, Tally>,
  rule: RuleId,
  problem: Problem,
  flows: readonly Flow[],
  causedBy: RuleId | undefined,
  certain: boolean,
): void {
  const key = findingKey({ rule, ...problem });
  const known = findings.get(key);
  if (!known) {
    findings.set(key, { rule, problem, flows: [...flows], causedBy, certain });
    return;
  }
  known.flows.push(...flows);
  known.certain ||= certain;
  // With several causes the first is named; what leads anywhere leads.
  if (causedBy === undefined) known.causedBy = undefined;
}

/** Values of one occasion: the same thing that happens again has others, and is still the same. */
const ofOccasion: ReadonlySet<string> = new Set([
  'correlation',
  'issuedAt',
  'validFrom',
  'expiredAt',
  'at',
  'skew',
  'times',
]);

/** Equal for equal problems, wherever and whenever they were seen. */
export function findingKey({ rule, severity, values }: Pick<Finding, 'rule' | 'severity' | 'values'>): string {
  const lasting = Object.entries(values).filter(([name]) => !ofOccasion.has(name));
  return JSON.stringify([rule, severity, lasting.sort()]);
}

/** Counts a part that was missed. */
export function noteUnknown(unknown: Map<string, Missed>, rule: RuleId, missing: Part, flow: string): void {
  const key = `${rule} ${missing}`;
  const missed: Missed = unknown.get(key) ?? { rule, missing, flows: new Set<string>() };
  missed.flows.add(flow);
  unknown.set(key, missed);
}

/** The finding of a problem that was counted. */
export function findingOf({ rule, problem, flows, causedBy, certain }: Tally): Finding {
  const span = spanOf(
    flows.flatMap(({ startedAt, lastAt, folded }) => [startedAt, lastAt, folded?.until || undefined]),
  );
  return {
    rule,
    ...problem,
    certainty: certain ? 'certain' : 'provisional',
    count: Math.max(1, countOf(flows)),
    flows: flows.map(({ id }) => id),
    ...(span && { first: span[0], last: span[1] }),
    ...(causedBy !== undefined && { causedBy }),
  };
}

const severityOrder: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Leading findings first, by severity and by the place of their rule, each followed by those it explains. */
export function inOrder(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const place = new Map(rules.map(({ id }, index) => [id, index]));
  const keyed = findings.map((finding) => ({ finding, key: findingKey(finding) }));
  keyed.sort(
    ({ finding: a, key: first }, { finding: b, key: second }) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      (place.get(a.rule) ?? 0) - (place.get(b.rule) ?? 0) ||
      (first < second ? -1 : 1),
  );
  const sorted = keyed.map(({ finding }) => finding);
  const led = new Set(sorted.filter(({ causedBy }) => causedBy === undefined).map(({ rule }) => rule));
  const isEcho = ({ causedBy }: Finding) => causedBy !== undefined && led.has(causedBy);
  const shown = new Set<string>();
  return sorted
    .filter((finding) => !isEcho(finding))
    .flatMap((lead) => {
      const own = shown.has(lead.rule) ? [] : sorted.filter((one) => isEcho(one) && one.causedBy === lead.rule);
      shown.add(lead.rule);
      return [lead, ...own];
    });
}
