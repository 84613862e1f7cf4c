import { totalmem } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';
import { HmaError, sentence } from '../../errors.js';

const megabyte = 1024 * 1024;

/** What one of so many threads may take: together no more than half of what the machine has. */
export function threadLimits(threads: number): ResourceLimits {
  const share = Math.floor(totalmem() / megabyte / 2 / threads);
  // Nearly all that reading makes is garbage at once: room for more of it is only more memory.
  return { maxOldGenerationSizeMb: Math.max(512, Math.min(4096, share)), maxYoungGenerationSizeMb: 3 };
}

/** Did the thread end because it may not have more? */
export function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** What is said of the input at which it ended. */
export function tooLittleMemory(name: string): HmaError {
  return new HmaError(
    'ERR_INPUT_UNREADABLE',
    sentence`Cannot judge "${name}" beside the others: it needs more memory than one of several may have. Judge it alone, or capture a shorter time.`,
  );
}
