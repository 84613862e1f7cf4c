import type { Source } from '../source.js';
import { endOfValue, nextPlace } from './far.js';
import { damaged, more, skipString } from './skip.js';
import { unescapeText } from './string-text.js';
import { createView, indexOf, isLast, moveTo, textOf, type View } from './view.js';

/**
 * Arrays and objects of any size, element by element and member by member, in flat memory: for captures that are one large
 * JSON array. `parseText` makes a value of an element's text.
 */

/** An element of an array. Offsets are bytes of the source. */
export interface Element {
  readonly from: number;
  readonly to: number;
  /** Its bytes as latin1 (see `parseText`); undefined where it is larger than the limit. */
  readonly text: string | undefined;
}

/** A member of an object: its name, and where its value begins in the source. */
export interface Member {
  readonly name: string;
  readonly valueAt: number;
}

/** How a walk ended. */
export interface WalkEnd {
  /** The offset after the array or object; the place of the damage where it broke. */
  readonly to: number;
  /** It does not end as it should, from this offset on. Missing when it is whole. */
  readonly brokenAt?: number;
  /** Why: the source ends before it does. Otherwise what stands there is no JSON. */
  readonly isCut?: boolean;
}

export interface ElementOptions {
  /** No element is given as text beyond this. Bytes; 16 MiB when not given. */
  readonly limitBytes?: number;
  /** Read on with the caller's view; otherwise one is made. */
  readonly view?: View;
}

const defaultLimitBytes = 16 * 1024 * 1024;

/**
 * The elements of the array whose `[` is at `arrayAt`, up to its end or to where it breaks. Never throws for what stands
 * there. Elements are told apart, not judged: what does not parse is the caller's to count.
 */
export function* elements(
  source: Source,
  arrayAt: number,
  { limitBytes = defaultLimitBytes, view = createView(source) }: ElementOptions = {},
): Generator<Element, WalkEnd, undefined> {
  let offset = arrayAt + 1;
  for (;;) {
    const from = nextPlace(view, offset);
    if (from < 0) return broken(source.size, more);
    if (view.bytes[from - view.from] === 0x5d) return { to: from + 1 };
    const to = endOfValue(view, from);
    if (to <= from) return broken(from, to);
    yield { from, to, text: to - from > limitBytes ? undefined : textOf(view, from, to) };
    offset = to;
  }
}

function broken(at: number, why: number): WalkEnd {
  return { to: at, brokenAt: at, isCut: why === more };
}

/** Names longer than this are taken for damage. Bytes. */
const nameLimitBytes = 1000;

/**
 * The members of the object whose `{` is at `objectAt`, in order. Values are stepped over without being kept; a caller
 * who has walked a value himself may pass the offset after it to `next`.
 */
export function* members(
  source: Source,
  objectAt: number,
  view: View = createView(source),
): Generator<Member, WalkEnd, number | undefined> {
  let offset = objectAt + 1;
  for (;;) {
    const from = nextPlace(view, offset);
    if (from < 0) return broken(source.size, more);
    if (view.bytes[from - view.from] === 0x7d) return { to: from + 1 };
    const member = memberAt(view, from);
    if (typeof member === 'number') return broken(from, member);
    const walked = yield member;
    offset = walked ?? endOfValue(view, member.valueAt);
    if (offset < 0) return broken(member.valueAt, offset);
  }
}

// The member whose name begins at `from`; `more` or `damaged` when there is none.
function memberAt(view: View, from: number): Member | number {
  const at = indexOf(view, from);
  if (view.bytes[at] !== 0x22) return damaged;
  const end = skipString(view, at + 1);
  if (end === more && at > 0 && !isLast(view)) {
    moveTo(view, from);
    return memberAt(view, from);
  }
  if (end === more && isLast(view)) return more;
  if (end < 0 || end - at > nameLimitBytes) return damaged;
  const name = unescapeText(view.bytes.subarray(at + 1, end - 1));
  const valueAt = nextPlace(view, view.from + end);
  return valueAt < 0 ? more : { name, valueAt };
}
