import { constants, gunzipSync, inflateSync } from 'node:zlib';
import { HmaError, sentence } from '../errors.js';
import { startsWith } from './decode-text.js';

/** A packed capture may grow to this; it is unpacked in memory. */
const inflatedLimitBytes = 512 * 1024 * 1024;
/** Captures pack five to forty times smaller. What grows beyond this is more likely made to hurt than to be read. */
const mostGrowth = 200;
const harmlessBytes = 64 * 1024 * 1024;

type Unpack = typeof gunzipSync;

/** Is it a gzip or zlib file? Its first bytes say. */
export function isPacked(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x1f, 0x8b]) || isZlib(bytes);
}

/**
 * Unpacks a gzip or zlib file (mitmproxy's `.zhar`, `.har.gz`); any other file comes back as it is.
 *
 * @throws HmaError ERR_CAPTURE_INVALID when it is packed and cannot be unpacked, or grows too large.
 */
export function inflateIfPacked(bytes: Uint8Array, name: string): Uint8Array {
  const unpack = startsWith(bytes, [0x1f, 0x8b]) ? gunzipSync : isZlib(bytes) ? inflateSync : undefined;
  if (!unpack) return bytes;
  const maxOutputLength = Math.min(inflatedLimitBytes, Math.max(harmlessBytes, bytes.length * mostGrowth));
  try {
    return unpack(bytes, { maxOutputLength });
  } catch (cause) {
    const beginning = isTooLarge(cause) ? undefined : beginningOf(bytes, unpack, maxOutputLength);
    return beginning ?? fail(name, maxOutputLength, cause);
  }
}

// RFC 1950: method 8, window at most 32 KiB, and the two bytes divisible by 31. Text that happens to begin so ("x", "h")
// has its second byte in the ASCII letters: the four values that compressors write do not collide with them but "x^".
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first !== 0x78 || ![0x01, 0x5e, 0x9c, 0xda].includes(second)) return false;
  return second !== 0x5e || third < 0x09 || third > 0x7e;
}

// A file cut short or damaged still holds its beginning, and the HAR reader can recover whole entries from it. Where the damage
// is, is found by trying: the longest part that can be unpacked, but for a small rest.
function beginningOf(bytes: Uint8Array, unpack: Unpack, maxOutputLength: number): Uint8Array | undefined {
  const attempt = (length: number) => {
    try {
      return unpack(bytes.subarray(0, length), { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      return undefined; // the damage is in this part
    }
  };
  let [sound, hurt] = [attempt(bytes.length) ? bytes.length : 0, bytes.length];
  while (hurt - sound > 1 + bytes.length / 4096) {
    const middle = (sound + hurt) >> 1;
    if (attempt(middle)) sound = middle;
    else hurt = middle;
  }
  const beginning = attempt(sound);
  return beginning && beginning.length > 0 ? beginning : undefined;
}

function fail(name: string, limitBytes: number, cause: unknown): never {
  const reason = isTooLarge(cause)
    ? sentence`it unpacks to more than ${Math.floor(limitBytes / 1024 / 1024)} MiB. Unpack it yourself, or capture a shorter time.`
    : sentence`it is compressed (gzip or zlib) but damaged. Copy it again, or unpack it yourself first.`;
  throw new HmaError('ERR_CAPTURE_INVALID', sentence`Cannot read capture "${name}": ${reason}`, { cause });
}

function isTooLarge(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException)?.code === 'ERR_BUFFER_TOO_LARGE';
}
