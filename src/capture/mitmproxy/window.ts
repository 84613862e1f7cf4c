import { partOf, type Source } from '../source.js';

/** A part of a source in memory, of which single bytes are looked at. It moves to where it is asked to look. */
export interface Window {
  readonly source: Source;
  /** What is held: the source from `from` on. */
  bytes: Buffer;
  from: number;
  room: Buffer;
}

const windowBytes = 64 * 1024;
/** A record no longer than this is held whole. */
export const recordBytes = 1024 * 1024;

/** A window on the beginning. */
export function createWindow(source: Source): Window {
  const room = Buffer.allocUnsafeSlow(Math.min(windowBytes, Math.max(1, source.size)));
  const window: Window = { source, bytes: room.subarray(0, 0), from: 0, room };
  hold(window, 0, 0);
  return window;
}

/** Holds this part, as far as the source has it. @returns Where it begins in `bytes`, which may be shorter. */
export function hold(window: Window, at: number, length: number): number {
  const { source, bytes, from } = window;
  const wanted = Math.min(length, Math.max(0, source.size - at));
  if (at >= from && at + wanted <= from + bytes.length && bytes.length > 0) return at - from;
  const size = Math.min(Math.max(wanted, windowBytes), Math.max(0, source.size - at));
  if (window.room.length < size) window.room = Buffer.allocUnsafeSlow(size);
  window.bytes = window.room.subarray(0, source.read(window.room.subarray(0, size), at));
  window.from = at;
  return 0;
}

/** The byte at this place; undefined behind the end. */
export function byteAt(window: Window, at: number): number | undefined {
  return window.bytes[hold(window, at, 1)];
}

/** This part as text. */
export function textAt(window: Window, from: number, to: number, encoding: 'latin1' | 'utf8' = 'latin1'): string {
  const at = hold(window, from, to - from);
  return window.bytes.toString(encoding, at, at + to - from);
}

/** This part as bytes of its own; the window stays where it is. */
export function copyOf({ source, bytes, from: held }: Window, from: number, to: number): Uint8Array {
  if (from < held || to > held + bytes.length) return partOf(source, from, to);
  return Uint8Array.prototype.slice.call(bytes, from - held, to - held);
}
