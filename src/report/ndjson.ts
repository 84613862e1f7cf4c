import type { Lang } from '../messages/language.js';
import type { Finding, Report, SourceReport } from '../types.js';
import { findingLines } from './ndjson-finding.js';
import { jsonLine } from './printable.js';
import { isoTime } from './time.js';

/**
 * The report as lines of JSON, for DuckDB, Spark or a SIEM: one `finding` a line, and one `source` for each input, so that
 * a healthy one leaves a trace. Version 1. Each field has one type on every line of its kind, null where it is not known.
 * Sentences are in the given language.
 *
 * @param kind - What stands for name and format of the input where the report names none, such as `token`.
 */
export function renderNdjson(report: Report, lang: Lang, kind: string): string {
  const [first = soleSource(report, kind), ...others] = report.sources;
  const sources = [first, ...others];
  const about = { type: 'finding', v: version, source: { name: first.name, format: first.format } };
  const lines = [...sources.map((source) => sourceLine(source, report)), ...findingLines(report, lang, about)];
  return lines.map((line) => `${jsonLine(line)}\n`).join('');
}

/** The line for an input that could not be read. The message must hold no secret. */
export function renderNdjsonError(name: string, error: { readonly code: string; readonly message: string }): string {
  return `${jsonLine(sourceFields({ name, format: null }, { error }))}\n`;
}

const version = 1;

function soleSource({ capture }: Report, kind: string): SourceReport {
  return { name: kind, format: kind, read: capture.transactions, skipped: 0, limits: capture.limits };
}

function sourceLine(source: SourceReport, report: Report): object {
  const { name, format, producer, read, skipped, skips, repairs, limits } = source;
  return sourceFields(
    { name, format },
    {
      time: firstTime(report),
      producer,
      read,
      skipped,
      skips: listed(skips),
      repairs: listed(repairs),
      limits,
      errors: countBy(report, 'error'),
      warnings: countBy(report, 'warning'),
      infos: countBy(report, 'info'),
      unknown: [...new Set(report.unknown.map(({ rule }) => rule))],
    },
  );
}

interface SourceFields {
  readonly time?: string | null;
  readonly producer?: string | undefined;
  readonly read?: number;
  readonly skipped?: number;
  readonly skips?: readonly object[];
  readonly repairs?: readonly object[];
  readonly limits?: readonly string[];
  readonly errors?: number;
  readonly warnings?: number;
  readonly infos?: number;
  readonly unknown?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
}

function sourceFields(source: { name: string; format: string | null }, given: SourceFields): object {
  return {
    type: 'source',
    v: version,
    time: given.time ?? null,
    source,
    producer: given.producer ?? null,
    read: given.read ?? 0,
    skipped: given.skipped ?? 0,
    skips: given.skips ?? [],
    repairs: given.repairs ?? [],
    limits: given.limits ?? [],
    errors: given.errors ?? 0,
    warnings: given.warnings ?? 0,
    infos: given.infos ?? 0,
    unknown: given.unknown ?? [],
    errorCode: given.error?.code ?? null,
    errorMessage: given.error?.message ?? null,
  };
}

// A list and not an object: the keys of an object would be columns that differ from line to line.
function listed(counts: Readonly<Record<string, number>> | undefined): readonly object[] {
  return Object.entries(counts ?? {}).map(([code, count]) => ({ code, count }));
}

function countBy({ findings }: Report, severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function firstTime({ flows }: Report): string | null {
  let first = Number.POSITIVE_INFINITY;
  for (const { steps } of flows) for (const { at } of steps) if (at !== undefined && at < first) first = at;
  return isoTime(first) ?? null;
}
