import { standalone } from '../parse/standalone.js';
import type { HeadAtHand } from './head-at-hand.js';
import type { KnownName } from './known-names.js';
import { limits } from './memo.js';
import { plainLine } from './plain-line.js';
import { isLineEnd, lineEnd, type Place, type SecretLine, type Step, type Way } from './ways.js';

/** The places of heads, and how ways between them are learned: what two heads have in common from a place on is a way. */
export interface Places {
  /** Where every head begins; when too much is remembered, everything is forgotten and learned anew. */
  readonly root: () => Place;
  /** Makes a way of what followed here before, as far as it follows again, and takes it. */
  readonly again: (place: Place, head: string, at: number) => Step | undefined;
  /** The place behind a line with this name. */
  readonly behind: (place: Place, name: KnownName | undefined, head: string, at: number) => Place;
  /** Makes a way of a line that stood here before with another value, and that is plain; false for another line. */
  readonly learnPlain: (place: Place, step: Step, head: string, at: number) => boolean;
  /** Makes a way of a line with a secret. `shown` is what is shown in its place. */
  readonly learnSecret: (place: Place, step: Required<Step>, head: string, at: number) => void;
  /** Remembers public lines that followed here. */
  readonly note: (place: Place, text: string) => void;
}

// What a place costs besides its texts.
const placeSize = 500;
const firstLuck = 8;

/** Makes an empty memory. */
export function createPlaces(hand: HeadAtHand): Places {
  let size = 0;
  let root = newPlace([]);

  function newPlace(followed: readonly string[]): Place {
    size += placeSize;
    return { ways: [], followed: followed.filter((text) => text !== ''), behind: new Map(), misses: 0 };
  }

  function addWay<Added extends Way>(place: Place, way: Added): Added {
    place.ways.unshift(way);
    if (place.ways.length > limits.ways) place.ways.pop();
    return way;
  }

  function newSecretLine(place: Place, to: Place, line: string, shown: string): SecretLine {
    const open = standalone(commonStart(line, shown));
    return addWay(place, { sort: 'secret', open, seen: [], luck: firstLuck, to });
  }

  return {
    root() {
      if (size > limits.lines) {
        size = 0;
        root = newPlace([]);
      }
      return root;
    },
    again(place, head, at) {
      for (const text of place.followed) {
        const length = commonLines(text, head, at);
        if (length === 0) continue;
        const to = newPlace([text.slice(length)]);
        size += length;
        addWay(place, { sort: 'same', lines: standalone(text.slice(0, length)), to });
        return { end: at + length, to };
      }
      return undefined;
    },
    behind(place, name, head, at) {
      const known = place.behind.get(name);
      if (known) return known;
      const open = name ? head.slice(at, at + 3 + name.name.length) : '';
      const followed = name ? place.followed.filter((text) => beginsWith(text, open)) : [];
      const made = newPlace(followed.map((text) => text.slice(lineEnd(text, 2))));
      place.behind.set(name, made);
      return made;
    },
    learnPlain(place, { end, to }, head, at) {
      const open = head.slice(at, head.indexOf(':', at + 3) + 1);
      if (open === '' || !place.followed.some((text) => beginsWith(text, open))) return false;
      const line = plainLine(open.slice(2, -1));
      if (!line) return true;
      line.lastIndex = at;
      if (line.test(head) && line.lastIndex === end) addWay(place, { sort: 'plain', line, to });
      return true;
    },
    learnSecret(place, { end, to, shown }, head, at) {
      const line = head.slice(at, end);
      const way = place.ways.find((one) => isOpenedBy(one, line, shown)) ?? newSecretLine(place, to, line, shown);
      const tag = way.luck < 0 ? undefined : hand.tag(at + way.open.length, end);
      if (!tag) return;
      size += shown.length;
      way.seen.unshift({ ...tag, length: line.length - way.open.length, shown: standalone(shown) });
      if (way.seen.length > limits.secrets) way.seen.pop();
    },
    note(place, text) {
      const kept = text.length <= limits.textLength ? text : text.slice(0, text.lastIndexOf('\r\n', limits.textLength));
      if (kept === '') return;
      size += kept.length;
      place.followed.unshift(standalone(kept));
      if (place.followed.length > limits.followed) place.followed.pop();
    },
  };
}

function isOpenedBy(way: Way, line: string, shown: string): way is SecretLine {
  return way.sort === 'secret' && beginsWith(line, way.open) && beginsWith(shown, way.open);
}

function commonLines(text: string, head: string, at: number): number {
  let length = 0;
  while (length < text.length) {
    const end = lineEnd(text, length + 2);
    if (end === undefined || !isLineEnd(head, at + end)) break;
    if (text.slice(length, end) !== head.slice(at + length, at + end)) break;
    length = end;
  }
  return length;
}

// Up to the first difference, found by halves: single units are slow to look at.
function commonStart(one: string, other: string): string {
  let same = 0;
  for (let step = Math.min(one.length, other.length); step > 0; step >>= 1) {
    while (same + step <= other.length && isSamePart(one, other, same, same + step)) same += step;
  }
  return one.slice(0, same);
}

function isSamePart(one: string, other: string, from: number, to: number): boolean {
  return to <= one.length && one.slice(from, to) === other.slice(from, to);
}

// Three times as fast as startsWith on long texts.
function beginsWith(text: string, beginning: string): boolean {
  return text.slice(0, beginning.length) === beginning;
}
