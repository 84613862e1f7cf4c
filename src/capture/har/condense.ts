import { members } from '../json/elements.js';
import { endOfValue, nextPlace } from '../json/far.js';
import { damaged, more } from '../json/skip.js';
import { withoutOpenEnd } from '../json/string-text.js';
import { bytesOf, textOf, type View } from '../json/view.js';
import type { TextRange } from './lazy-body.js';

/** An entry too large for the view, without what nobody asks for and with long strings cut. It is JSON again. */
export interface Condensed {
  /** Latin1. */
  readonly text: string;
  /** By the offset of the first unit of a string that was cut: where all of it stands in the source. */
  readonly holes: ReadonlyMap<number, TextRange>;
  /** The offset in the source after the entry. */
  readonly to: number;
}

/** More is left of it than any entry needs. */
export const tooLarge = -3;

/** What an entry may come to. Bytes. */
const condensedLimitBytes = 16 * 1024 * 1024;

const mostPieces = 1000;

const wanted: readonly string[] = [
  'startedDateTime',
  'time',
  'connection',
  '_error',
  'request',
  'response',
  '_hmaDoctor',
];

interface Draft {
  /** Joined from time to time: most are a few units, and a string of its own takes more than that. */
  readonly pieces: string[];
  readonly joined: string[];
  readonly holes: Map<number, TextRange>;
  length: number;
  readonly stringLimitBytes: number;
}

/**
 * Condenses the entry at `from`, walking the source window by window.
 *
 * @param stringLimitBytes - Strings longer than this are cut.
 * @returns The condensed entry, or `more`, `damaged` or `tooLarge`.
 */
export function condense(view: View, from: number, stringLimitBytes: number): Condensed | number {
  const draft: Draft = { pieces: [], joined: [], holes: new Map(), length: 0, stringLimitBytes };
  const walk = members(view.source, from, view);
  let step = walk.next();
  for (let end: number | undefined; !step.done; step = walk.next(end)) {
    const { name, valueAt } = step.value;
    end = undefined;
    if (!wanted.includes(name)) continue;
    add(draft, `${draft.length === 0 ? '{' : ','}"${name}":`);
    end = copyValue(view, valueAt, draft);
    if (end < 0) return end;
  }
  if (step.value.brokenAt !== undefined) return step.value.isCut ? more : damaged;
  add(draft, draft.length === 0 ? '{}' : '}');
  return { text: [...draft.joined, ...draft.pieces].join(''), holes: draft.holes, to: step.value.to };
}

function add(draft: Draft, text: string): void {
  draft.pieces.push(text);
  draft.length += text.length;
  if (draft.pieces.length < mostPieces) return;
  draft.joined.push(draft.pieces.join(''));
  draft.pieces.length = 0;
}

function copyValue(view: View, from: number, draft: Draft): number {
  let depth = 0;
  let offset = from;
  do {
    const place = nextPlace(view, offset);
    if (place < 0) return more;
    add(draft, textOf(view, offset, place).replace(/\s+/g, ''));
    const byte = view.bytes[place - view.from];
    const [opens, closes] = [byte === 0x7b || byte === 0x5b, byte === 0x7d || byte === 0x5d];
    if (opens || closes) add(draft, textOf(view, place, place + 1));
    depth += opens ? 1 : closes ? -1 : 0;
    offset = opens || closes ? place + 1 : copySingle(view, place, draft);
    if (offset < 0 || depth < 0) return offset < 0 ? offset : damaged;
    if (draft.length > condensedLimitBytes) return tooLarge;
  } while (depth > 0);
  return offset;
}

function copySingle(view: View, from: number, draft: Draft): number {
  const isString = view.bytes[from - view.from] === 0x22;
  const to = endOfValue(view, from);
  if (to < 0) return to;
  if (!isString || to - from - 2 <= draft.stringLimitBytes) {
    add(draft, textOf(view, from, to));
    return to;
  }
  draft.holes.set(draft.length + 1, { from: from + 1, to: to - 1 });
  const beginning = withoutOpenEnd(bytesOf(view, from, from + 1 + draft.stringLimitBytes));
  add(draft, `${beginning.toString('latin1')}"`);
  return to;
}
