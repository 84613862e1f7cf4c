import { entryCode, linesCode, startsCode } from '../../wasm/code.js';
import { places, type Room } from '../../wasm/room.js';
import { type Imports, makeModule } from '../../wasm/start.js';
import { latin1Between } from '../json/latin1.js';
import { parseText } from '../json/parse-text.js';
import { byteKinds } from '../json/skip.js';
import { markQuotes, type Window } from '../json/window.js';
import type { HeadLines } from './head-lines.js';

/** The members that are told of, by their numbers in `entry.wat`. */
export const slots = {
  entry: { startedDateTime: 0, time: 1, connection: 2, _error: 3, request: 4, response: 5 },
  request: { method: 7, url: 8, httpVersion: 9, headers: 10, postData: 11, _content: 12, _error: 13 },
  postData: { text: 14, encoding: 15 },
  response: { status: 16, statusText: 17, httpVersion: 18, headers: 19, _error: 21 },
  content: { text: 22, encoding: 23, size: 24, comment: 25 },
} as const;

const slotCount = 26;

// How a value is told (1: as a string). Not in an object: they are asked for again and again before the code is optimised.
const asJson = 2;
const asNumber = 3;
const asTerm = 4;
const asLines = 5;
const asText = 6;

const beyondAscii = 1;
const announcesBody = 2;
const announcesNone = 4;
const hasStart = 16;

/** Walks entries in WebAssembly, and tells what was found in the last one. Offsets are the window's. */
export interface Walker {
  /** Walks the entry whose `{` is at this offset. Gives the offset after it, or `more`, `odd` or damage. */
  readonly walk: (at: number) => number;
  /** A checksum of how it begins, up to the value of its first member. */
  readonly beginning: () => number;
  /** Was this member told of? */
  readonly has: (slot: number) => boolean;
  /** Its value as JSON.parse gives it; undefined where it is missing, null, or no JSON. */
  readonly value: (slot: number) => unknown;
  /** Calls with the place of the inside of a body's text, where that is a string and not empty. */
  readonly text: <Made>(slot: number, make: (from: number, to: number) => Made) => Made | undefined;
  /** Header lines that could be copied; undefined where they have to be made of the value. */
  readonly lines: (slot: number) => HeadLines | undefined;
}

/** Functions for another module. */
type Exported = Imports[string];

interface Entry {
  readonly walk: (at: number, length: number) => number;
}

const makeLines = makeModule<Exported>(linesCode);
const makeStarts = makeModule<Exported>(startsCode);
const makeEntry = makeModule<Entry>(entryCode);

/** A walker for the entries in a window; undefined where WebAssembly cannot walk it. */
export function createWalker(window: Window): Walker | undefined {
  const { room } = window;
  if (!room) return undefined;
  const given = { room: { memory: room.memory } };
  const [lines, starts] = [makeLines(given), makeStarts(given)];
  const entry = lines && starts && makeEntry({ ...given, lines, starts });
  return entry && { ...walkIn(window, room, entry), ...tellFrom(window, room) };
}

function walkIn(window: Window, { memory: { buffer } }: Room, { walk }: Entry): Pick<Walker, 'walk' | 'beginning'> {
  new Uint8Array(buffer, places.kinds).set(byteKinds);
  const began = new Int32Array(buffer, places.told + slotCount * 16, 1);
  return {
    walk(at) {
      if (!window.areQuotesMarked) markQuotes(window);
      return walk(at, window.length);
    },
    beginning: () => began[0] as number,
  };
}

function tellFrom({ bytes }: Window, { memory: { buffer } }: Room): Omit<Walker, 'walk' | 'beginning'> {
  const told = new Int32Array(buffer, places.told, slotCount * 4);
  const lineBytes = Buffer.from(buffer, places.lines, places.window - places.lines);
  const termAt = createTerms(buffer);
  return {
    has: (slot) => told[slot * 4] !== 0,
    value(slot) {
      const at = slot * 4;
      const how = told[at];
      if (how === 0) return undefined;
      const first = told[at + 1] as number;
      if (how === asTerm) return termAt(first);
      if (how === asNumber) return first;
      const text = latin1Between(bytes, first, told[at + 2] as number);
      return how === asJson ? parseText(text) : text;
    },
    text(slot, make) {
      const at = slot * 4;
      if (told[at] !== asText) return undefined;
      const from = told[at + 1] as number;
      const to = told[at + 2] as number;
      return from < to ? make(from, to) : undefined;
    },
    lines(slot) {
      const at = slot * 4;
      if (told[at] !== asLines) return undefined;
      const said = told[at + 3] as number;
      const from = told[at + 1] as number;
      const to = told[at + 2] as number;
      return {
        text: (said & beyondAscii) === 0 ? latin1Between(lineBytes, from, to) : lineBytes.toString('utf8', from, to),
        isHead: (said & hasStart) !== 0,
        recorded: said >> 5,
        announcesBody: (said & announcesBody) !== 0,
        announcesNone: (said & announcesNone) !== 0,
      };
    },
  };
}

/** Bytes of a term: 31 at most, and how many they are. */
const termBytes = 32;

// Terms stay where they are: each is made once.
function createTerms(buffer: ArrayBuffer): (place: number) => string {
  const bytes = Buffer.from(buffer, places.terms, 256 * termBytes);
  const made: string[] = new Array(256).fill('');
  return (place) => {
    const known = made[place];
    if (known) return known;
    const at = place * termBytes;
    const term = latin1Between(bytes, at, at + (bytes[at + termBytes - 1] as number));
    made[place] = term;
    return term;
  };
}
