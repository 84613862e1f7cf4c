import type { Transaction } from '../types.js';
import { createOutput, createTurns } from './create-output.js';
import { writeEntry } from './har/write-entry.js';

/** Who wrote the file, as HAR's `creator` has it. */
export interface HarCreator {
  readonly name: string;
  readonly version: string;
}

/** One entry of HAR 1.2, with `_hmaDoctor` beside it; `openCapture` reads an equal transaction back from it. */
export function harEntry(t: Transaction): object {
  return writeEntry(t);
}

/** A whole HAR 1.2 file. Only transactions from behind the door, so it holds no secret. */
export function writeHar(transactions: Iterable<Transaction>, creator: HarCreator): string {
  const entries: string[] = [];
  for (const transaction of transactions) entries.push(JSON.stringify(harEntry(transaction)));
  return beginning(creator) + entries.join(',\n') + ending;
}

function beginning({ name, version }: HarCreator): string {
  return `{"log":{"version":"1.2","creator":${JSON.stringify({ name, version })},"pages":[],"entries":[\n`;
}

const ending = '\n]}}\n';

/** A HAR file that grows while traffic goes on. */
export interface HarFile {
  /** Appends a completed transaction. @throws HmaError ERR_OUTPUT when it cannot be written. */
  readonly add: (t: Transaction) => Promise<void>;
  /** Waits for what is being written, and closes the file. */
  readonly close: () => Promise<void>;
}

/**
 * Creates a HAR file, readable by its owner only. It never overwrites and never follows a link. It is a valid HAR at every
 * moment, so that a killed run leaves a capture: each entry goes over the file's ending and brings its own, in one
 * positioned write.
 *
 * @throws HmaError ERR_OUTPUT when the file exists or cannot be made.
 */
export async function createHarFile(path: string, creator: HarCreator): Promise<HarFile> {
  const file = await createOutput(path);
  const turns = createTurns();
  const first = Buffer.from(beginning(creator));
  const last = Buffer.from(ending);
  let end = first.length;
  let separator = '';
  await file.write(Buffer.concat([first, last]), 0);
  const append = async (t: Transaction): Promise<void> => {
    const entry = Buffer.from(separator + JSON.stringify(harEntry(t)) + ending);
    await file.write(entry, end, last);
    end += entry.length - last.length;
    separator = ',\n';
  };
  return {
    add: (t) => turns.take(() => append(t)),
    close: async () => {
      await turns.settled();
      await file.close();
    },
  };
}
