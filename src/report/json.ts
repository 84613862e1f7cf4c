import { type Lang, ruleText } from '../messages/language.js';
import type { FixStep } from '../messages/rule-texts.js';
import type { Expectation, Finding, Report } from '../types.js';
import { leadingFindings } from './causes.js';
import { jsonText } from './printable.js';
import { shallow } from './shallow.js';
import { isoTime } from './time.js';

/**
 * The report as JSON, the contract `hma-doctor/report@1`, ending with a line break. The words of `summary`,
 * `meaning`, `fix`, `verify` and `next` are in the given language; everything else is the same in every language.
 * `causedBy` is null for a finding that leads. Times of flows and findings are ISO 8601, those of tokens the seconds
 * of RFC 7519. Control, bidi and other hidden characters are `\uXXXX`.
 */
export function renderJson(report: Report, lang: Lang): string {
  const { schema, tool, sources, capture, expect, flows, findings, unknown, crashed, tokens } = report;
  const leading = new Set(leadingFindings(findings));
  return `${jsonText({
    schema,
    tool,
    lang,
    expect: expect ?? null,
    sources,
    capture,
    findings: findings.map((finding) => findingJson(finding, leading.has(finding), lang, expect)),
    unknown,
    crashed,
    flows: flows.map((flow) => ({ ...flow, steps: flow.steps.map((step) => ({ ...step, at: isoTime(step.at) })) })),
    tokens: tokens.map((token) => shallow(token)),
  })}\n`;
}

function findingJson(finding: Finding, leads: boolean, lang: Lang, expect: Expectation | undefined): object {
  const text = ruleText(lang, finding.rule);
  const { values } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    certainty: finding.certainty,
    summary: text.title(values),
    meaning: text.meaning(values),
    evidence: finding.evidence,
    fix: text.fix(values, expect).map(stepJson),
    verify: text.verify(values).map(stepJson),
    next: text.next?.(values) ?? null,
    causedBy: leads ? null : (finding.causedBy ?? null),
    count: finding.count,
    first: isoTime(finding.first) ?? null,
    last: isoTime(finding.last) ?? null,
    flows: finding.flows,
    values,
  };
}

function stepJson({ say, command, destructive, undo }: FixStep): object {
  return { say, command: command ?? null, destructive: destructive ?? false, undo: undo ?? null };
}
