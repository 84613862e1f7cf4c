import { partOf, type Source } from '../source.js';

/** A part of a source. The bytes may be overwritten by the next call: copy what is to be kept. */
export type ReadPart = (from: number, to: number) => Buffer;

/** A part of a source, read alone. */
export function bufferOf(source: Source, from: number, to: number): Buffer {
  const { buffer, byteOffset, byteLength } = partOf(source, from, to);
  return Buffer.from(buffer, byteOffset, byteLength);
}

const aheadBytes = 1024 * 1024;
const smallBytes = 16 * 1024;
/** A capture's requests, answers and metadata may stand in three runs, each read in order. */
const windowCount = 4;

interface Window {
  buffer: Buffer;
  from: number;
  to: number;
}

/**
 * Reads a source in file order with few reads: where a part follows one that was read, a megabyte is read ahead; a part
 * that stands alone costs a small read.
 */
export function createReadAhead(source: Source): ReadPart {
  const windows: Window[] = [];
  return (from, to) => {
    const end = Math.min(to, source.size);
    if (end <= from) return Buffer.alloc(0);
    const held = windows.find((one) => one.from <= from && end <= one.to);
    if (held) return held.buffer.subarray(from - held.from, end - held.from);
    const before = windows.findIndex((one) => one.from <= from && from <= one.to + smallBytes);
    const wanted = Math.max(end - from, before >= 0 || source.size <= aheadBytes ? aheadBytes : smallBytes);
    const length = Math.min(wanted, source.size - from);
    const old = before >= 0 || windows.length >= windowCount ? windows.splice(Math.max(before, 0), 1)[0] : undefined;
    const window = fill(source, from, length, old?.buffer);
    // What is too large for a window is not kept: it is read once.
    if (length <= aheadBytes) windows.push(window);
    return window.buffer.subarray(0, Math.min(end, window.to) - from);
  };
}

function fill(source: Source, from: number, length: number, old: Buffer | undefined): Window {
  const buffer = old && old.length >= length ? old : Buffer.allocUnsafeSlow(length);
  const count = source.read(buffer.subarray(0, length), from);
  return { buffer, from, to: from + count };
}
