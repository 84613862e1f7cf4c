import { quotesCode } from './code.js';
import { createMemory, makeModule, type WasmMemory } from './start.js';

/**
 * The places in the memory in which JSON is walked; the sources (*.wat) have the same ones. What is small comes first:
 * members that are known and kinds of bytes, what is told of an entry, terms. Lines take no more than the text they are
 * copied from, and the room for start lines.
 */
export const places = {
  kinds: 0x300,
  told: 0x1000,
  terms: 0x2000,
  marks: 0x10000,
  lines: 0x20000,
  window: 0x70000,
} as const;

const pages = 12;

/** What the window holds at most, and how many bytes may be used behind it. */
export const roomBytes = 0x40000;
const behindBytes = 0x1000;

/** Memory with a window for JSON. */
export interface Room {
  readonly memory: WasmMemory;
  /** The window, and room behind it. */
  readonly bytes: Buffer;
  /** A bit for each byte of the window: it is a quote that begins or ends a string. */
  readonly marks: Uint32Array;
  /** Makes these marks for so many bytes, behind which are 64 zero bytes. */
  readonly mark: (length: number) => void;
}

interface Marker {
  readonly mark: (length: number) => void;
}

const startMarker = makeModule<Marker>(quotesCode);

/** A room of its own for somebody; undefined where nothing can run WebAssembly. */
export function createRoom(): Room | undefined {
  const memory = createMemory(pages);
  const marker = memory && startMarker({ room: { memory } });
  if (!marker) return undefined;
  const { buffer } = memory;
  return {
    memory,
    bytes: Buffer.from(buffer, places.window, roomBytes + behindBytes),
    marks: new Uint32Array(buffer, places.marks, roomBytes / 32),
    mark: marker.mark,
  };
}
