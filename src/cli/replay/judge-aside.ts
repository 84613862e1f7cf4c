import { Worker } from 'node:worker_threads';
import type { Capture } from '../../capture/capture.js';
import { createSieve } from '../../flow/sift.js';
import type { Expectation, Report } from '../../types.js';
import type { JudgeThreadData, JudgeThreadNews, ReaderNews } from './protocol.js';
import { threadLimits } from './thread-limits.js';

/** What is needed of a thread; `Worker` is one. */
export type Aside = Pick<Worker, 'postMessage' | 'on' | 'terminate'>;

/** So many transactions are handed over at once. */
const batchSize = 32;
/** So many batches may wait: what is read ahead is held in memory. */
const aheadLimit = 4;

/**
 * Starts a thread that judges what this one reads: both take about as long. It takes a while to start, in which the capture can
 * be opened.
 */
export function startJudge(
  expect: Expectation | undefined,
  start: (data: JudgeThreadData) => Aside = startWorker,
): Judge {
  return connect(start({ expect }));
}

/**
 * Reads and sifts a capture, and has it judged.
 *
 * @param judge - Of this capture alone. Whoever started it closes it.
 * @param tick - Called after each batch.
 * @returns undefined when no thread could be had: the capture has to be opened again.
 * @throws what ended the thread, or the reading.
 */
export async function judgeAside(
  judge: Judge,
  capture: Capture,
  tick: () => Promise<void>,
): Promise<Report | undefined> {
  try {
    await readInto(judge, capture, tick);
    return await judge.report({ type: 'end', source: capture.summary() });
  } catch (error) {
    if (judge.neverRan()) return undefined;
    throw error;
  }
}

async function readInto(judge: Judge, capture: Capture, tick: () => Promise<void>): Promise<void> {
  const sieve = createSieve();
  let count = 0;
  for await (const transaction of capture.transactions) {
    sieve.add(transaction);
    count += 1;
    if (count % batchSize > 0) continue;
    await judge.take({ type: 'sifted', sifted: sieve.take() });
    await tick();
  }
  await judge.take({ type: 'sifted', sifted: sieve.take() });
}

/** A thread that judges one capture. */
export interface Judge {
  /** The thread ended before it ran. */
  readonly neverRan: () => boolean;
  /** Resolves when there is room for more. */
  readonly take: (news: ReaderNews) => Promise<void>;
  readonly report: (news: ReaderNews) => Promise<Report>;
  readonly close: () => Promise<unknown>;
}

function connect(thread: Aside): Judge {
  let waiting = 0;
  let ended: { readonly error: unknown } | undefined;
  let report: Report | undefined;
  let isRunning = false;
  let wake = () => {};
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (ended) throw ended.error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  thread.on('message', (news: JudgeThreadNews) => {
    if (news.type === 'ready') isRunning = true;
    else if (news.type === 'taken') waiting -= 1;
    else report = news.report;
    wake();
  });
  const end = (error: unknown) => {
    ended ??= { error };
    wake();
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('the thread ended')));
  return {
    neverRan: () => ended !== undefined && !isRunning,
    async take(news) {
      thread.postMessage(news);
      waiting += 1;
      await until(() => waiting < aheadLimit);
    },
    async report(news) {
      thread.postMessage(news);
      await until(() => report !== undefined);
      return report as Report;
    },
    close: () => thread.terminate(),
  };
}

function startWorker(workerData: JudgeThreadData): Worker {
  return new Worker(new URL('./judge-thread.js', import.meta.url), { workerData, resourceLimits: threadLimits(2) });
}
