import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { HmaError, type HmaErrorCode, type Sentence, sentence } from '../errors.js';

/**
 * An input read by position, so that a file larger than memory can be walked and single parts read again. Reading is
 * synchronous: captures are read one after the other, and a promise for each part costs more than the part.
 */
export interface Source {
  /** As the user gave it; it stands in messages and in the summary. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Reads from `position` on into the buffer.
   *
   * @returns How many bytes were read; less than the buffer holds only at the end.
   * @throws HmaError ERR_INPUT_UNREADABLE when the disk does not give them.
   */
  readonly read: (into: Uint8Array, position: number) => number;
}

/** A file that is open until `close`. */
export interface FileSource extends Source {
  readonly close: () => void;
}

/** What no more than fits in memory may be read whole. Bytes. */
export const wholeLimitBytes = 1_500_000_000;

/** Bytes in memory as a source. */
export function memorySource(bytes: Uint8Array, name: string): Source {
  return {
    name,
    size: bytes.length,
    read(into, position) {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
  };
}

/**
 * Opens a regular file.
 *
 * @returns undefined for what has no positions (a pipe, a device): that can only be read whole.
 * @throws HmaError ERR_INPUT_NOT_FOUND, ERR_INPUT_IS_FOLDER or ERR_INPUT_UNREADABLE; names stand as the user gave them.
 */
export function fileSource(path: string): FileSource | undefined {
  const file = attempt(path, () => openSync(path, 'r'));
  let open = true;
  const close = () => {
    if (open) closeSync(file);
    open = false;
  };
  try {
    const stat = attempt(path, () => fstatSync(file));
    if (stat.isDirectory()) throw unreadable(path, { code: 'EISDIR' });
    if (!stat.isFile()) {
      close();
      return undefined;
    }
    const read: Source['read'] = (into, at) => {
      // The number of a closed file may by now be another file's.
      if (!open) throw closed(path);
      return readFully(file, path, into, at);
    };
    return { name: path, size: stat.size, read, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A part of a source; shorter where the source ends before it. */
export function partOf(source: Source, from: number, to: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(to, source.size) - from));
  return bytes.subarray(0, source.read(bytes, from));
}

/**
 * All bytes of a source, for formats which have to be seen whole.
 *
 * @throws HmaError ERR_INPUT_UNREADABLE when it is too large for that.
 */
export function wholeOf(source: Source): Uint8Array {
  if (source.size > wholeLimitBytes) throw tooLarge(source.name);
  return partOf(source, 0, source.size);
}

/** The error for an input that would have to be read whole and is too large. */
export function tooLarge(name: string): HmaError {
  const limit = `${wholeLimitBytes / 1_000_000} MB`;
  return new HmaError(
    'ERR_INPUT_UNREADABLE',
    sentence`Cannot read "${name}": it is larger than ${limit}. Capture a shorter time, just around the failing sign-in.`,
  );
}

function closed(name: string): HmaError {
  return new HmaError(
    'ERR_INPUT_UNREADABLE',
    sentence`Cannot read "${name}" any more: it was closed. Look at bodies while the capture is open, or open it again.`,
  );
}

function readFully(file: number, path: string, into: Uint8Array, position: number): number {
  let filled = 0;
  while (filled < into.length) {
    const count = attempt(path, () => readSync(file, into, filled, into.length - filled, position + filled));
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function attempt<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const reasons: Readonly<Record<string, readonly [HmaErrorCode, Sentence]>> = {
  ENOENT: ['ERR_INPUT_NOT_FOUND', sentence`there is no such file. Check the spelling and the folder you are in.`],
  ENOTDIR: ['ERR_INPUT_NOT_FOUND', sentence`a part of the path is not a folder. Check the spelling.`],
  ENAMETOOLONG: [
    'ERR_INPUT_NOT_FOUND',
    sentence`the name is too long for a file. To read text, save it or pipe it in with "-".`,
  ],
  EISDIR: ['ERR_INPUT_IS_FOLDER', sentence`it is a folder. Name the files in it.`],
  EACCES: ['ERR_INPUT_UNREADABLE', sentence`permission denied. Copy it to where you may read it, or ask its owner.`],
  EPERM: ['ERR_INPUT_UNREADABLE', sentence`permission denied. Copy it to where you may read it, or ask its owner.`],
  EBUSY: ['ERR_INPUT_UNREADABLE', sentence`another program holds it open. Stop the capture there, then try again.`],
};

/** Why an input could not be read, and what to try. */
export function unreadable(name: string, cause: unknown): HmaError {
  const given = (cause as NodeJS.ErrnoException)?.code ?? 'unknown error';
  // A NUL in the path is a TypeError of Node's with this code.
  const known = given === 'ERR_INVALID_ARG_VALUE' ? reasons.ENOENT : reasons[given];
  const [code, reason]: readonly [HmaErrorCode, Sentence] = known ?? [
    'ERR_INPUT_UNREADABLE',
    sentence`reading it failed (${given}).`,
  ];
  return new HmaError(code, sentence`Cannot read "${name}": ${reason}`, { cause });
}
