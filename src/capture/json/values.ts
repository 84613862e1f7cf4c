import { parseText } from './parse-text.js';
import { notPlain, type Window } from './window.js';

/** Values between two offsets of a window. */

/** Do the bytes from `at` on say this? */
export function saysAt({ bytes }: Window, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text[index]) return false;
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
  if (bytes[from] === 0x6e && to - from === 4) return null;
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
