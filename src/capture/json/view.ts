import type { Source } from '../source.js';

/**
 * A part of a source in memory, as bytes and as latin1 text. One UTF-16 unit is one byte, so an offset is the same in both:
 * single bytes are looked at in `bytes`, and `text` is searched and cut. Turning bytes into latin1 is a copy, not a decoding.
 */
export interface View {
  readonly source: Source;
  /** Where the part begins in the source. */
  from: number;
  bytes: Buffer;
  text: string;
  /** What the part may hold at most. */
  readonly room: Buffer;
}

/** Large enough that few values are cut by its end, small enough that a window dies young. */
const windowBytes = 256 * 1024;

/** A view of the source's beginning. */
export function createView(source: Source, sizeBytes = windowBytes): View {
  const room = Buffer.allocUnsafeSlow(Math.max(16, Math.min(sizeBytes, source.size)));
  const view: View = { source, from: 0, bytes: room, text: '', room };
  moveTo(view, 0);
  return view;
}

/** Moves the view. Texts cut from it before stay; its `bytes` are overwritten. */
export function moveTo(view: View, offset: number): void {
  const { source, room } = view;
  const count = offset < source.size ? source.read(room, offset) : 0;
  view.from = offset;
  view.bytes = room.subarray(0, count);
  view.text = room.toString('latin1', 0, count);
}

/** The offset in the view of a place in the source; the view moves there when it does not hold it. */
export function indexOf(view: View, offset: number): number {
  if (offset < view.from || offset >= view.from + view.bytes.length) moveTo(view, offset);
  return offset - view.from;
}

/** Does nothing come after the view? A source that gives less than was asked has become shorter. */
export function isLast({ from, bytes, room, source }: View): boolean {
  return bytes.length < room.length || from + bytes.length >= source.size;
}
