import { constants, type FileHandle, open } from 'node:fs/promises';
import { HmaError } from '../errors.js';
import type { Transaction } from '../types.js';
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
  const file = await create(path);
  const first = Buffer.from(beginning(creator));
  let end = first.length;
  let separator = '';
  await writeAll(file, path, Buffer.concat([first, Buffer.from(ending)]), 0);
  const append = async (t: Transaction): Promise<void> => {
    const entry = Buffer.from(separator + JSON.stringify(harEntry(t)) + ending);
    await writeAll(file, path, entry, end);
    end += entry.length - ending.length;
    separator = ',\n';
  };
  let queue: Promise<void> = Promise.resolve();
  return {
    add: (t) => {
      const added = queue.then(() => append(t));
      queue = added.catch(() => undefined); // told to the caller of this add; the next one may succeed
      return added;
    },
    close: async () => {
      await queue;
      await file.close();
    },
  };
}

async function create(path: string): Promise<FileHandle> {
  try {
    // O_EXCL also refuses a symbolic link, dangling or not.
    return await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  } catch (cause) {
    throw outputError(path, cause);
  }
}

async function writeAll(file: FileHandle, path: string, bytes: Buffer, position: number): Promise<void> {
  try {
    let written = 0;
    while (written < bytes.length) {
      const result = await file.write(bytes, written, bytes.length - written, position + written);
      written += result.bytesWritten;
    }
  } catch (cause) {
    await closeEarly(file, position);
    throw outputError(path, cause);
  }
}

// A half-written entry (disk full) is taken back: the place of the old ending was there before.
async function closeEarly(file: FileHandle, position: number): Promise<void> {
  if (position === 0) return;
  try {
    await file.write(Buffer.from(ending), 0, ending.length, position);
    await file.truncate(position + ending.length);
  } catch {
    // the first error is the one to tell
  }
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it exists already, and a capture is never overwritten. Give another name, or move that file away.',
  ENOENT: 'its folder does not exist. Make the folder, or give another path.',
  ENOTDIR: 'a part of the path is not a folder. Give another path.',
  EISDIR: 'it is a folder. Give the name of a file in it.',
  EACCES: 'permission denied. Write to a folder of your own.',
  EPERM: 'permission denied. Write to a folder of your own.',
  EROFS: 'the disk is read-only. Write to another one.',
  ENOSPC: 'the disk is full. What was captured before is kept.',
};

function outputError(path: string, cause: unknown): HmaError {
  const code = (cause as NodeJS.ErrnoException)?.code ?? 'unknown error';
  const reason = reasons[code] ?? `writing failed (${code}).`;
  return new HmaError('ERR_OUTPUT', `Cannot write "${path}": ${reason}`, { cause });
}
