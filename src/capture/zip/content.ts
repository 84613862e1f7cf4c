import { constants, crc32, inflateRawSync } from 'node:zlib';

/**
 * Why less than the whole content was given.
 *
 * - `too-large`: cut at the limit
 * - `damaged`: it ends early or does not unpack; the beginning is given as far as it does
 * - `checksum-mismatch`: all was unpacked, and some byte of it is wrong
 * - `encrypted`, `unsupported`: nothing could be unpacked
 */
export type ZipContentDefect = 'too-large' | 'damaged' | 'checksum-mismatch' | 'encrypted' | 'unsupported';

/** What an entry holds, as far as it could be read. */
export interface ZipContent {
  readonly bytes: Buffer;
  readonly defect?: ZipContentDefect;
}

/** Packed bytes and what is known of their content. */
export interface Packed {
  readonly bytes: Buffer;
  readonly method: number;
  readonly size: number | undefined;
  readonly crc: number | undefined;
}

/**
 * How often inflating may still fail. Each failure holds its buffer until the event loop turns, and an archive made to hurt
 * is nothing but failures; each success makes up for one.
 */
export interface Patience {
  left: number;
}

const patienceLimit = 5000;

/** Patience for one archive. */
export function newPatience(): Patience {
  return { left: patienceLimit };
}

/** Notes how inflating went. */
export function learn(patience: Patience, succeeded: boolean): void {
  patience.left = succeeded ? Math.min(patienceLimit, patience.left + 1) : patience.left - 1;
}

/** Unpacks a stored or deflated content, no more than the limit of it. Never throws. The bytes are a copy. */
export function unpack(packed: Packed, limitBytes: number, patience: Patience): ZipContent {
  if (packed.method !== 0 && packed.method !== 8) return { bytes: Buffer.alloc(0), defect: 'unsupported' };
  const content = packed.method === 0 ? unstore(packed, limitBytes) : inflate(packed, limitBytes, patience);
  if (content.defect || packed.crc === undefined) return content;
  return crc32(content.bytes) === packed.crc ? content : { ...content, defect: 'checksum-mismatch' };
}

function unstore({ bytes, size }: Packed, limitBytes: number): ZipContent {
  const content = Buffer.from(bytes.subarray(0, limitBytes));
  if (bytes.length > limitBytes) return { bytes: content, defect: 'too-large' };
  return size !== undefined && bytes.length < size ? { bytes: content, defect: 'damaged' } : { bytes: content };
}

function inflate({ bytes, size }: Packed, limitBytes: number, patience: Patience): ZipContent {
  const expected = size === undefined ? bytes.length * 4 : size;
  // The size by its own word only spares memory; the limit holds whatever it says.
  const whole = expected > limitBytes ? undefined : tried(bytes, expected, limitBytes, constants.Z_FINISH, patience);
  if (whole) return { bytes: whole };
  const beginning = longestBeginning(bytes, expected, limitBytes, patience);
  const content = beginning.subarray(0, limitBytes);
  return { bytes: content, defect: beginning.length >= limitBytes ? 'too-large' : 'damaged' };
}

const smallestChunk = 64;
const largestChunk = 128 * 1024;

function tried(bytes: Buffer, expected: number, limitBytes: number, finishFlush: number, patience: Patience) {
  if (patience.left <= 0) return undefined;
  const chunkSize = Math.min(Math.max(expected + 1, smallestChunk), largestChunk);
  let output: Buffer | undefined;
  try {
    output = inflateRawSync(bytes, { maxOutputLength: Math.max(limitBytes, 1), chunkSize, finishFlush });
  } catch {
    // damaged, cut or too long: the caller tries less of it
  }
  // A few bytes of anything can be inflated: only a whole content is a success.
  if (!output || finishFlush === constants.Z_FINISH) learn(patience, output !== undefined);
  return output;
}

/**
 * A few bytes may stand for gigabytes, damage may begin anywhere, and Node's synchronous zlib gives all or nothing: so the
 * longest beginning that fits is searched for, from a first guess by the ratio that the sizes give.
 */
function longestBeginning(bytes: Buffer, expected: number, limitBytes: number, patience: Patience): Buffer {
  const room = limitBytes + (limitBytes >> 2) + 1024;
  let best: Buffer = Buffer.alloc(0);
  let good = 0;
  let bad = bytes.length + 1;
  let take = guess(bytes.length, expected, limitBytes);
  // The last bytes before the damage are not worth inflating all once more; the limit is worth it.
  const grain = expected > limitBytes ? 1 : 1 + (bytes.length >> 6);
  while (bad - good > grain && best.length < limitBytes && patience.left > 0) {
    const output = tried(bytes.subarray(0, take), Math.min(expected, sparedBytes), room, sync, patience);
    if (output) [good, best] = [take, output];
    else bad = take;
    take = (good + bad) >> 1;
  }
  return best;
}

const sync = constants.Z_SYNC_FLUSH;
/** What fails holds so much for a while. */
const sparedBytes = 16 * 1024;

function guess(length: number, expected: number, limitBytes: number): number {
  if (expected <= limitBytes) return length;
  return Math.max(1, Math.min(length, Math.ceil((length / expected) * limitBytes * 1.1)));
}
