/**
 * Bytes to text without knowing who wrote them: byte order marks first, then UTF-16 without a mark (PowerShell's `>`),
 * UTF-8, and at last windows-1252, which reads anything.
 */

/** The text, without its byte order mark. Never throws. */
export function decodeText(bytes: Uint8Array): string {
  const wide = utf16Of(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8 throughout. A few damaged bytes in UTF-8 are likelier than windows-1252 when most sequences are whole.
    const lenient = new TextDecoder('utf-8').decode(bytes);
    return countOf(lenient, '\uFFFD') * 10 < countNonAscii(lenient)
      ? lenient
      : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The same text as UTF-8 bytes without a mark; the very bytes when they are that already. */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  const wide = utf16Of(bytes);
  if (wide) return Buffer.concat([...transcode(bytes, wide)]);
  return startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
}

// Part by part: a string of all of it may be longer than a string can be.
function* transcode(bytes: Uint8Array, encoding: string): Generator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const partBytes = 4 * 1024 * 1024;
  for (let at = 0; at < bytes.length; at += partBytes) {
    const stream = at + partBytes < bytes.length;
    yield Buffer.from(decoder.decode(bytes.subarray(at, at + partBytes), { stream }), 'utf8');
  }
}

/** UTF-16 by its mark, or by every second byte of the beginning being zero (as in text of Latin letters). */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const length = Math.min(bytes.length, 64) & ~1;
  if (length < 4) return undefined;
  let evenZero = 0;
  let oddZero = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) evenZero += 1;
    if (bytes[at + 1] === 0) oddZero += 1;
  }
  const most = (length / 2) * 0.9;
  if (oddZero >= most && evenZero === 0) return 'utf-16le';
  return evenZero >= most && oddZero === 0 ? 'utf-16be' : undefined;
}

/** Does the file begin with these bytes? */
export function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

function countOf(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) count += 1;
  return count;
}

function countNonAscii(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) count += 1;
  return count;
}
