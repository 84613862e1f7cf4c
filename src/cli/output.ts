import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exitCodes, HmaError, sentence } from '../errors.js';
import { chooseLanguage } from '../messages/language.js';
import { jsonLine, jsonText } from '../report/printable.js';
import type { TextOptions } from '../report/text.js';
import type { Report, Severity } from '../types.js';
import type { Io, Output } from './io.js';
import type { Options } from './options.js';
import { wantsColor, widthOf } from './terminal.js';

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

/** Where the data of a command goes, piece by piece: `--output`, which is made with the first piece, or standard output. */
export interface Sink {
  /** @throws {HmaError} ERR_OUTPUT when it cannot be written. */
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens nothing yet. */
export function createSink(options: Options, io: Io): Sink {
  return isFile(options.output) ? fileSink(options.output) : streamSink(io.stdout);
}

function fileSink(path: string): Sink {
  let file: FileHandle | undefined;
  return {
    async write(text) {
      try {
        file ??= await open(path, 'w');
        await file.writeFile(text);
      } catch (cause) {
        throw outputError(path, cause);
      }
    },
    close: async () => await file?.close(),
  };
}

function streamSink(stream: Output): Sink {
  return {
    // Waits, so that a slow reader does not fill our memory; one that went away (`| head`) is no error.
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
          if (error && error.code !== 'EPIPE') reject(streamError(error));
          else resolve();
        });
      }),
    close: async () => {},
  };
}

/**
 * Writes the data of a command to `--output` or standard output.
 *
 * @throws {HmaError} ERR_OUTPUT when the file cannot be written.
 */
export async function writeOutput(text: string, options: Options, io: Io): Promise<void> {
  const sink = createSink(options, io);
  await sink.write(text);
  await sink.close();
}

/** Values of a command as JSON: a list, or a line for each in ndjson. Undefined where text was asked for. */
export function valuesAsJson(values: readonly object[], { format }: Options): string | undefined {
  if (format === 'ndjson') return values.map((value) => `${jsonLine(value)}\n`).join('');
  return format === 'json' ? `${jsonText(values)}\n` : undefined;
}

/** Refuses to write over a file that is read: evidence is not replaced by its report. */
export function guardInputs(inputs: readonly string[], output: string | undefined): void {
  if (!isFile(output)) return;
  if (inputs.some((input) => input !== '-' && resolve(input) === resolve(output))) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`"${output}" is an input and --output at once. Name another file for the report.`,
    );
  }
}

/** Why a file could not be written, and what to try. */
export function outputError(file: string, cause: unknown): HmaError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  return new HmaError(
    'ERR_OUTPUT',
    sentence`Cannot write "${file}" (${reason}). Is there such a folder, and may you write in it?`,
    { cause },
  );
}

function streamError(cause: NodeJS.ErrnoException): HmaError {
  const reason = cause.code ?? 'unknown error';
  return new HmaError(
    'ERR_OUTPUT',
    sentence`Cannot write to standard output (${reason}): the report is not whole. Name a file with -o.`,
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
