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

/** Entries that come while others are written go into the file together: else busy traffic would pile up before it. */
interface Batch {
  readonly entries: string[];
  /** Of the entries, in UTF-16 units. */
  length: number;
  readonly written: Promise<void>;
}

const batchLength = 256 * 1024;

/** A HAR file that grows while traffic goes on. */
export interface HarFile {
  /** Appends a completed transaction. @throws HmaError ERR_OUTPUT when it cannot be written. */
  readonly add: (t: Transaction) => Promise<void>;
  /** Waits for what is being written, and closes the file. */
  readonly close: () => Promise<void>;
}

/**
 * Creates a HAR file, readable by its owner only. It never overwrites and never follows a link. It is a valid HAR at every
 * moment, so that a killed run leaves a capture: entries go over the file's ending and bring their own, in one positioned
 * write.
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
  let gathering: Batch | undefined;
  await file.write(Buffer.concat([first, last]), 0);
  const append = async (entries: readonly string[]): Promise<void> => {
    const bytes = Buffer.from(separator + entries.join(',\n') + ending);
    await file.write(bytes, end, last);
    end += bytes.length - last.length;
    separator = ',\n';
  };
  const begin = (): Batch => {
    const entries: string[] = [];
    const written = turns.take(() => {
      if (gathering?.entries === entries) gathering = undefined;
      return append(entries);
    });
    return { entries, length: 0, written };
  };
  return {
    add(t) {
      const entry = JSON.stringify(harEntry(t));
      if (gathering === undefined || gathering.length + entry.length > batchLength) gathering = begin();
      gathering.entries.push(entry);
      gathering.length += entry.length;
      return gathering.written;
    },
    close: async () => {
      await turns.settled();
      await file.close();
    },
  };
}
