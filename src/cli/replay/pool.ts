import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describeError } from '../errors.js';
import type { Judged } from './judge.js';
import type { JudgeTask, ThreadNews } from './protocol.js';
import { isOutOfMemory, threadLimits, tooLittleMemory } from './thread-limits.js';

/** Threads that judge inputs, each one at a time. */
export interface Pool {
  /**
   * Never rejects: a thread that dies is told for its input alone, and another takes its place.
   *
   * @returns undefined when no thread can be had: then the caller has to judge by itself.
   */
  judge(task: JudgeTask, onRead: (bytes: number) => void): Promise<Judged | undefined>;
  close(): Promise<void>;
}

/** What a pool needs of a thread; `Worker` is one. */
export type Thread = Pick<Worker, 'postMessage' | 'on' | 'terminate'>;

/** How many threads are worth while for so many inputs: no more than the machine has processors. */
export function threadsFor(inputs: number): number {
  return Math.min(inputs, availableParallelism());
}

/** Whether each thread could have a second one beside it. */
export function hasProcessorsLeft(inputs: number): boolean {
  return threadsFor(inputs) * 2 <= availableParallelism();
}

/** @param start - Makes a thread; one that runs `thread.ts` unless a test has its own. */
export function createPool(threads: number, start: () => Thread = () => startWorker(threads)): Pool {
  const idle: Seat[] = [];
  const waiting: Job[] = [];
  const seats = new Set<Seat>();
  const open = () => {
    const seat = createSeat(start(), {
      free: () => next(seat),
      gone: () => {
        seats.delete(seat);
        next(undefined);
      },
    });
    seats.add(seat);
    return seat;
  };
  const next = (free: Seat | undefined) => {
    const job = waiting.shift();
    const seat = free ?? (job && seats.size < threads ? open() : undefined);
    if (job && seat) seat.take(job);
    else if (job) waiting.unshift(job);
    else if (seat) idle.push(seat);
  };
  return {
    judge: (task, onRead) =>
      new Promise((resolve) => {
        waiting.push({ task, onRead, resolve });
        next(idle.pop());
      }),
    close: async () => {
      await Promise.all([...seats].map((seat) => seat.close()));
    },
  };
}

interface Job {
  readonly task: JudgeTask;
  readonly onRead: (bytes: number) => void;
  readonly resolve: (judged: Judged | undefined) => void;
}

/** A thread and the job that it is at. */
interface Seat {
  take(job: Job): void;
  close(): Promise<void>;
}

function createSeat(thread: Thread, on: { readonly free: () => void; readonly gone: () => void }): Seat {
  let job: Job | undefined;
  let ran = false;
  let dead = false;
  const answer = (judged: Judged | undefined) => {
    const { resolve } = job ?? {};
    job = undefined;
    resolve?.(judged);
  };
  const die = (error: unknown) => {
    if (dead) return;
    dead = true;
    const task = job?.task;
    // One that never ran will not run the next time: whoever asked judges by itself.
    if (task && ran) void explainDeath(error, task).then(answer);
    else answer(undefined);
    on.gone();
  };
  thread.on('message', (news: ThreadNews) => {
    if (news.type === 'ready') ran = true;
    else if (news.type === 'read') job?.onRead(news.bytes);
    else {
      answer(news.judged);
      on.free();
    }
  });
  thread.on('error', die);
  thread.on('exit', () => die(undefined));
  return {
    take(given) {
      job = given;
      if (dead) answer(undefined);
      else thread.postMessage(given.task);
    },
    close: async () => {
      dead = true;
      await thread.terminate();
    },
  };
}

async function explainDeath(error: unknown, { input, verbose, lang }: JudgeTask): Promise<Judged> {
  const outOfMemory = isOutOfMemory(error);
  const reason = outOfMemory ? tooLittleMemory(input.name) : (error ?? new Error('the thread ended'));
  const described = await describeError(reason, { verbose, lang, input: input.name });
  const code = outOfMemory ? 'ERR_INPUT_UNREADABLE' : 'ERR_INTERNAL';
  return { type: 'failed', failure: { ...described, code } };
}

function startWorker(threads: number): Worker {
  return new Worker(new URL('./thread.js', import.meta.url), { resourceLimits: threadLimits(threads), stdin: true });
}
