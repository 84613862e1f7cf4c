import { parseText } from './parse-text.js';
import { damagedAt, more, odd, skipBlanks } from './skip.js';
import { notPlain, type Window } from './window.js';

/**
 * Walks an object member by member, straight from the bytes. Commas and colons are taken for blanks, so that one too many or
 * too few costs nothing.
 */

/**
 * Reads one member's value, or steps over it.
 *
 * @param nameAt - Where the name begins, after its quote; `length` is its length in bytes.
 * @returns The offset after the value, or `more`, `odd` or damage.
 */
export type Visit<Into> = (window: Window, nameAt: number, length: number, valueAt: number, into: Into) => number;

/** Walks the object at `at`. @returns The offset after it, `more`, `odd` or damage. */
export function walkObject<Into>(window: Window, at: number, into: Into, visit: Visit<Into>): number {
  const { bytes, length } = window;
  let next = skipBlanks(bytes, at + 1);
  while (bytes[next] === 0x22) {
    const nameAt = next + 1;
    const nameEnd = endOfName(window, nameAt);
    if (nameEnd < 0) return nameEnd;
    const valueAt = skipBlanks(bytes, nameEnd + 1);
    const end = visit(window, nameAt, nameEnd - nameAt, valueAt, into);
    if (end < 0) return end;
    next = skipBlanks(bytes, end);
  }
  if (bytes[next] === 0x7d) return next + 1;
  return next < length ? damagedAt(next) : more;
}

function endOfName({ bytes, length }: Window, at: number): number {
  for (let next = at; next < length; next += 1) {
    const byte = bytes[next] as number;
    if (byte === 0x22) return next;
    if (byte === 0x5c) return odd;
  }
  return more;
}

/** A name to compare with. */
export function nameOf(name: string): Uint8Array {
  return Buffer.from(name);
}

/** Does the name that was given to `Visit` say this? */
export function isNamed({ bytes }: Window, nameAt: number, length: number, name: Uint8Array): boolean {
  if (length !== name.length) return false;
  for (let at = 0; at < length; at += 1) if (bytes[nameAt + at] !== name[at]) return false;
  return true;
}

/** Does the string between these offsets stand there as it is: ASCII without an escape or a control character? */
export function isPlain({ words }: Window, from: number, to: number): boolean {
  let at = from;
  for (; at + 4 <= to; at += 4) if (notPlain(words.getInt32(at, true)) !== 0) return false;
  if (at === to) return true;
  // Of the last four bytes the lower ones are the string's; blanks in place of the others.
  const own = (1 << (8 * (to - at))) - 1;
  return notPlain((words.getInt32(at, true) & own) | (0x20202020 & ~own)) === 0;
}

/** The value between these offsets, as JSON.parse gives it; undefined when it is not JSON. */
export function valueBetween(window: Window, from: number, to: number): unknown {
  const { bytes } = window;
  if (bytes[from] !== 0x22) return wholeNumber(bytes, from, to) ?? parseBetween(window, from, to);
  return isPlain(window, from + 1, to - 1)
    ? bytes.toString('latin1', from + 1, to - 1)
    : parseBetween(window, from, to);
}

// Most numbers are whole and short: a status, a size.
function wholeNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from > 9 || (bytes[from] === 0x30 && to - from > 1)) return undefined;
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

/** JSON.parse of what stands between these offsets; undefined when it is not JSON. */
export function parseBetween({ bytes }: Window, from: number, to: number): unknown {
  return parseText(bytes.toString('latin1', from, to));
}
