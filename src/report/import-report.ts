import { formatText, limitText, repairText, skipText, uiText } from '../messages/language.js';
import type { Report, SourceReport } from '../types.js';
import { paragraph, type TextOptions, widthOf } from './card.js';
import { clip } from './columns.js';
import { painter } from './paint.js';
import { printable } from './printable.js';

const nameLimit = 240;

/**
 * What was read, input by input: format, producer and transactions, then what was left out and why, what was mended, and
 * what the input cannot show. Nothing where a report names no input.
 */
export function importReport(report: Report, options: TextOptions): string[] {
  const own = new Set(report.sources.flatMap(({ limits }) => limits));
  const others = report.capture.limits.filter((code) => !own.has(code));
  if (report.sources.length + others.length === 0) return [];
  return [
    painter(options.color).strong(uiText(options.lang).import.heading),
    ...report.sources.flatMap((source) => sourceLines(source, options)),
    ...others.flatMap((code) => bullet(limitText(options.lang, code), options)),
  ];
}

function sourceLines(source: SourceReport, options: TextOptions): string[] {
  const ui = uiText(options.lang).import;
  const about = {
    name: clip(printable(source.name), nameLimit),
    format: formatText(options.lang, source.format),
    producer: source.producer === undefined ? undefined : clip(printable(source.producer), nameLimit),
    transactions: source.read,
  };
  return [
    ...paragraph(ui.source(about), widthOf(options), 2),
    ...sourceNotes(source, options).flatMap((note) => bullet(note, options)),
  ];
}

/** What was left out, mended and cannot be seen: a sentence each, not yet safe to show. */
export function sourceNotes(
  { skipped, skips, repairs, limits }: SourceReport,
  { lang }: Pick<TextOptions, 'lang'>,
): string[] {
  const { import: ui } = uiText(lang);
  const listed = (counts: Readonly<Record<string, number>> | undefined, say: typeof skipText) =>
    Object.entries(counts ?? {}).map(([code, count]) => say(lang, code, count));
  const mended = listed(repairs, repairText);
  return [
    ...(skipped > 0 ? [ui.skipped(skipped, listed(skips, skipText).join(ui.separator))] : []),
    ...(mended.length > 0 ? [ui.mended(mended.join(ui.separator))] : []),
    ...[...new Set(limits)].map((code) => limitText(lang, code)),
  ];
}

function bullet(text: string, options: TextOptions): string[] {
  return paragraph(text, widthOf(options), 4, '- ');
}
