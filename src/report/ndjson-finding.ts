import { type Lang, ruleText } from '../messages/language.js';
import type { FixStep } from '../messages/rule-texts.js';
import type { Finding, FlowReport, Report } from '../types.js';
import { leadingFindings } from './causes.js';
import { isoTime } from './time.js';

/**
 * A flat object for each finding of a report. What the sign-ins of a finding have in common stands beside it: host, user
 * and so on; null where they differ.
 *
 * @param about - Fields that stand first on every line.
 */
export function findingLines(report: Report, lang: Lang, about: object): readonly object[] {
  const leading = new Set(leadingFindings(report.findings));
  const flows = new Map(report.flows.map((flow) => [flow.id, flow]));
  return report.findings.map((finding) => ({
    ...about,
    ...findingFields(finding, report, lang),
    causedBy: leading.has(finding) ? null : (finding.causedBy ?? null),
    ...flowFields(
      finding.flows.flatMap((id) => flows.get(id) ?? []),
      finding.values,
    ),
    values: Object.entries(finding.values).map(([name, value]) => ({ name, value })),
  }));
}

function findingFields(finding: Finding, { expect }: Report, lang: Lang): object {
  const text = ruleText(lang, finding.rule);
  const { rule, severity, confidence, certainty, values, evidence, count } = finding;
  return {
    time: isoTime(finding.first) ?? null,
    rule,
    severity,
    confidence,
    certainty,
    summary: text.title(values),
    meaning: text.meaning(values),
    evidence,
    fix: text.fix(values, expect).map(stepFields),
    count,
    first: isoTime(finding.first) ?? null,
    last: isoTime(finding.last) ?? null,
  };
}

function stepFields({ say, command, destructive, undo }: FixStep): object {
  return { say, command: command ?? null, destructive: destructive ?? false, undo: undo ?? null };
}

// A pasted complaint names its host without a request to it.
function flowFields(flows: readonly FlowReport[], { host, user }: Finding['values']): object {
  return {
    host: common(flows, 'host', host),
    virtualDirectory: common(flows, 'virtualDirectory'),
    protocol: common(flows, 'protocol'),
    client: common(flows, 'client'),
    outcome: common(flows, 'outcome'),
    user: common(flows, 'user', user),
    users: [...new Set(flows.flatMap(({ user }) => user ?? []))],
  };
}

type Shared = 'host' | 'virtualDirectory' | 'protocol' | 'client' | 'outcome' | 'user';

// One value that holds for a part of the sign-ins would mislead.
function common(flows: readonly FlowReport[], field: Shared, named?: string): string | null {
  const [value = named, ...others] = new Set(flows.map((flow) => flow[field]));
  return others.length === 0 ? (value ?? null) : null;
}
