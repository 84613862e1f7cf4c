import { skipBlanks, skipString } from '../json/skip.js';
import { indexOf, isLast, moveTo, type View } from '../json/view.js';

/**
 * How the entries of a file begin: entries of one producer begin alike, the same bytes up to the first member's value, or in
 * a few ways. After damage the next such beginning is where reading goes on.
 */
export interface Beginnings {
  /**
   * Remembers how the entry at this offset of the source begins.
   *
   * @param sum - A checksum of that: what was learned with the same one is not looked at again.
   */
  readonly learn: (from: number, sum: number | undefined) => void;
  /** The offset in the source of the next beginning at or after `from` and before `to`; undefined when there is none. */
  readonly next: (from: number, to: number) => number | undefined;
}

interface Beginning {
  readonly text: string;
  /** The next place of it at or after the last search; infinite when it was searched for in vain up to `searchedTo`. */
  foundAt: number;
  searchedTo: number;
}

/** More ways to begin are not learned. */
const mostBeginnings = 16;

/** Knows no beginning yet. */
export function createBeginnings(view: View): Beginnings {
  const known: Beginning[] = [];
  const sums = new Set<number>();
  return {
    learn(from, sum) {
      if (known.length === mostBeginnings || (sum !== undefined && sums.has(sum))) return;
      const text = beginningAt(view, indexOf(view, from));
      if (text === undefined) return;
      if (sum !== undefined) sums.add(sum);
      if (known.some((one) => one.text === text)) return;
      known.push({ text, foundAt: Number.POSITIVE_INFINITY, searchedTo: 0 });
    },
    next(from, to) {
      let nearest = to;
      for (const one of known) nearest = Math.min(nearest, nextPlaceOf(view, one, from, nearest));
      return nearest < to ? nearest : undefined;
    },
  };
}

function beginningAt(view: View, at: number): string | undefined {
  const { bytes } = view;
  const name = skipBlanks(bytes, at + 1);
  const end = bytes[name] === 0x22 ? skipString(view, name + 1) : -1;
  if (end < 0 || end - at > 1000) return undefined;
  return bytes.toString('latin1', at, skipBlanks(bytes, end));
}

// What was searched is not searched again, so that a file of nothing but damage is read in linear time.
function nextPlaceOf(view: View, one: Beginning, from: number, to: number): number {
  if (one.foundAt >= from && one.foundAt < Number.POSITIVE_INFINITY) return one.foundAt;
  one.foundAt = search(view, one.text, Math.max(from, one.searchedTo), to);
  one.searchedTo = Math.max(one.searchedTo, Math.min(one.foundAt, to));
  return one.foundAt;
}

function search(view: View, text: string, from: number, to: number): number {
  for (let offset = from; offset < to; ) {
    const at = view.bytes.indexOf(text, indexOf(view, offset), 'latin1');
    if (at >= 0 && at + text.length <= view.length) return view.from + at;
    if (isLast(view)) break;
    offset = Math.max(offset, view.from + view.length - text.length + 1);
    moveTo(view, offset);
  }
  return Number.POSITIVE_INFINITY;
}
