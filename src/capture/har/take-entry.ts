import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { asFields, type Fields } from '../fields/json-fields.js';
import { endOfValue } from '../json/far.js';
import { parseText } from '../json/parse-text.js';
import { damaged, more, odd } from '../json/skip.js';
import { unescapeText } from '../json/string-text.js';
import { fillWith, isLast, moveTo, textOf, type View } from '../json/view.js';
import { type Condensed, condense, tooLarge } from './condense.js';
import type { EntryParts } from './entry-parts.js';
import { lazyBodies, type MakeBody } from './lazy-body.js';
import { decodeBody } from './read-body.js';
import { partsOf } from './read-entry.js';
import { type BodyAt, walkedParts } from './walk-entry.js';
import { createWalker, type Walker } from './walker.js';

/** An entry that was taken from the source, or why it could not be. */
export interface TakenEntry {
  /** The offset in the source after it; `more`, `tooLarge` or damage. */
  readonly to: number;
  /** Missing where it is no object. */
  readonly parts?: EntryParts;
  /** All its fields, where it had to be parsed. */
  readonly fields?: Fields;
  /** Where a damaged entry seems to end. */
  readonly seemsTo?: number;
  /** A checksum of how it begins, see `Beginnings`; missing where nobody made one. */
  readonly beginning?: number;
}

/** Takes the entry at this offset of the source. */
export type TakeEntry = (from: number) => TakenEntry;

/**
 * Takes entries of any size. Most are walked in the view; one that is larger is condensed first; one of an odd kind is
 * parsed, and all are where WebAssembly cannot run.
 */
export function createTaker(view: View): TakeEntry {
  const walker = createWalker(view);
  const makeBody = lazyBodies(view);
  const bodyAt = bodiesOf(view, makeBody);
  return (from) => {
    if (view.bytes[from - view.from] !== 0x7b) return { to: endOfValue(view, from) };
    if (!walker) return parseNear(view, from);
    const end = walkNear(view, from, walker);
    if (end > 0) return walkedEntry(walker, view.from + end, bodyAt);
    const beginning = walker.beginning();
    if (end === odd) return { ...parseNear(view, from), beginning };
    const isLong = end === more && !isLast(view);
    return { ...(isLong ? takeLong(view, from, walker, makeBody) : { to: end }), beginning };
  };
}

function walkNear(view: View, from: number, walker: Walker): number {
  const end = walker.walk(from - view.from);
  if (end !== more || from === view.from || isLast(view)) return end;
  moveTo(view, from);
  return walker.walk(0);
}

function walkedEntry(walker: Walker, to: number, bodyAt: BodyAt): TakenEntry {
  const parts = walkedParts(walker, bodyAt);
  const beginning = walker.beginning();
  return parts ? { to, parts, beginning } : { to: damaged, seemsTo: to, beginning };
}

/** Bodies no longer than this are decoded at once: a place to read them from would be larger. Bytes. */
const shortBodyBytes = 128;

function bodiesOf(view: View, makeBody: MakeBody): BodyAt {
  return (from, to, encoding, guess) =>
    to - from > shortBodyBytes
      ? makeBody({ from: view.from + from, to: view.from + to, encoding, guess })
      : decodeNow(view, from, to, encoding, guess);
}

function decodeNow({ bytes }: View, from: number, to: number, encoding: string | undefined, guess: boolean): Body {
  return decodeBody(unescapeText(bytes.subarray(from, to)), encoding, guess);
}

function parseNear(view: View, from: number): TakenEntry {
  const to = endOfValue(view, from);
  if (to < 0) return { to };
  if (to - from > view.capacity) return parseLong(view, from);
  return parsed(textOf(view, from, to), to);
}

function parsed(text: string, to: number): TakenEntry {
  const fields = asFields(parseText(text));
  return fields ? { to, parts: partsOf(fields), fields } : { to: damaged, seemsTo: to };
}

/** Of a string that is parsed, this much is kept: enough for a body of the limit where each unit of its base64 is an escape. */
const parsedStringBytes = bodyLimit * 8 + 64;

function takeLong(view: View, from: number, walker: Walker, makeBody: MakeBody): TakenEntry {
  const condensed = condense(view, from, view.capacity / 4);
  if (typeof condensed === 'number') return leave(view, from, condensed);
  const fits = condensed.text.length <= view.capacity;
  return (fits && walkCondensed(view, condensed, walker, makeBody)) || parseLong(view, from);
}

// Undefined where it is odd, or another string than a body was cut.
function walkCondensed(
  view: View,
  { text, holes, to }: Condensed,
  walker: Walker,
  makeBody: MakeBody,
): TakenEntry | undefined {
  let bodies = 0;
  const bodyAt: BodyAt = (at, end, encoding, guess) => {
    const hole = holes.get(at);
    if (!hole) return decodeNow(view, at, end, encoding, guess);
    bodies += 1;
    return makeBody({ ...hole, encoding, guess });
  };
  fillWith(view, text);
  const end = walker.walk(0);
  const taken = end > 0 ? walkedEntry(walker, to, bodyAt) : { to: damaged, seemsTo: to };
  moveTo(view, to);
  return end === odd || bodies < holes.size ? undefined : taken;
}

function parseLong(view: View, from: number): TakenEntry {
  const condensed = condense(view, from, parsedStringBytes);
  return typeof condensed === 'number' ? leave(view, from, condensed) : parsed(condensed.text, condensed.to);
}

function leave(view: View, from: number, why: number): TakenEntry {
  if (why !== tooLarge) return { to: why };
  const seemsTo = endOfValue(view, from);
  return seemsTo < 0 ? { to: seemsTo } : { to: tooLarge, seemsTo };
}
