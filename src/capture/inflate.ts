import { gunzipSync, inflateSync } from 'node:zlib';
import { HmaError } from '../errors.js';
import { startsWith } from './decode-text.js';

/** A packed capture may grow to this; beyond it the file is more likely made to hurt than to be read. */
const inflatedLimitBytes = 512 * 1024 * 1024;

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
  try {
    return unpack(bytes, { maxOutputLength: inflatedLimitBytes });
  } catch (cause) {
    return cutShort(bytes, unpack) ?? fail(name, cause);
  }
}

// RFC 1950: method 8, window at most 32 KiB, and the two bytes divisible by 31. Text that happens to begin so ("x", "h")
// has its second byte in the ASCII letters: the four values that compressors write do not collide with them but "x^".
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first !== 0x78 || ![0x01, 0x5e, 0x9c, 0xda].includes(second)) return false;
  return second !== 0x5e || third < 0x09 || third > 0x7e;
}

// A file cut short still holds its beginning, and the HAR reader can recover whole entries from it.
function cutShort(bytes: Uint8Array, unpack: typeof gunzipSync): Uint8Array | undefined {
  try {
    const SYNC_FLUSH = 2;
    const part = unpack(bytes, { maxOutputLength: inflatedLimitBytes, finishFlush: SYNC_FLUSH });
    return part.length > 0 ? part : undefined;
  } catch {
    return undefined; // damaged, not cut: the caller reports the first error
  }
}

function fail(name: string, cause: unknown): never {
  const large = (cause as NodeJS.ErrnoException)?.code === 'ERR_BUFFER_TOO_LARGE';
  const reason = large
    ? `it unpacks to more than ${inflatedLimitBytes / 1024 / 1024} MiB. Capture a shorter time.`
    : 'it is compressed (gzip or zlib) but damaged. Copy it again, or unpack it yourself first.';
  throw new HmaError('ERR_CAPTURE_INVALID', `Cannot read capture "${name}": ${reason}`, { cause });
}
