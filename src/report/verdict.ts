import { uiText } from '../messages/language.js';
import type { Finding, FlowReport, Outcome, Report, RuleId } from '../types.js';
import { findingTitle, paragraph, type TextOptions, widthOf } from './card.js';
import { leadingFindings } from './causes.js';
import { painter } from './paint.js';
import { flowLine } from './story.js';

const healthyFlowsShown = 5;
/** Informations that say more than "nothing is wrong": what was looked for is not in the capture. */
const unseen: ReadonlySet<RuleId> = new Set(['nothing-to-diagnose', 'sign-in-not-visible']);
const missedOutcomes: ReadonlySet<Outcome> = new Set(['refused', 'failed', 'sign-in-failed']);

/** What is said first: what broke, or that nothing did, and how the sign-ins ended. Nothing where a lone card says it. */
export function verdict(report: Report, options: TextOptions): string[] {
  const ui = uiText(options.lang);
  const paint = painter(options.color);
  const found = leadingFindings(report.findings);
  const lone = worstFinding(report);
  const expected = report.expect === undefined ? [] : paragraph(ui.expectations[report.expect], widthOf(options), 2);
  if (lone === undefined) return [...health(report, options), ...expected];
  // A single card opens with the very sentence that the verdict would say.
  if (found.length === 1) return expected;
  const lines = paragraph(verdictSentence(report, options), widthOf(options), 0);
  const more = found.length > 1 ? paragraph(ui.verdict.more(found.length - 1), widthOf(options), 2) : [];
  return [...lines.map((line) => paint.severity(lone.severity, line)), ...more, ...expected];
}

/** The verdict as one sentence, safe to show. */
export function verdictSentence(report: Report, options: TextOptions): string {
  const ui = uiText(options.lang);
  const lone = worstFinding(report);
  if (lone === undefined) return healthSentence(report, options);
  const title = findingTitle(lone, options.lang);
  if (lone.severity === 'info') return title;
  return ui.verdict[lone.severity === 'error' ? 'broken' : 'warned'](title);
}

/** Nothing in it asks for a look: no error, no warning, nothing that could not be judged, no rule that failed. */
export function isHealthy({ findings, unknown, crashed }: Report): boolean {
  return unknown.length + crashed.length === 0 && findings.every(({ severity }) => severity === 'info');
}

/** The leading finding that the verdict is about; undefined on health. */
function worstFinding(report: Report): Finding | undefined {
  const found = leadingFindings(report.findings);
  return (
    found.find(({ severity }) => severity === 'error') ??
    found.find(({ severity }) => severity === 'warning') ??
    found.find(({ rule }) => unseen.has(rule))
  );
}

function health(report: Report, options: TextOptions): string[] {
  const paint = painter(options.color);
  const missed = missedFlows(report);
  const good = report.unknown.length === 0 && missed.length === 0;
  const lines = paragraph(healthSentence(report, options), widthOf(options), 0);
  const painted = lines.map((line) => (good ? paint.good(line) : paint.strong(line)));
  // With findings or verbose, the story below shows the flows.
  if (options.verbose || report.findings.length > 0) return painted;
  const flows = [...missed, ...report.flows.filter((flow) => !missed.includes(flow))];
  const more = flows.length - healthyFlowsShown;
  return [
    ...painted,
    ...flows.slice(0, healthyFlowsShown).flatMap((flow) => flowLine(flow, options)),
    ...(more > 0 ? paragraph(uiText(options.lang).moreFlows(more), widthOf(options), 2) : []),
  ];
}

function healthSentence(report: Report, { lang }: TextOptions): string {
  const { verdict: say } = uiText(lang);
  if (report.unknown.length > 0) return say.unknown;
  const missed = missedFlows(report).reduce((sum, { times }) => sum + times, 0);
  const { transactions } = report.capture;
  return missed > 0 ? say.unexplained(transactions, missed) : say.healthy(transactions);
}

function missedFlows(report: Report): readonly FlowReport[] {
  return report.flows.filter((flow) => missedOutcomes.has(flow.outcome) || endsInError(flow));
}

// A pasted answer may be all there is of a flow: 403, 456 and 5xx got nobody in; 451 sends ActiveSync elsewhere.
function endsInError({ outcome, steps }: FlowReport): boolean {
  const status = steps.at(-1)?.status ?? 0;
  return outcome === 'open' && (status === 403 || status > 451);
}
