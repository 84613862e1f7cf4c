import type { Source } from '../source.js';
import { createWindow, endWindow, type Window } from './window.js';

/** A window that can be moved over a source. */
export interface View extends Window {
  readonly source: Source;
  /** Where it begins in the source. */
  from: number;
  /** What it may hold at most. Bytes. */
  readonly capacity: number;
}

/** Large enough that few values are cut by its end, and small enough for the processor's cache. */
const windowBytes = 256 * 1024;

/** A view of the source's beginning. */
export function createView(source: Source, sizeBytes = windowBytes): View {
  const capacity = Math.max(16, Math.min(sizeBytes, source.size));
  const view: View = { source, from: 0, capacity, ...createWindow(capacity) };
  moveTo(view, 0);
  return view;
}

/** Moves the view. */
export function moveTo(view: View, offset: number): void {
  const { source, bytes, capacity } = view;
  const length = offset < source.size ? source.read(bytes.subarray(0, capacity), offset) : 0;
  endWindow(view, length);
  view.from = offset;
}

/** Fills the view with something else, until it is moved again. */
export function fillWith(view: View, latin1: string): void {
  view.from = Number.POSITIVE_INFINITY;
  endWindow(view, view.bytes.write(latin1, 'latin1'));
}

/** The offset in the view of a place in the source; the view moves there when it does not hold it. */
export function indexOf(view: View, offset: number): number {
  if (offset < view.from || offset >= view.from + view.length) moveTo(view, offset);
  return offset - view.from;
}

/** Does nothing come after the view? A source that gives less than was asked has become shorter. */
export function isLast({ from, length, capacity, source }: View): boolean {
  return length < capacity || from + length >= source.size;
}

/** A part of the source: of the view where it holds it, to be used at once; else read. Shorter where the source ends. */
export function bytesOf(view: View, from: number, to: number): Buffer {
  const isHere = from >= view.from && to <= view.from + view.length;
  if (isHere) return view.bytes.subarray(from - view.from, to - view.from);
  const bytes = Buffer.allocUnsafeSlow(to - from);
  return bytes.subarray(0, view.source.read(bytes, from));
}

/** The same as latin1 text. */
export function textOf(view: View, from: number, to: number): string {
  return bytesOf(view, from, to).toString('latin1');
}
