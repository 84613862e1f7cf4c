import { constants, type FileHandle, open } from 'node:fs/promises';
import { HmaError, type Sentence, sentence } from '../errors.js';

/** A file that we made and are writing. */
export interface OutputFile {
  /**
   * Writes all of the bytes at a position. Where that fails (disk full), what is half-written is taken back: the file then
   * ends with `formerEnd` at this position, as before.
   *
   * @throws HmaError ERR_OUTPUT
   */
  readonly write: (bytes: Uint8Array, position: number, formerEnd?: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Creates a file, readable by its owner only. It never overwrites and never follows a link.
 *
 * @throws HmaError ERR_OUTPUT when it exists or cannot be made.
 */
export async function createOutput(path: string): Promise<OutputFile> {
  const file = await create(path);
  return {
    async write(bytes, position, formerEnd = new Uint8Array(0)) {
      try {
        await writeAll(file, bytes, position);
      } catch (cause) {
        await takeBack(file, formerEnd, position);
        throw outputError(path, cause);
      }
    },
    close: () => file.close(),
  };
}

/** Steps taken one after the other, in the order in which they were asked for. */
export interface Turns {
  /** The promise is the step's own: a failed one is told to its caller, and the next step is taken all the same. */
  readonly take: (step: () => Promise<void>) => Promise<void>;
  /** When every step asked for so far is over. Never rejects. */
  readonly settled: () => Promise<void>;
}

/** Starts a row of turns. */
export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    take(step) {
      const taken = last.then(step);
      last = taken.catch(() => undefined); // told to the caller of this step
      return taken;
    },
    settled: () => last,
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

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const result = await file.write(bytes, written, bytes.length - written, position + written);
    written += result.bytesWritten;
  }
}

async function takeBack(file: FileHandle, formerEnd: Uint8Array, position: number): Promise<void> {
  try {
    await writeAll(file, formerEnd, position);
    await file.truncate(position + formerEnd.length);
  } catch {
    // the first error is the one to tell
  }
}

const reasons: Readonly<Record<string, Sentence>> = {
  EEXIST: sentence`it exists already, and a capture is never overwritten. Give another name, or move that file away.`,
  ENOENT: sentence`its folder does not exist. Make the folder, or give another path.`,
  ENOTDIR: sentence`a part of the path is not a folder. Give another path.`,
  EISDIR: sentence`it is a folder. Give the name of a file in it.`,
  EACCES: sentence`permission denied. Write to a folder of your own.`,
  EPERM: sentence`permission denied. Write to a folder of your own.`,
  EROFS: sentence`the disk is read-only. Write to another one.`,
  ENOSPC: sentence`the disk is full. What was captured before is kept.`,
};

function outputError(path: string, cause: unknown): HmaError {
  const code = (cause as NodeJS.ErrnoException)?.code ?? 'unknown error';
  const reason = reasons[code] ?? sentence`writing failed (${code}).`;
  return new HmaError('ERR_OUTPUT', sentence`Cannot write "${path}": ${reason}`, { cause });
}
