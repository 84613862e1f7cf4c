import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exitCodes, HmaError } from '../errors.js';
import { chooseLanguage } from '../messages/language.js';
import { renderJson } from '../report/json.js';
import { printable } from '../report/printable.js';
import { renderText, type TextOptions } from '../report/text.js';
import type { Report, Severity } from '../types.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { wantsColor, widthOf } from './terminal.js';

/** A report, and the name of the input that it is about. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/**
 * The text of reports in the chosen form. In JSON one input gives an object and `several` an array, also where only
 * one of them could be read.
 */
export function renderReports(reports: readonly NamedReport[], several: boolean, options: Options, io: Io): string {
  const lang = chooseLanguage(options.lang, io.env);
  if (options.format === 'json') {
    const texts = reports.map(({ report }) => renderJson(report, lang).trimEnd());
    return several ? `[\n${texts.join(',\n')}\n]\n` : `${texts.join('')}\n`;
  }
  const view = viewFor(options, io);
  const texts = reports.map(({ name, report }) => {
    const heading = several ? `==> ${printable(name)} <==\n\n` : '';
    return `${heading}${renderText(report, view).trimEnd()}\n`;
  });
  return texts.join('\n');
}

/** How text is laid out where `--output` goes: no colours and 80 columns in a file. */
export function viewFor(options: Options, io: Io): TextOptions & { readonly width: number } {
  const toFile = isFile(options.output);
  return {
    lang: chooseLanguage(options.lang, io.env),
    color: !toFile && wantsColor(options, io, io.stdout),
    width: toFile ? 80 : widthOf(io.stdout),
    verbose: options.verbose,
  };
}

/**
 * Writes the data of a command to `--output` or standard output.
 *
 * @throws {HmaError} ERR_OUTPUT when the file cannot be written.
 */
export async function writeOutput(text: string, options: Options, io: Io): Promise<void> {
  if (!isFile(options.output)) {
    io.stdout.write(text);
    return;
  }
  try {
    await writeFile(options.output, text);
  } catch (cause) {
    throw outputError(options.output, cause);
  }
}

/** Refuses to write over a file that is read: evidence is not replaced by its report. */
export function guardInputs(inputs: readonly string[], output: string | undefined): void {
  if (!isFile(output)) return;
  if (inputs.some((input) => input !== '-' && resolve(input) === resolve(output))) {
    throw new HmaError('ERR_USAGE', `"${output}" is an input and --output at once. Name another file for the report.`);
  }
}

/** Why a file could not be written, and what to try. */
export function outputError(file: string, cause: unknown): HmaError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  return new HmaError(
    'ERR_OUTPUT',
    `Cannot write "${file}" (${reason}). Is there such a folder, and may you write in it?`,
    { cause },
  );
}

const ranks = { info: 1, warning: 2, error: 3 } as const satisfies Record<Severity, number>;

/** 1 when a finding is at or above `--fail-on`, else 0. */
export function exitCodeFor(reports: readonly Report[], failOn: Options['failOn']): number {
  if (failOn === 'never') return exitCodes.ok;
  const findings = reports.flatMap((report) => report.findings);
  return findings.some(({ severity }) => ranks[severity] >= ranks[failOn]) ? exitCodes.findings : exitCodes.ok;
}

function isFile(output: string | undefined): output is string {
  return output !== undefined && output !== '-';
}
