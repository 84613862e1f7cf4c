import { parseText } from './parse-text.js';
import { damagedAt, more, odd, skipBlanks, type Window } from './skip.js';

/**
 * Walks an object member by member, straight from the bytes. Commas and colons are taken for blanks, so that one too many or
 * too few costs nothing.
 */

/**
 * Reads one member's value, or steps over it.
 *
 * @param nameAt - Where the name begins, after its quote; `length` is its length in bytes.
 * @returns The offset after the value, or `more`, `damaged` or `odd`.
 */
export type Visit<Into> = (window: Window, nameAt: number, length: number, valueAt: number, into: Into) => number;

/** Walks the object at `at`. @returns The offset after it, `more`, `damaged` or `odd`. */
export function walkObject<Into>(window: Window, at: number, into: Into, visit: Visit<Into>): number {
  const { bytes, text } = window;
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
  return next < text.length ? damagedAt(next) : more;
}

/** Does the name that was given to `Visit` say this? */
export function isNamed({ text }: Window, nameAt: number, name: string): boolean {
  return text.startsWith(name, nameAt);
}

function endOfName({ bytes, text }: Window, at: number): number {
  for (let next = at; next < text.length; next += 1) {
    const byte = bytes[next] as number;
    if (byte === 0x22) return next;
    if (byte === 0x5c) return odd;
  }
  return more;
}

/** Does the string between these offsets stand there as it is: ASCII without an escape or a control character? */
export function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x5c || byte > 0x7e || byte < 0x20) return false;
  }
  return true;
}

/**
 * The value between these offsets, as JSON.parse gives it; undefined when it is not JSON. Strings are copies: a part cut
 * from `text` would keep the whole window in memory.
 */
export function valueBetween({ bytes, text }: Window, from: number, to: number): unknown {
  const isString = bytes[from] === 0x22 && isPlain(bytes, from + 1, to - 1);
  return isString ? bytes.toString('latin1', from + 1, to - 1) : parseText(text.slice(from, to));
}
