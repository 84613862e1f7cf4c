import { uiText } from '../messages/language.js';
import type { Finding, Part, Report, Unknown } from '../types.js';
import { header, paragraph, renderFinding, type TextOptions, widthOf } from './card.js';
import { echoesOf, leadingFindings } from './causes.js';
import { importReport } from './import-report.js';
import { painter } from './paint.js';
import { story } from './story.js';
import { renderTokenText } from './token.js';
import { verdict } from './verdict.js';

export { type CardOptions, renderFinding, type TextOptions } from './card.js';
export { renderStep, type StepOptions } from './step.js';

/**
 * The whole report as text, ending with a line break: the verdict first, then a card for each leading finding with
 * the findings that it explains under it, then what cannot be known, what was read, and the story. It
 * reads the same without colour, and every line fits the width except commands.
 */
export function renderText(report: Report, options: TextOptions): string {
  const blocks = [
    verdict(report, options),
    ...cards(report, options),
    crashes(report, options),
    unknowns(report, options),
    importReport(report, options),
    story(report, options),
    ...report.tokens.map((token) =>
      renderTokenText(token, { lang: options.lang, width: widthOf(options) }).split('\n'),
    ),
  ];
  const filled = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n').trimEnd());
  return `${filled.join('\n\n')}\n`;
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
