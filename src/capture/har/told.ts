import { entryCode, linesCode } from '../../wasm/code.js';
import { places, type Room } from '../../wasm/room.js';
import { makeModule } from '../../wasm/start.js';
import { latin1Between } from '../json/latin1.js';
import { parseText } from '../json/parse-text.js';
import { byteKinds } from '../json/skip.js';
import type { Window } from '../json/window.js';

/** The members that are told of, by their numbers in `entry.wat`. */
export const slots = {
  startedDateTime: 0,
  time: 1,
  connection: 2,
  _error: 3,
  request: { itself: 4, method: 7, url: 8, httpVersion: 9, headers: 10, postData: 11, _content: 12, _error: 13 },
  postData: { text: 14, encoding: 15 },
  response: { itself: 5, status: 16, statusText: 17, httpVersion: 18, headers: 19, _error: 21 },
  content: { text: 22, encoding: 23, size: 24, comment: 25 },
} as const;

/** Walks entries in WebAssembly, and tells what was found in the last one. Offsets are the window's. */
export interface Walker {
  /** Walks the entry whose `{` is at this offset. Gives the offset after it, or `more`, `odd` or damage. */
  readonly walk: (at: number) => number;
  /** Of each slot four numbers: how it is told (0: not at all), and what that takes. */
  readonly told: Int32Array;
  readonly window: Window;
  /** The lines of heads. */
  readonly lines: Buffer;
  readonly terms: Buffer;
  /** The terms that were asked for, by their place. */
  readonly known: (string | undefined)[];
}

/** How a value is told. */
export const how = { string: 1, json: 2, number: 3, term: 4, lines: 5, text: 6 } as const;

interface Lines {
  readonly copy: unknown;
}

interface Entry {
  readonly walk: (at: number, length: number) => number;
}

const startLines = makeModule<Lines>(linesCode);
const startEntry = makeModule<Entry>(entryCode);

/** A walker for the entries in a window; undefined where WebAssembly cannot walk it. */
export function createWalker(window: Window): Walker | undefined {
  const { room } = window;
  if (!room) return undefined;
  const lines = startLines({ room: { memory: room.memory } });
  const entry = lines && startEntry({ room: { memory: room.memory }, lines: { copy: lines.copy } });
  return entry && walkerIn(window, room, entry);
}

function walkerIn(window: Window, { memory: { buffer }, mark }: Room, { walk }: Entry): Walker {
  new Uint8Array(buffer, places.kinds).set(byteKinds);
  return {
    walk(at) {
      if (!window.areQuotesMarked) mark(window.length);
      window.areQuotesMarked = true;
      return walk(at, window.length);
    },
    told: new Int32Array(buffer, places.told, 26 * 4),
    window,
    lines: Buffer.from(buffer, places.lines, places.window - places.lines),
    terms: Buffer.from(buffer, places.terms, 256 * 32),
    known: [],
  };
}

/** The value of a member as JSON.parse gives it; null and what is no JSON are undefined. */
export function valueIn(walker: Walker, slot: number): unknown {
  const { told, window } = walker;
  const first = told[slot * 4 + 1] as number;
  switch (told[slot * 4]) {
    case how.string:
      return latin1Between(window.bytes, first, told[slot * 4 + 2] as number);
    case how.term:
      return walker.known[first] ?? learn(walker, first);
    case how.number:
      return first;
    case how.json:
      return parseText(latin1Between(window.bytes, first, told[slot * 4 + 2] as number)) ?? undefined;
    default:
      return undefined;
  }
}

// 31 bytes at most, and how many they are.
function learn({ terms, known }: Walker, place: number): string {
  const at = place * 32;
  const term = latin1Between(terms, at, at + (terms[at + 31] as number));
  known[place] = term;
  return term;
}
