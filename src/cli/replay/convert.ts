import { extname, resolve } from 'node:path';
import { createDoor } from '../../admit/door.js';
import { HmaError, sentence } from '../../errors.js';
import type { RawTransaction, Transaction } from '../../types.js';
import { toolName, toolVersion } from '../../version.js';
import { createRenumbering } from './renumber.js';

/** The file of `--write`, into which captures are converted as they are read. */
export interface Conversion {
  /** The transactions that follow are the next input's. @throws {HmaError} ERR_OUTPUT when the file cannot be made. */
  begin(): Promise<void>;
  /** @throws {HmaError} ERR_OUTPUT when it cannot be written. */
  add(transaction: RawTransaction): Promise<void>;
  close(): Promise<void>;
}

interface CaptureFile {
  readonly add: (transaction: Transaction) => Promise<void>;
  readonly close: () => Promise<void>;
}

const creator = { name: toolName, version: toolVersion };

/** How a capture file of each kind is made. Code is loaded for the one that is asked for. */
const writers: Readonly<Record<string, (path: string) => Promise<CaptureFile>>> = {
  '.har': async (path) => (await import('../../capture/har-write.js')).createHarFile(path, creator),
  '.saz': async (path) => (await import('../../capture/saz-write.js')).createSazFile(path, creator),
};

/**
 * Prepares a conversion; the file is made when the first capture is there to be written. One door for all of it, so that
 * equal secrets of several inputs are equal in the file, and none is in it.
 *
 * @param count - How many inputs there are. Of several, ids and connections are told apart by the number of the input.
 * @throws {HmaError} ERR_USAGE for another kind of file than those that are written.
 */
export function createConversion(path: string, count: number): Conversion {
  const make = writerFor(path);
  const door = createDoor();
  let file: CaptureFile | undefined;
  let renumber = createRenumbering(0, count);
  let inputs = 0;
  return {
    async begin() {
      file ??= await make(path);
      renumber = createRenumbering(inputs, count);
      inputs += 1;
    },
    async add(transaction) {
      await file?.add(door.admit(renumber(transaction)));
    },
    close: async () => await file?.close(),
  };
}

function writerFor(path: string): (path: string) => Promise<CaptureFile> {
  const make = writers[extname(path).toLowerCase()];
  if (make) return make;
  const kinds = Object.keys(writers).join(' or ');
  throw new HmaError(
    'ERR_USAGE',
    sentence`--write "${path}": the name must end in ${kinds}, which says what is written.`,
  );
}

/** @throws {HmaError} ERR_USAGE when the name says no kind that is written, or the file would be written over, or be read while it is written. */
export function guardWrite(path: string, inputs: readonly string[], output: string | undefined): void {
  writerFor(path);
  const own = resolve(path);
  if (output !== undefined && output !== '-' && resolve(output) === own) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`"${path}" is --write and --output at once. Name another file for the report.`,
    );
  }
  if (inputs.some((input) => input !== '-' && resolve(input) === own)) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`"${path}" is an input and --write at once. Name another file for what is written.`,
    );
  }
}
