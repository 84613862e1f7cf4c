import { createHarFile } from '../capture/har-write.js';
import type { Transaction } from '../types.js';
import { outputError } from './output.js';

/** The file of `--write`: every transaction once, when it has ended or the run has. */
export interface RunFile {
  add(transaction: Transaction, done: boolean): void;
  close(): Promise<void>;
}

/**
 * Opens the file for a run; without a name nothing is kept.
 *
 * @throws {HmaError} ERR_OUTPUT when it cannot be made, at once; when writing fails, from `close`.
 */
export async function createRunFile(
  path: string | undefined,
  creator: { name: string; version: string },
): Promise<RunFile> {
  if (path === undefined) return { add() {}, close: async () => {} };
  const file = await createHarFile(path, creator).catch((cause: unknown) => {
    throw outputError(path, cause);
  });
  const open = new Map<string, Transaction>();
  let written = Promise.resolve();
  const write = (transaction: Transaction) => {
    written = written.then(() => file.add(transaction));
    written.catch(() => {}); // told by close
  };
  return {
    add(transaction, done) {
      if (!done) open.set(transaction.id, transaction);
      else {
        open.delete(transaction.id);
        write(transaction);
      }
    },
    async close() {
      for (const transaction of open.values()) write(transaction);
      try {
        await written;
      } catch (cause) {
        throw outputError(path, cause);
      } finally {
        await file.close();
      }
    },
  };
}
