import { openCapture } from '../capture/capture.js';
import type { Source } from '../capture/source.js';
import { createDiagnosis } from '../diagnosis.js';
import { exitCodes, HmaError } from '../errors.js';
import type { Report } from '../types.js';
import { describeError } from './errors.js';
import { openOperand, operandsOrPipe } from './input.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { exitCodeFor, guardInputs, type NamedReport, renderReports, writeOutput } from './output.js';

/**
 * Judges captures, each on its own. One that cannot be read is said on standard error and does not stop the others;
 * the exit code is that of unreadable input only when none could be read.
 */
export async function replay(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const files = operandsOrPipe(operands, io);
  if (files.length === 0) {
    throw new HmaError('ERR_USAGE', 'Nothing to replay. Name a capture (HAR or text), or pipe one in.');
  }
  guardInputs(files, options.output);
  const reports: NamedReport[] = [];
  for (const file of files) {
    const report = await reportOrComplaint(file, options, io);
    if (report) reports.push(report);
  }
  if (reports.length === 0) return exitCodes.unreadable;
  await writeOutput(renderReports(reports, files.length > 1, options, io), options, io);
  return exitCodeFor(
    reports.map(({ report }) => report),
    options.failOn,
  );
}

async function reportOrComplaint(file: string, options: Options, io: Io): Promise<NamedReport | undefined> {
  try {
    const input = await openOperand(file, io);
    try {
      return { name: input.name, report: await judgeCapture(input, options) };
    } finally {
      input.close();
    }
  } catch (error) {
    if (!(error instanceof HmaError) || error.exitCode !== exitCodes.unreadable) throw error;
    io.stderr.write(`${(await describeError(error)).text}\n`);
    return undefined;
  }
}

/** The report on one capture. Its traffic is over, so every finding is certain. */
async function judgeCapture(source: Source, options: Options): Promise<Report> {
  const capture = openCapture(source);
  const diagnosis = createDiagnosis(options.expect ? { expect: options.expect } : {});
  for await (const transaction of capture.transactions) diagnosis.add(transaction);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report({ sources: [capture.summary()] });
}
