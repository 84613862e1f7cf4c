/**
 * Steps over JSON without building it, so that a cut or damaged file still gives up its whole parts. What stands outside of
 * strings is checked as far as it costs nothing: where a quote was lost, strings and structure change places, and the first
 * letter that then stands outside tells it. Linear.
 */

/** Bytes, and the same bytes as latin1 text: an offset is the same in both, and the text's length is that of both. */
export interface Window {
  /** With a zero byte behind the last one, so that a walk ends there without looking at the length each time. */
  readonly bytes: Buffer;
  readonly text: string;
}

/**
 * What is given in place of an offset, always negative. `more`: the value goes on beyond the window. `odd`: it may well be JSON,
 * but JSON.parse must say. `damaged` and below: it is no JSON; see `damagedAt`.
 */
export const more = -1;
export const odd = -2;
export const damaged = -4;

/** Damage, with the offset at which it was met. */
export function damagedAt(at: number): number {
  return damaged - at;
}

/** The offset at which damage was met. */
export function placeOfDamage(code: number): number {
  return damaged - code;
}

const other = 0;
const filler = 1;
const quote = 2;
const open = 3;
const close = 4;

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

/** What is carried over when a value goes on in the next window. */
export interface Walk {
  depth: number;
  inString: boolean;
}

/** The first byte from `at` on that is no blank, comma or colon; the text's length when there is none. */
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

/** The offset after the value that begins at `at`, `more` or damage. */
export function skipValue(window: Window, at: number): number {
  const kind = kinds[window.bytes[at] as number];
  if (kind === open) return skipNested(window, at, { depth: 0, inString: false });
  if (kind === filler) return skipScalar(window, at);
  if (kind !== quote) return at < window.text.length ? damagedAt(at) : more;
  const end = skipString(window.text, at + 1);
  return end > 0 && isAmiss(window, end) ? damagedAt(end) : end;
}

/** A number or a literal. */
export function skipScalar({ bytes, text }: Window, at: number): number {
  let next = at;
  while (kinds[bytes[next] as number] === filler && ends[bytes[next] as number] === 0) next += 1;
  if (next === text.length) return more;
  return ends[bytes[next] as number] === 1 ? next : damagedAt(next);
}

/** An object or array, or the rest of one. With `more` the walk is ready for the next window. */
export function skipNested(window: Window, at: number, walk: Walk): number {
  const { bytes, text } = window;
  let { depth } = walk;
  let next = at;
  let inString = walk.inString;
  while (inString || next < text.length) {
    const kind = inString ? quote : kinds[bytes[next++] as number];
    if (kind === filler) continue;
    if (kind === quote) {
      next = skipString(text, next);
      inString = next === more;
      if (inString) break;
      if (isAmiss(window, next)) return damagedAt(next);
    } else if (kind === open) depth += 1;
    else if (kind === other) return damagedAt(next - 1);
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
function isAmiss({ bytes, text }: Window, at: number): boolean {
  return at < text.length && ends[bytes[at] as number] === 0;
}
