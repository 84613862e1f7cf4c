import { type CaptureInput, isReadInParts, unpackedSize } from './inputs.js';
import { type Judged, type Judging, judgeInput } from './judge.js';
import { createPool, hasProcessorsLeft, type Pool, threadsFor } from './pool.js';
import type { FileProgress, Progress } from './progress.js';

/** Starting threads takes as long as judging this much. Bytes. */
const worthwhileBytes = 20_000_000;
/** How far threads may be ahead of the output: what they found waits in memory. */
const aheadLimit = 64;
const redrawMs = 200;

/** What is judged, and with what. */
export interface Run {
  readonly inputs: readonly CaptureInput[];
  readonly judging: Judging;
  readonly passwords: readonly string[];
  readonly progress: Progress;
}

/**
 * Judges all inputs, and gives what became of each in their order, as soon as it is known. Where there is enough to do,
 * threads share the work: they keep less garbage than this one, and leave it free to show how far things are.
 *
 * @param open - Makes the threads.
 */
export async function* judgeAll(
  run: Run,
  open: (threads: number) => Pool = createPool,
): AsyncGenerator<readonly [CaptureInput, Judged]> {
  const pool = isWorthwhile(run) ? open(threadsFor(run.inputs.length)) : undefined;
  try {
    yield* pool ? inThreads(run, pool) : here(run);
  } finally {
    await pool?.close();
  }
}

function isWorthwhile({ inputs, judging }: Run): boolean {
  const [first] = inputs;
  // A thread of its own would be started only to wait for it.
  if (inputs.length === 1 && first && isReadInParts(first)) return false;
  const shared = inputs.filter(({ repeatable }) => repeatable);
  const bytes = shared.reduce((sum, input) => sum + unpackedSize(input), 0);
  // What is written goes into one file, in order.
  return judging.onTransaction === undefined && bytes >= worthwhileBytes;
}

async function* here(run: Run): AsyncGenerator<readonly [CaptureInput, Judged]> {
  for (const input of run.inputs) yield [input, await judgeHere(input, run)];
}

async function judgeHere(input: CaptureInput, { inputs, judging, progress }: Run): Promise<Judged> {
  const file = progress.file(input.size);
  const aside = inputs.length === 1 && hasProcessorsLeft(1);
  const judged = await judgeInput(input, { ...judging, aside }, file.read);
  file.done();
  await progress.tick();
  return judged;
}

async function* inThreads(run: Run, pool: Pool): AsyncGenerator<readonly [CaptureInput, Judged]> {
  const timer = setInterval(() => void run.progress.tick(), redrawMs);
  try {
    yield* inOrder(run, pool);
  } finally {
    clearInterval(timer);
  }
}

async function* inOrder(run: Run, pool: Pool): AsyncGenerator<readonly [CaptureInput, Judged]> {
  const ahead: Promise<Judged | undefined>[] = [];
  for (const [at, input] of run.inputs.entries()) {
    for (const next of run.inputs.slice(at + ahead.length, at + aheadLimit)) ahead.push(inThread(next, run, pool));
    const judged = await ahead.shift();
    yield [input, judged && !wantsPassword(judged) ? judged : await judgeHere(input, run)];
  }
}

async function inThread(input: CaptureInput, run: Run, pool: Pool): Promise<Judged | undefined> {
  if (!input.repeatable) return undefined;
  const { judging, passwords, progress } = run;
  const file: FileProgress = progress.file(input.size);
  const { expect, verbose, lang } = judging;
  const task = { input, passwords, expect, verbose, lang, aside: hasProcessorsLeft(run.inputs.length) };
  const judged = await pool.judge(task, file.read);
  if (judged && !wantsPassword(judged)) file.done();
  return judged;
}

// It must be asked for, which only the thread of the terminal can.
function wantsPassword(judged: Judged): boolean {
  return judged.type === 'failed' && judged.failure.code.startsWith('ERR_CAPTURE_PASSWORD');
}
