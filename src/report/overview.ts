import { formatText, uiText } from '../messages/language.js';
import type { Report, Severity } from '../types.js';
import { type TextOptions, widthOf } from './card.js';
import { leadingFindings } from './causes.js';
import { clip, columns } from './columns.js';
import { painter } from './paint.js';
import { printable } from './printable.js';
import { isHealthy, verdictSentence } from './verdict.js';

/** One of many inputs; without a report it could not be read. */
export interface OverviewFile {
  readonly name: string;
  readonly report?: Report;
}

const narrowestName = 12;

/** What stands over one report of many, on one line. */
export function reportHeading(name: string): string {
  return `==> ${printable(name)} <==`;
}

/** A whole report on one line where nothing in it asks for a look; else undefined. */
export function renderBrief(name: string, report: Report, options: TextOptions): string | undefined {
  if (!isHealthy(report) || report.tokens.length > 0) return undefined;
  return `${reportHeading(name)} ${verdictSentence(report, options)}`;
}

/**
 * The table over many inputs: format, transactions, errors, warnings and the leading finding of each, and how many
 * there are of each kind. Every line fits the width; a long name keeps its end. It ends with a line break.
 */
export function renderOverview(files: readonly OverviewFile[], options: TextOptions): string {
  const { overview } = uiText(options.lang);
  const paint = painter(options.color);
  const names = overview.columns;
  const head = [names.file, names.format, names.transactions, names.errors, names.warnings, names.finding];
  const rows = files.map((file) => cellsOf(file, options).map(printable));
  const widths = widthsOf([head, ...rows], widthOf(options));
  const lines = rows.map((cells, index) => paintLine(layOut(cells, widths), files[index], options));
  const { total } = overview;
  return `${[paint.strong(layOut(head, widths)), ...lines, '', total(countOf(files))].join('\n')}\n`;
}

type Cells = readonly string[];
const numeric: ReadonlySet<number> = new Set([2, 3, 4]);

function cellsOf({ name, report }: OverviewFile, { lang }: TextOptions): Cells {
  if (report === undefined) return [name, '-', '-', '-', '-', uiText(lang).overview.unreadable];
  const [lead] = leadingFindings(report.findings);
  return [
    name,
    report.sources.map(({ format }) => shortFormat(formatText(lang, format), format)).join(', '),
    String(report.capture.transactions),
    String(countBy(report, 'error')),
    String(countBy(report, 'warning')),
    lead?.rule ?? '-',
  ];
}

// A format's full name would take the room of the file's.
function shortFormat(name: string, format: string): string {
  return columns(name) <= 10 ? name : format;
}

function countBy({ findings }: Report, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

// Every column as wide as it must be; what is missing to the width goes off the names.
function widthsOf(rows: readonly Cells[], width: number): readonly number[] {
  const natural = (rows[0] ?? []).map((_, at) =>
    rows.reduce((most, cells) => Math.max(most, columns(cells[at] ?? '')), 0),
  );
  const [name = 0, ...others] = natural;
  const taken = others.reduce((sum, one) => sum + one + 2, 0);
  return [Math.min(name, Math.max(narrowestName, width - taken)), ...others];
}

function layOut(cells: Cells, widths: readonly number[]): string {
  const padded = cells.map((cell, at) => {
    const width = widths[at] ?? 0;
    const text = at === 0 ? clipStart(cell, width) : cell;
    const blanks = ' '.repeat(Math.max(0, width - columns(text)));
    return numeric.has(at) ? blanks + text : text + blanks;
  });
  return padded.join('  ').trimEnd();
}

// Names of one folder differ at their end.
function clipStart(name: string, width: number): string {
  if (columns(name) <= width) return name;
  return [...clip([...name].reverse().join(''), width)].reverse().join('');
}

function paintLine(line: string, file: OverviewFile | undefined, { color }: TextOptions): string {
  const paint = painter(color);
  const { report } = file ?? {};
  if (report === undefined) return paint.faint(line);
  const worst = (['error', 'warning'] as const).find((severity) => countBy(report, severity) > 0);
  return worst === undefined ? line : paint.severity(worst, line);
}

function countOf(files: readonly OverviewFile[]) {
  const reports = files.flatMap(({ report }) => report ?? []);
  const errors = reports.filter((report) => countBy(report, 'error') > 0).length;
  const warned = reports.filter((report) => countBy(report, 'error') === 0 && countBy(report, 'warning') > 0).length;
  return { files: files.length, errors, warnings: warned, unreadable: files.length - reports.length };
}
