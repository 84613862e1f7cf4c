import { type Capture, openCapture } from '../../capture/capture.js';
import { exitCodes, HmaError, type HmaErrorCode } from '../../errors.js';
import type { Lang } from '../../messages/choose-language.js';
import type { Expectation, RawTransaction, Report } from '../../types.js';
import { describeError } from '../errors.js';
import { nothingIn } from './bundles.js';
import { type CaptureInput, unpackedSize } from './inputs.js';
import { judgeAside, startJudge } from './judge-aside.js';
import type { Opener, PasswordFor } from './opener.js';
import { counted } from './progress.js';
import { isOutOfMemory, tooLittleMemory } from './thread-limits.js';

/** What became of an input. It holds no secret and can be posted between threads. */
export type Judged =
  | { readonly type: 'report'; readonly report: Report }
  /** Nobody named it, and it is no capture. */
  | { readonly type: 'left-out' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Why there is no report: a code, the paragraph for standard error, and the exit code of a run of this input alone. */
export interface Failure {
  readonly code: HmaErrorCode;
  readonly text: string;
  readonly exitCode: number;
}

/** How inputs are judged. */
export interface Judging {
  readonly opener: Opener;
  readonly passwordFor: PasswordFor;
  readonly expect?: Expectation | undefined;
  readonly verbose: boolean;
  /** Of errors. */
  readonly lang: Lang;
  /** Called every few transactions: the time to draw, to post, to let others run. */
  readonly tick: () => Promise<void>;
  /** Told when an input turned out to be a capture, before its transactions. */
  readonly onCapture?: () => Promise<void>;
  readonly onTransaction?: (transaction: RawTransaction) => Promise<void>;
  /** A second thread may be had for what is large. */
  readonly aside?: boolean;
}

/**
 * Judges one input. Never rejects for what is in it: a fault of ours in one file is told, and is not the end of a run.
 *
 * @param onRead - Told how many bytes were read, again and again.
 */
export async function judgeInput(
  input: CaptureInput,
  judging: Judging,
  onRead: (bytes: number) => void,
): Promise<Judged> {
  // It starts while the capture is opened.
  const judge = isJudgedAside(input, judging) ? startJudge(judging.expect) : undefined;
  try {
    if (input.empty) throw nothingIn(input);
    const source = counted(await judging.opener.open(input), onRead);
    const open = () => openCapture(source, { password: judging.passwordFor(input.name) });
    const capture = open();
    if (input.doubtful && isLastResort(capture)) return { type: 'left-out' };
    await judging.onCapture?.();
    const aside = judge && (await judgeAside(judge, capture, judging.tick));
    return { type: 'report', report: aside ?? (await judgeCapture(judge ? open() : capture, judging)) };
  } catch (error) {
    if (isOfTheRun(error)) throw error;
    return await failed(isOutOfMemory(error) ? tooLittleMemory(input.name) : error, input, judging);
  } finally {
    await judge?.close();
  }
}

/** A second thread takes as long to start as judging this much. Bytes. */
const asideBytes = 40_000_000;

function isJudgedAside(input: CaptureInput, { aside, onTransaction }: Judging): boolean {
  return aside === true && onTransaction === undefined && unpackedSize(input) >= asideBytes;
}

const ticksApart = 64;

/** The report on one capture. Its traffic is over, so every finding is certain. */
async function judgeCapture(capture: Capture, { expect, tick, onTransaction }: Judging): Promise<Report> {
  const { createDiagnosis } = await import('../../diagnosis.js'); // not needed where another thread judges
  const diagnosis = createDiagnosis({ keep: 'judged', ...(expect && { expect }) });
  let count = 0;
  for await (const transaction of capture.transactions) {
    diagnosis.add(transaction);
    if (onTransaction) await onTransaction(transaction);
    count += 1;
    if (count % ticksApart === 0) await tick();
  }
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report({ sources: [capture.summary()] });
}

// Everything is text when it is nothing else.
function isLastResort({ format }: Capture): boolean {
  return format === 'text' || format === 'token';
}

// What was written cannot be, or the user gave up: that does not concern this input alone.
function isOfTheRun(error: unknown): boolean {
  return error instanceof HmaError && error.exitCode !== exitCodes.unreadable;
}

async function failed(error: unknown, input: CaptureInput, { verbose, lang }: Judging): Promise<Judged> {
  const unreadable = error instanceof HmaError;
  // A file that nobody named and that cannot be read is no capture that anybody misses.
  if (input.doubtful && unreadable && error.code !== 'ERR_INPUT_UNREADABLE') return { type: 'left-out' };
  const described = await describeError(error, { verbose, lang, input: input.name });
  return { type: 'failed', failure: { ...described, code: unreadable ? error.code : 'ERR_INTERNAL' } };
}
