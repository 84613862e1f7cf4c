import { uiText } from '../messages/language.js';
import type { Report, Severity } from '../types.js';
import { paragraph, type TextOptions, widthOf } from './card.js';
import { leadingFindings } from './causes.js';
import { clip, columns } from './columns.js';
import { sourceNotes } from './import-report.js';
import { painter } from './paint.js';
import { printable } from './printable.js';
import { isHealthy, verdictSentence } from './verdict.js';

/** One of many inputs; without facts it could not be read. Small, because all of them are kept to the end. */
export interface OverviewFile {
  readonly name: string;
  readonly facts?: {
    readonly formats: readonly string[];
    readonly transactions: number;
    readonly errors: number;
    readonly warnings: number;
    /** The rule of the leading finding. */
    readonly lead: string | undefined;
  };
}

/** What the table keeps of a report. */
export function overviewFile(name: string, report: Report): OverviewFile {
  const { sources, capture, findings } = report;
  const [lead] = leadingFindings(findings);
  const facts = {
    formats: sources.map(({ format }) => format),
    transactions: capture.transactions,
    errors: countBy(report, 'error'),
    warnings: countBy(report, 'warning'),
    lead: lead?.rule,
  };
  return { name, facts };
}

const narrowestName = 12;

/** What stands over one report of many, on one line. */
export function reportHeading(name: string): string {
  return `==> ${printable(name)} <==`;
}

/**
 * A whole report on one line where nothing in it asks for a look; else undefined. What is to be said of the reading stands
 * under it.
 */
export function renderBrief(name: string, report: Report, options: TextOptions): string | undefined {
  if (!isHealthy(report) || report.tokens.length > 0) return undefined;
  const notes = report.sources.flatMap((source) => sourceNotes(source, options));
  const lines = notes.flatMap((note) => paragraph(note, widthOf(options), 4, '- '));
  return [`${reportHeading(name)} ${verdictSentence(report, options)}`, ...lines].join('\n');
}

/**
 * The table over many inputs: format, transactions, errors, warnings and the leading finding of each, and how many
 * there are of each kind. Every line fits the width; a long name keeps its end, and the folder of all is left away. It
 * ends with a line break.
 */
export function renderOverview(files: readonly OverviewFile[], options: TextOptions): string {
  const { overview } = uiText(options.lang);
  const paint = painter(options.color);
  const names = overview.columns;
  const head = [names.file, names.format, names.transactions, names.errors, names.warnings, names.finding];
  const folder = commonFolder(files.map(({ name }) => name));
  const rows = files.map((file) => ({ file, cells: cellsOf(file, folder.length, options).map(printable) }));
  const widths = widthsOf([head, ...rows.map(({ cells }) => cells)], widthOf(options));
  const lines = rows.map(({ file, cells }) => paintLine(layOut(cells, widths), file, options));
  const { total } = overview;
  return `${[paint.strong(layOut(head, widths)), ...lines, '', total(countOf(files))].join('\n')}\n`;
}

type Cells = readonly string[];
const numeric: ReadonlySet<number> = new Set([2, 3, 4]);

function cellsOf({ name: whole, facts }: OverviewFile, from: number, { lang }: TextOptions): Cells {
  const name = whole.slice(from);
  if (facts === undefined) return [name, '-', '-', '-', '-', uiText(lang).overview.unreadable];
  const { formats, transactions, errors, warnings, lead } = facts;
  return [name, formats.join(', '), String(transactions), String(errors), String(warnings), lead ?? '-'];
}

// With its separator; '' where the names have none in common.
function commonFolder(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const folders = first.split(/(?<=[/\\!])/).slice(0, -1);
  let common = '';
  for (const folder of folders) {
    if (!others.every((name) => name.startsWith(common + folder))) break;
    common += folder;
  }
  return others.length === 0 || common === '/' ? '' : common;
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

function paintLine(line: string, { facts }: OverviewFile, { color }: TextOptions): string {
  const paint = painter(color);
  if (facts === undefined) return paint.faint(line);
  if (facts.errors > 0) return paint.severity('error', line);
  return facts.warnings > 0 ? paint.severity('warning', line) : line;
}

function countOf(files: readonly OverviewFile[]) {
  const read = files.flatMap(({ facts }) => facts ?? []);
  return {
    files: files.length,
    errors: read.filter(({ errors }) => errors > 0).length,
    warnings: read.filter(({ errors, warnings }) => errors === 0 && warnings > 0).length,
    unreadable: files.length - read.length,
  };
}
