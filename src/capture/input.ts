import { createReadStream } from 'node:fs';
import { HmaError, type HmaErrorCode } from '../errors.js';

/** Above this many bytes nothing is read: a Buffer and its text must fit in memory side by side. */
const inputLimitBytes = 1_500_000_000;

/**
 * Reads a whole input. `-` is stdin, whose name is then `stdin`.
 *
 * @throws HmaError ERR_INPUT_NOT_FOUND, ERR_INPUT_IS_FOLDER or ERR_INPUT_UNREADABLE; names stand as the user gave them.
 */
export async function readInput(pathOrDash: string): Promise<{ bytes: Uint8Array; name: string }> {
  if (pathOrDash === '-') return { bytes: await collect(() => process.stdin, 'stdin'), name: 'stdin' };
  if (pathOrDash === '')
    throw new HmaError('ERR_INPUT_NOT_FOUND', 'The file name is empty. Give the path of a capture.');
  return { bytes: await collect(() => createReadStream(pathOrDash), pathOrDash), name: pathOrDash };
}

async function collect(open: () => AsyncIterable<Uint8Array | string>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of open()) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > inputLimitBytes) throw tooLarge(name);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof HmaError ? error : unreadable(name, error);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(name: string): HmaError {
  const limit = `${inputLimitBytes / 1_000_000} MB`;
  return new HmaError(
    'ERR_INPUT_UNREADABLE',
    `Cannot read "${name}": it is larger than ${limit}. Capture a shorter time, just around the failing sign-in.`,
  );
}

const reasons: Readonly<Record<string, readonly [HmaErrorCode, string]>> = {
  ENOENT: ['ERR_INPUT_NOT_FOUND', 'there is no such file. Check the spelling and the folder you are in.'],
  ENOTDIR: ['ERR_INPUT_NOT_FOUND', 'a part of the path is not a folder. Check the spelling.'],
  ENAMETOOLONG: [
    'ERR_INPUT_NOT_FOUND',
    'the name is too long for a file. To read text, save it or pipe it in with "-".',
  ],
  EISDIR: ['ERR_INPUT_IS_FOLDER', 'it is a folder. Name the files in it.'],
  EACCES: ['ERR_INPUT_UNREADABLE', 'permission denied. Copy it to where you may read it, or ask its owner.'],
  EPERM: ['ERR_INPUT_UNREADABLE', 'permission denied. Copy it to where you may read it, or ask its owner.'],
  EBUSY: ['ERR_INPUT_UNREADABLE', 'another program holds it open. Stop the capture there, then try again.'],
};

function unreadable(name: string, cause: unknown): HmaError {
  const given = (cause as NodeJS.ErrnoException)?.code ?? 'unknown error';
  // A NUL in the path is a TypeError of Node's with this code.
  const known = given === 'ERR_INVALID_ARG_VALUE' ? reasons.ENOENT : reasons[given];
  const [code, reason] = known ?? ['ERR_INPUT_UNREADABLE', `reading it failed (${given}).`];
  return new HmaError(code, `Cannot read "${name}": ${reason}`, { cause });
}
