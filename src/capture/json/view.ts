import type { Source } from '../source.js';
import type { Window } from './skip.js';

/**
 * A part of a source in memory, as bytes and as latin1 text. One UTF-16 unit is one byte, so an offset is the same in both:
 * single bytes are looked at in `bytes`, and `text` is searched and cut. Turning bytes into latin1 is a copy, not a decoding.
 */
export interface View extends Window {
  readonly source: Source;
  /** Where the part begins in the source. */
  from: number;
  text: string;
  /** What it may hold at most. Bytes. */
  readonly capacity: number;
}

/** Large enough that few values are cut by its end, small enough that a window dies young. */
const windowBytes = 256 * 1024;

/** A view of the source's beginning. */
export function createView(source: Source, sizeBytes = windowBytes): View {
  const capacity = Math.max(16, Math.min(sizeBytes, source.size));
  const view: View = { source, from: 0, bytes: Buffer.allocUnsafeSlow(capacity + 1), text: '', capacity };
  moveTo(view, 0);
  return view;
}

/** Moves the view. Texts cut from it before stay; its `bytes` are overwritten. */
export function moveTo(view: View, offset: number): void {
  const { source, bytes, capacity } = view;
  const count = offset < source.size ? source.read(bytes.subarray(0, capacity), offset) : 0;
  bytes[count] = 0;
  view.from = offset;
  view.text = bytes.toString('latin1', 0, count);
}

/** The offset in the view of a place in the source; the view moves there when it does not hold it. */
export function indexOf(view: View, offset: number): number {
  if (offset < view.from || offset >= view.from + view.text.length) moveTo(view, offset);
  return offset - view.from;
}

/** Does nothing come after the view? A source that gives less than was asked has become shorter. */
export function isLast({ from, text, capacity, source }: View): boolean {
  return text.length < capacity || from + text.length >= source.size;
}
