import type { View } from './view.js';

/**
 * Steps over JSON without building it, so that a cut or damaged file still gives up its whole parts. What stands outside of
 * strings is checked as far as it costs nothing: where a quote was lost, strings and structure change places, and the first
 * letter that then stands outside tells it. Linear.
 */

/** The value goes on beyond the view. */
export const more = -1;
/** This is no JSON. */
export const damaged = -2;

const [other, filler, quote, open, close] = [0, 1, 2, 3, 4];

const kinds = new Uint8Array(256);
for (const char of ' \t\n\r\v\f,:0123456789+-.eEtrufalsn') kinds[char.charCodeAt(0)] = filler;
for (const [char, kind] of [
  ['"', quote],
  ['{', open],
  ['[', open],
  ['}', close],
  [']', close],
] as const)
  kinds[char.charCodeAt(0)] = kind;

const blanks = new Uint8Array(256);
for (const char of ' \t\n\r\v\f,:') blanks[char.charCodeAt(0)] = 1;

const ends = new Uint8Array(blanks);
for (const char of '}]') ends[char.charCodeAt(0)] = 1;

/** What is carried over when a value goes on in the next view. */
export interface Walk {
  depth: number;
  inString: boolean;
}

/** The first byte from `at` on that is no blank, comma or colon; the view's length when there is none. */
export function skipBlanks(bytes: Uint8Array, at: number): number {
  let next = at;
  while (blanks[bytes[next] as number] === 1) next += 1;
  return next;
}

/** The offset after the string whose first unit (after its quote) is at `at`, or `more`. */
export function skipString(text: string, at: number): number {
  for (let end = text.indexOf('"', at); end >= 0; end = text.indexOf('"', end + 1)) {
    let slash = end - 1;
    while (slash >= at && text.charCodeAt(slash) === 0x5c) slash -= 1;
    if ((end - slash) % 2 === 1) return end + 1;
  }
  return more;
}

/** The offset after the value that begins at `at`, `more` or `damaged`. */
export function skipValue(view: View, at: number): number {
  const kind = kinds[view.bytes[at] as number];
  if (kind === open) return skipNested(view, at, { depth: 0, inString: false });
  if (kind === filler) return skipScalar(view.bytes, at);
  if (kind !== quote) return at < view.bytes.length ? damaged : more;
  const end = skipString(view.text, at + 1);
  return end > 0 && isAmiss(view.bytes, end) ? damaged : end;
}

/** A number or a literal. */
export function skipScalar(bytes: Uint8Array, at: number): number {
  let next = at;
  while (kinds[bytes[next] as number] === filler && ends[bytes[next] as number] === 0) next += 1;
  if (next === bytes.length) return more;
  return ends[bytes[next] as number] === 1 ? next : damaged;
}

/** An object or array, or the rest of one. With `more` the walk is ready for the next view. */
export function skipNested({ bytes, text }: View, at: number, walk: Walk): number {
  let { depth } = walk;
  let next = at;
  let inString = walk.inString;
  while (inString || next < bytes.length) {
    const kind = inString ? quote : kinds[bytes[next++] as number];
    if (kind === filler) continue;
    if (kind === quote) {
      next = skipString(text, next);
      inString = next === more;
      if (inString) break;
      if (isAmiss(bytes, next)) return damaged;
    } else if (kind === open) depth += 1;
    else if (kind === other) return damaged;
    else {
      depth -= 1;
      if (depth === 0) return next;
    }
  }
  walk.depth = depth;
  walk.inString = inString;
  return more;
}

// After a string comes a colon, a comma or an end.
function isAmiss(bytes: Uint8Array, at: number): boolean {
  return at < bytes.length && ends[bytes[at] as number] === 0;
}
