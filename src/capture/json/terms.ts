import { isPlain, parseBetween } from './values.js';
import type { Window } from './window.js';

/** Gives the value between two offsets, as JSON.parse gives it; undefined when it is not JSON. */
export type ReadTerm = (window: Window, from: number, to: number) => unknown;

interface Term {
  readonly bytes: Uint8Array;
  readonly value: string;
}

const slots = 64;
const longestBytes = 32;

/**
 * Reads values that come again and again in a file (methods, versions, reasons, ids of connections): a string that was read
 * before is given again and not made again.
 */
export function createTerms(): ReadTerm {
  const known: (Term | undefined)[] = new Array(slots).fill(undefined);
  return (window, from, to) => {
    const { bytes } = window;
    if (bytes[from] !== 0x22 || to - from > longestBytes) return parseBetween(window, from, to);
    const slot = ((bytes[from + 1] as number) + 7 * (bytes[to - 2] as number) + to - from) % slots;
    const term = known[slot];
    if (term && isSame(bytes, from, to, term.bytes)) return term.value;
    if (!isPlain(window, from + 1, to - 1)) return parseBetween(window, from, to);
    const value = bytes.toString('latin1', from + 1, to - 1);
    known[slot] = { bytes: Buffer.from(bytes.subarray(from, to)), value };
    return value;
  };
}

function isSame(bytes: Uint8Array, from: number, to: number, term: Uint8Array): boolean {
  if (to - from !== term.length) return false;
  for (let at = 0; at < term.length; at += 1) if (bytes[from + at] !== term[at]) return false;
  return true;
}
