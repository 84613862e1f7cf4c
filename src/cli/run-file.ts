import { createHarFile } from '../capture/har-write.js';
import type { Transaction } from '../types.js';
import { toolName, toolVersion } from '../version.js';

/** The file of `--write`: every transaction once, when it has ended or the run has. */
export interface RunFile {
  add(transaction: Transaction, done: boolean): void;
  /** @throws {HmaError} ERR_OUTPUT when anything could not be written since. */
  close(): Promise<void>;
}

/**
 * Opens the file for a run; without a name nothing is kept.
 *
 * @throws {HmaError} ERR_OUTPUT when it cannot be made.
 */
export async function createRunFile(path: string | undefined): Promise<RunFile> {
  if (path === undefined) return { add() {}, close: async () => {} };
  const file = await createHarFile(path, { name: toolName, version: toolVersion });
  const open = new Map<string, Transaction>();
  let failure: { readonly error: unknown } | undefined;
  const write = (transaction: Transaction) => {
    file.add(transaction).catch((error: unknown) => {
      failure ??= { error }; // traffic goes on; it is told at the end
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
