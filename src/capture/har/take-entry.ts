import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { asFields, type Fields } from '../fields/json-fields.js';
import { endOfValue } from '../json/far.js';
import { parseText } from '../json/parse-text.js';
import { damaged, more, odd } from '../json/skip.js';
import { unescapeText } from '../json/string-text.js';
import { createTerms } from '../json/terms.js';
import { isLast, moveTo, textOf, type View } from '../json/view.js';
import type { Window } from '../json/window.js';
import { type Condensed, condense, tooLarge } from './condense.js';
import type { EntryParts } from './entry-parts.js';
import { lazyBodies, type MakeBody } from './lazy-body.js';
import { decodeBody } from './read-body.js';
import { partsOf } from './read-entry.js';
import { type EntryWalk, entryShapes, type WalkedEntry, walkEntry } from './walk-entry.js';

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
}

/** Takes the entry at this offset of the source. */
export type TakeEntry = (from: number) => TakenEntry;

/**
 * Takes entries of any size. Most are walked in the view; one that is larger is condensed first; one of an odd kind is
 * parsed.
 */
export function createTaker(view: View): TakeEntry {
  const makeBody = lazyBodies(view);
  const tools: Tools = { ...entryShapes(), term: createTerms() };
  const near: EntryWalk = { ...tools, isCut: () => false, bodyAt: bodiesOf(view, makeBody) };
  return (from) => {
    if (view.bytes[from - view.from] !== 0x7b) return { to: endOfValue(view, from) };
    const walked = walkNear(view, from, near);
    if (walked.end > 0) return { to: view.from + walked.end, parts: walked.parts };
    if (walked.end === odd) return parseNear(view, from);
    return walked.end === more && !isLast(view) ? takeLong(view, from, tools, makeBody) : { to: walked.end };
  };
}

function walkNear(view: View, from: number, walk: EntryWalk): WalkedEntry {
  const walked = walkEntry(view, from - view.from, walk);
  if (walked.end !== more || from === view.from || isLast(view)) return walked;
  moveTo(view, from);
  return walkEntry(view, 0, walk);
}

/** Bodies no longer than this are decoded at once: a place to read them from would be larger. Bytes. */
const shortBodyBytes = 128;

function bodiesOf(view: View, makeBody: MakeBody): EntryWalk['bodyAt'] {
  return (_window, from, to, encoding, guess) =>
    to - from > shortBodyBytes
      ? makeBody({ from: view.from + from, to: view.from + to, encoding, guess })
      : decodeNow(view, from, to, encoding, guess);
}

function decodeNow({ bytes }: Window, from: number, to: number, encoding: string | undefined, guess: boolean): Body {
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

/** Of a string that is walked, this much is kept: more than any header line or URL of use. Bytes. */
const walkedStringBytes = 64 * 1024;
/** Of a string that is parsed, this much: enough for a body of the limit where each unit of its base64 is an escape. */
const parsedStringBytes = bodyLimit * 8 + 64;

type Tools = Omit<EntryWalk, 'bodyAt' | 'isCut'>;

function takeLong(view: View, from: number, tools: Tools, makeBody: MakeBody): TakenEntry {
  const condensed = condense(view, from, walkedStringBytes);
  if (typeof condensed === 'number') return leave(view, from, condensed);
  const walked = walkEntry(condensed, 0, { ...tools, ...longBodies(condensed, makeBody) });
  if (walked.end > 0) return { to: condensed.to, parts: walked.parts };
  return walked.end === odd ? parseLong(view, from) : { to: damaged, seemsTo: condensed.to };
}

function parseLong(view: View, from: number): TakenEntry {
  const condensed = condense(view, from, parsedStringBytes);
  return typeof condensed === 'number'
    ? leave(view, from, condensed)
    : parsed(condensed.bytes.toString('latin1', 0, condensed.length), condensed.to);
}

function leave(view: View, from: number, why: number): TakenEntry {
  if (why !== tooLarge) return { to: why };
  const seemsTo = endOfValue(view, from);
  return seemsTo < 0 ? { to: seemsTo } : { to: tooLarge, seemsTo };
}

function longBodies({ holes }: Condensed, makeBody: MakeBody): Pick<EntryWalk, 'bodyAt' | 'isCut'> {
  return {
    bodyAt(window, from, to, encoding, guess) {
      const hole = holes.get(from);
      return hole ? makeBody({ ...hole, encoding, guess }) : decodeNow(window, from, to, encoding, guess);
    },
    isCut: (from, to) => [...holes.keys()].some((at) => from <= at && at < to),
  };
}
