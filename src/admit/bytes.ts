import { randomBytes } from 'node:crypto';
import { doorCode } from '../wasm/code.js';
import { type WasmMemory, wasm } from '../wasm/start.js';
import { marks, namesBeforeSecrets, wordsBeforeSecrets } from './marks.js';

/** Room for one text at a time: to look at the units of a string one by one costs several times as much as at bytes. */
export interface TextRoom {
  /** Where the text begins in the memory. */
  readonly start: number;
  /** False for a text that is too long or not ASCII throughout: it is not there then. */
  readonly load: (text: string) => boolean;
  /** To be called when the text was looked at: there may be a secret in it. */
  readonly wipe: () => void;
}

/** `door.wat`. Places are offsets of the memory. */
export interface DoorBytes {
  /** For heads. */
  readonly head: TextRoom;
  /** For other texts, while a head is looked at. */
  readonly text: TextRoom;
  /** A keyed checksum of 64 bits: nobody without the key, which never leaves the process, can make two texts with one tag. */
  readonly tagOf: (from: number, to: number) => string;
  /** Is there certainly nothing in this part for the sweep, where a run of letters and digits is shorter than `run`? */
  readonly isCalm: (from: number, to: number, run: number) => boolean;
  /**
   * Looks at the header lines of the head between two places, each with CRLF before it.
   *
   * @returns How many have to be looked at: see `lines`. Below zero where a line has to be seen with its neighbours (folds,
   * bare CR or LF), or has other control characters, or they are too many.
   */
  readonly scan: (from: number, to: number) => number;
  /** Of each line that has to be looked at: see `line`. */
  readonly lines: Int32Array;
  /** Learns of a line by its index among these. @returns Its slot. */
  readonly learnLine: (index: number, kind: number) => number;
  /** Learns how long a run may be in a calm line with the name of this line; 0 where none is calm. */
  readonly learnName: (index: number, run: number) => void;
  /** Forgets all lines, for whoever learns them from now on. */
  readonly forget: (owner: object) => void;
  /** Whose lines are known. */
  owner: object | undefined;
}

/** Numbers of a line: how many there are, where it begins and ends, the slot of what is known of it, if its name is known. */
export const line = { size: 6, from: 2, to: 3, slot: 4, named: 5 } as const;

/** So many slots there are. */
export const slots = 2048;

/** What is known of a line. */
export const kinds = { stays: 1, shown: 2 } as const;

interface Code {
  readonly memory: WasmMemory;
  readonly tag: (from: number, to: number) => void;
  readonly isCalm: (from: number, to: number, run: number) => number;
  readonly scan: DoorBytes['scan'];
  readonly learnLine: DoorBytes['learnLine'];
  readonly learnName: DoorBytes['learnName'];
}

const places = {
  lines: 0x4000,
  key: 0x7c00,
  tag: 0x7c10,
  table: 0x8000,
  names: 0x10000,
  words: 0x18000,
  marks: 0x20000,
  text: 0x30000,
} as const;
const margin = 16;

/** Gives it; undefined where WebAssembly does not run, and texts are looked at as they are. */
export const doorBytes = wasm(doorCode, (code: Code): DoorBytes => {
  const { buffer } = code.memory;
  const bytes = new Uint8Array(buffer);
  bytes.set(randomBytes(16), places.key);
  bytes.set(namesBeforeSecrets(), places.names);
  bytes.set(wordsBeforeSecrets(), places.words);
  bytes.set(marks(), places.marks);
  const tag = new Uint16Array(buffer, places.tag, 4);
  const made: DoorBytes = {
    ...code,
    head: createRoom(bytes, margin, 16_000),
    text: createRoom(bytes, places.text + margin, 4_000),
    tagOf(from, to) {
      code.tag(from, to);
      return String.fromCharCode(tag[0] as number, tag[1] as number, tag[2] as number, tag[3] as number);
    },
    isCalm: (from, to, run) => code.isCalm(from, to, run) === 1,
    lines: new Int32Array(buffer, places.lines, (places.key - places.lines) / 4),
    forget(owner) {
      bytes.fill(0, places.table, places.names);
      made.owner = owner;
    },
    owner: undefined,
  };
  return made;
});

function createRoom(bytes: Uint8Array, start: number, limit: number): TextRoom {
  const room = bytes.subarray(start, start + limit);
  const encoder = new TextEncoder();
  let written = 0;
  return {
    start,
    load(text) {
      if (text.length > limit) return false;
      written = encoder.encodeInto(text, room).written;
      if (written === text.length) return true;
      room.fill(0, 0, written);
      return false;
    },
    wipe: () => void room.fill(0, 0, written),
  };
}
