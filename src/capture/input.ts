import { createReadStream, statSync } from 'node:fs';
import { HmaError, sentence } from '../errors.js';
import { fileSource, memorySource, type Source, tooLarge, unreadable, wholeLimitBytes } from './source.js';

/** An input that is open until `close`. */
export interface Input extends Source {
  readonly close: () => void;
  /** It came through a pipe, which gives its bytes only once. */
  readonly once: boolean;
}

/**
 * Opens an input. `-` is stdin, whose name is then `stdin`; it is read into memory, because what is piped in may hold
 * secrets that must not lie on a disk.
 *
 * @throws HmaError ERR_INPUT_NOT_FOUND, ERR_INPUT_IS_FOLDER or ERR_INPUT_UNREADABLE; names stand as the user gave them.
 */
export async function openInput(pathOrDash: string): Promise<Input> {
  if (pathOrDash === '-') return inMemory(await collect(process.stdin, 'stdin'), 'stdin');
  if (pathOrDash === '')
    throw new HmaError('ERR_INPUT_NOT_FOUND', sentence`The file name is empty. Give the path of a capture.`);
  // A named pipe is read to its end like stdin, and never opened twice: whoever writes into it would notice.
  const file = isPipe(pathOrDash) ? undefined : fileSource(pathOrDash);
  if (file) return { ...file, once: false };
  return inMemory(await collect(createReadStream(pathOrDash), pathOrDash), pathOrDash);
}

function isPipe(path: string): boolean {
  try {
    const stat = statSync(path);
    return !stat.isFile() && !stat.isDirectory();
  } catch {
    return false; // opening it says why
  }
}

/** All bytes of a stream. @throws HmaError ERR_INPUT_UNREADABLE when it breaks or is too large. */
export async function collect(stream: AsyncIterable<Uint8Array | string>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > wholeLimitBytes) throw tooLarge(name);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof HmaError ? error : unreadable(name, error);
  }
  return Buffer.concat(chunks, size);
}

function inMemory(bytes: Uint8Array, name: string): Input {
  return { ...memorySource(bytes, name), close() {}, once: true };
}
