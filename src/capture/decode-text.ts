/**
 * Bytes to text without knowing who wrote them: byte order marks first, then UTF-16 without a mark (PowerShell's `>`), what
 * Japanese mails (ISO-2022-JP) and editors (Shift_JIS, EUC-JP) write, UTF-8, and at last windows-1252, which reads anything.
 */

/** The text, without its byte order mark. Never throws. */
export function decodeText(bytes: Uint8Array): string {
  const wide = utf16Of(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return japaneseShift.test(text) ? (strictly('iso-2022-jp', bytes) ?? text) : text;
  } catch {
    // Not UTF-8 throughout. A few damaged bytes in UTF-8 are likelier than windows-1252 when most sequences are whole.
    const lenient = new TextDecoder('utf-8').decode(bytes);
    if (countOf(lenient, '\uFFFD') * 10 < countNonAscii(lenient)) return lenient;
    return japaneseOf(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  }
}

// Where ISO-2022-JP, which is seven bits wide, leaves ASCII (RFC 1468).
const japaneseShift = new RegExp(`${String.fromCharCode(0x1b)}\\$[@B]`);

// Shift_JIS and EUC-JP read many other texts, too, but kana come out of Japanese alone, and no Japanese is without them.
function japaneseOf(bytes: Uint8Array): string | undefined {
  return ['shift_jis', 'euc-jp'].map((encoding) => strictly(encoding, bytes)).find((text) => text && isJapanese(text));
}

function isJapanese(text: string): boolean {
  const kana = text.match(/[\u3041-\u3096\u30a1-\u30fc]/g)?.length ?? 0;
  return kana > 1 && kana * 4 >= countNonAscii(text);
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
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
