/**
 * Walks JSON in bytes without building it, so that a cut or damaged file still gives up its whole parts. Strings and
 * escapes are respected; everything else is judged later by JSON.parse of a part. Linear.
 */

const quote = 0x22;
const backslash = 0x5c;

/** The first byte from `at` on which is not a blank, a comma or a colon. */
export function skipBlanks(bytes: Uint8Array, at: number): number {
  let next = at;
  while (next < bytes.length && isFiller(bytes[next] as number)) next += 1;
  return next;
}

function isFiller(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x2c || byte === 0x3a;
}

/** The offset after the string which begins at `at`; -1 when it does not end. */
export function skipString(bytes: Uint8Array, at: number): number {
  for (let end = bytes.indexOf(quote, at + 1); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let slash = end - 1;
    while (slash > at && bytes[slash] === backslash) slash -= 1;
    if ((end - slash) % 2 === 1) return end + 1;
  }
  return -1;
}

/** The offset after the value which begins at `at`; -1 when the bytes end before it does. */
export function skipValue(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first === quote) return skipString(bytes, at);
  if (first === 0x7b || first === 0x5b) return skipNested(bytes, at);
  let end = at;
  while (end < bytes.length && !isEnd(bytes[end] as number)) end += 1;
  return end < bytes.length ? end : -1;
}

function isEnd(byte: number): boolean {
  return byte === 0x7d || byte === 0x5d || byte === quote || isFiller(byte);
}

function skipNested(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let next = at; next < bytes.length; ) {
    const byte = bytes[next] as number;
    if (byte === quote) {
      next = skipString(bytes, next);
      if (next < 0) return -1;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    next += 1;
    if (depth === 0) return next;
  }
  return -1;
}

/** A member of an object: its name, and where its value begins. */
export interface Member {
  readonly name: string;
  readonly valueAt: number;
}

/** The member at or after `at` inside an object; undefined at the object's end, at the bytes' end, and at damage. */
export function nextMember(bytes: Uint8Array, at: number): Member | undefined {
  const start = skipBlanks(bytes, at);
  if (bytes[start] !== quote) return undefined;
  const end = skipString(bytes, start);
  if (end < 0 || end - start > 1000) return undefined;
  const valueAt = skipBlanks(bytes, end);
  return valueAt < bytes.length ? { name: slice(bytes, start + 1, end - 1), valueAt } : undefined;
}

/** Bytes as text. */
export function slice(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}

/** JSON.parse of a part; undefined when it is not JSON (or too large for a string). */
export function parsePart(bytes: Uint8Array, from: number, to: number): unknown {
  try {
    return JSON.parse(slice(bytes, from, to));
  } catch {
    return undefined; // damaged: the caller counts it as skipped
  }
}
