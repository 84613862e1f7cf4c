import { createHarFile } from '../../capture/har-write.js';
import { HmaError, sentence } from '../../errors.js';
import type { Transaction } from '../../types.js';
import { toolName, toolVersion } from '../../version.js';

/** The file of `--write`: every transaction once, when it has ended or the run has. */
export interface RunFile {
  add(transaction: Transaction, done: boolean): void;
  /** @throws {HmaError} ERR_OUTPUT when anything could not be written since. */
  close(): Promise<void>;
}

/**
 * A run is kept as HAR, which is a whole file at every moment; the name must not say another thing.
 *
 * @throws {HmaError} ERR_USAGE
 */
export function guardRunFile(path: string | undefined): void {
  if (path === undefined || !/\.saz$/i.test(path)) return;
  const message = sentence`--write "${path}": a live run is kept as HAR. Name it .har; "hma-doctor replay run.har -w run.saz" makes a SAZ of it.`;
  throw new HmaError('ERR_USAGE', message);
}

const usualWaitingLimit = 32 * 1024 * 1024;

/**
 * Opens the file for a run; without a name nothing is kept.
 *
 * @param onFailure - Told the first error of writing when it happens. Traffic goes on, and what can be written is.
 * @param waitingLimit - So much may wait for a disk that is slower than the traffic, in UTF-16 units. The rest is lost, and told.
 * @throws {HmaError} ERR_OUTPUT when it cannot be made.
 */
export async function createRunFile(
  path: string | undefined,
  onFailure: (error: unknown) => void,
  waitingLimit = usualWaitingLimit,
): Promise<RunFile> {
  if (path === undefined) return { add() {}, close: async () => {} };
  const file = await createHarFile(path, { name: toolName, version: toolVersion });
  const open = new Map<string, Transaction>();
  let failure: { readonly error: unknown } | undefined;
  let waiting = 0;
  const fail = (error: unknown) => {
    if (!failure) onFailure(error);
    failure ??= { error };
  };
  const write = (transaction: Transaction) => {
    const size = sizeOf(transaction);
    if (waiting + size > waitingLimit) return fail(tooSlow(path));
    waiting += size;
    file
      .add(transaction)
      .catch(fail)
      .finally(() => {
        waiting -= size;
      });
  };
  return {
    add(transaction, done) {
      open.delete(transaction.id);
      if (done) write(transaction);
      else open.set(transaction.id, transaction);
    },
    async close() {
      for (const transaction of open.values()) write(transaction);
      await file.close();
      if (failure) throw failure.error;
    },
  };
}

function sizeOf({ request, response }: Transaction): number {
  const lengths = [request, response].map(
    (message) => (message?.head?.length ?? 0) + (message?.body?.text.length ?? 0),
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}

function tooSlow(path: string): HmaError {
  return new HmaError(
    'ERR_OUTPUT',
    sentence`"${path}" is written more slowly than traffic comes, and transactions are missing in it. Keep it on a local disk.`,
  );
}
