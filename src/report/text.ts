import { limitText, uiText } from '../messages/language.js';
import type { Finding, Outcome, Part, Report, Unknown } from '../types.js';
import { findingTitle, header, paragraph, renderFinding, type TextOptions, widthOf } from './card.js';
import { echoesOf, leadingFindings } from './causes.js';
import { painter } from './paint.js';
import { flowLine, story } from './story.js';
import { renderTokenText } from './token.js';

export { type CardOptions, renderFinding, type TextOptions } from './card.js';
export { renderStep, type StepOptions } from './step.js';

const healthyFlowsShown = 5;
const missedOutcomes: ReadonlySet<Outcome> = new Set(['refused', 'failed', 'sign-in-failed']);

/**
 * The whole report as text, ending with a line break: the verdict first, then a card for each leading finding with
 * the findings that it explains under it, then what cannot be known, the limits of the capture, and the story. It
 * reads the same without colour, and every line fits the width except commands.
 */
export function renderText(report: Report, options: TextOptions): string {
  const blocks = [
    verdict(report, options),
    ...cards(report, options),
    crashes(report, options),
    unknowns(report, options),
    limits(report, options),
    story(report, options),
    ...report.tokens.map((token) =>
      renderTokenText(token, { lang: options.lang, width: widthOf(options) }).split('\n'),
    ),
  ];
  const filled = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n').trimEnd());
  return `${filled.join('\n\n')}\n`;
}

function verdict(report: Report, options: TextOptions): string[] {
  const ui = uiText(options.lang);
  const paint = painter(options.color);
  const found = leadingFindings(report.findings);
  const worst =
    found.find(({ severity }) => severity === 'error') ?? found.find(({ severity }) => severity === 'warning');
  const lone = worst ?? found.find(({ rule }) => rule === 'nothing-to-diagnose');
  const expected = report.expect === undefined ? [] : paragraph(ui.expectations[report.expect], widthOf(options), 2);
  if (lone === undefined) return [...health(report, options), ...expected];
  // A single card opens with the very sentence that the verdict would say.
  if (found.length === 1) return expected;
  const title = findingTitle(lone, options.lang);
  const sentence = worst === undefined ? title : ui.verdict[worst.severity === 'error' ? 'broken' : 'warned'](title);
  const lines = paragraph(sentence, widthOf(options), 0).map((line) => paint.severity(lone.severity, line));
  const more = found.length > 1 ? paragraph(ui.verdict.more(found.length - 1), widthOf(options), 2) : [];
  return [...lines, ...more, ...expected];
}

function health(report: Report, options: TextOptions): string[] {
  const paint = painter(options.color);
  const missed = report.flows.filter(({ outcome }) => missedOutcomes.has(outcome));
  const good = report.unknown.length === 0 && missed.length === 0;
  const lines = paragraph(healthSentence(report, missed.length, options), widthOf(options), 0);
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

function healthSentence(report: Report, missed: number, { lang }: TextOptions): string {
  const { verdict: say } = uiText(lang);
  if (report.unknown.length > 0) return say.unknown;
  const { transactions } = report.capture;
  return missed > 0 ? say.unexplained(transactions, missed) : say.healthy(transactions);
}

function cards(report: Report, options: TextOptions): string[][] {
  const withExpect = report.expect === undefined ? options : { ...options, expect: report.expect };
  const found = leadingFindings(report.findings);
  return found.map((finding) => {
    const echoes = echoesOf(finding, report.findings);
    return [renderFinding(finding, withExpect), ...folded(echoes, options)];
  });
}

function folded(echoes: readonly Finding[], options: TextOptions): string[] {
  if (echoes.length === 0) return [];
  const name = painter(options.color).strong(uiText(options.lang).card.explains);
  return ['', `  ${name}`, ...echoes.flatMap((echo) => header(echo, options, 4))];
}

function crashes({ crashed }: Report, options: TextOptions): string[] {
  const { crashed: sentence } = uiText(options.lang);
  return crashed.flatMap(({ rule, message }) => paragraph(sentence(rule, message), widthOf(options), 0));
}

function unknowns(report: Report, options: TextOptions): string[] {
  const parts = [...new Set(report.unknown.map(({ missing }) => missing))];
  if (parts.length === 0) return [];
  const ui = uiText(options.lang);
  return [
    painter(options.color).strong(ui.unknownHeading),
    ...parts.flatMap((part) => unknownPart(part, report.unknown, options)),
  ];
}

function unknownPart(part: Part, all: readonly Unknown[], options: TextOptions): string[] {
  const ui = uiText(options.lang);
  const rules = [...new Set(all.filter(({ missing }) => missing === part).map(({ rule }) => rule))];
  return [
    ...paragraph(ui.parts[part].missing, widthOf(options), 2, '- '),
    ...paragraph(ui.parts[part].better, widthOf(options), 4),
    ...paragraph(ui.unknownRules(rules.join(', ')), widthOf(options), 4),
  ];
}

function limits(report: Report, options: TextOptions): string[] {
  const ui = uiText(options.lang);
  const codes = [...new Set([...report.capture.limits, ...report.sources.flatMap(({ limits: own }) => own)])];
  const sentences = [
    ...codes.map((code) => limitText(options.lang, code)),
    ...report.sources.filter(({ skipped }) => skipped > 0).map(({ name, skipped }) => ui.skipped(name, skipped)),
  ];
  if (sentences.length === 0) return [];
  const lines = sentences.flatMap((sentence) => paragraph(sentence, widthOf(options), 2, '- '));
  return [painter(options.color).strong(ui.limitsHeading), ...lines];
}
