import type { Source } from '../source.js';
import { bufferOf } from './window.js';

/** Where the directory stands, and what the archive says of itself. Offsets are positions in the source. */
export interface EndRecord {
  readonly from: number;
  /** Where the directory must have ended: at the end record. */
  readonly to: number;
  /** What the archive's own offsets lack: bytes before its beginning, of a self-extractor or a mail. */
  readonly shift: number;
  readonly comment: string;
}

const endSize = 22;
const longestComment = 65535;
const signature = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, entry: 0x02014b50 } as const;

/**
 * Finds the end record (APPNOTE 4.3.16) behind which only its comment stands, or what a transfer has added.
 *
 * @returns undefined when there is none whose directory is where it says: the archive was cut short.
 */
export function findEndRecord(source: Source): EndRecord | undefined {
  const tailAt = Math.max(0, source.size - endSize - longestComment);
  const tail = bufferOf(source, tailAt, source.size);
  for (let at = tail.length - endSize; at >= 0; at--) {
    at = tail.lastIndexOf('PK\x05\x06', at, 'latin1');
    if (at < 0) return undefined;
    const found = readEndRecord(source, tail, at, tailAt + at);
    if (found) return found;
  }
  return undefined;
}

function readEndRecord(source: Source, tail: Buffer, at: number, position: number): EndRecord | undefined {
  const length = tail.readUInt16LE(at + 20);
  const comment = tail
    .toString('latin1', at + endSize, Math.min(tail.length, at + endSize + length))
    .replace(/\0+$/, '');
  const given = { size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
  const large = readEnd64(source, position);
  const to = large?.position ?? position;
  const place = large ?? given;
  const from = directoryStart(source, place, to);
  return from === undefined ? undefined : { from, to, shift: shiftOf(source, from, place.offset), comment };
}

interface End64 {
  readonly size: number;
  readonly offset: number;
  readonly position: number;
}

// The ZIP64 end record stands where its locator says; where something was put before the archive, right before it.
function readEnd64(source: Source, endAt: number): End64 | undefined {
  const locator = bufferOf(source, Math.max(0, endAt - 20), endAt);
  if (locator.length < 20 || locator.readUInt32LE(0) !== signature.locator64) return undefined;
  for (const position of [Number(locator.readBigUInt64LE(8)), endAt - 20 - 56]) {
    if (position < 0 || position + 56 > endAt) continue;
    const record = bufferOf(source, position, position + 56);
    if (record.length < 56 || record.readUInt32LE(0) !== signature.end64) continue;
    return { size: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)), position };
  }
  return undefined;
}

function directoryStart(source: Source, { size, offset }: { size: number; offset: number }, to: number) {
  const places = [offset, to - size];
  return places.find((from) => (from === to ? size === 0 : isSignature(source, from, signature.entry)));
}

function shiftOf(source: Source, from: number, offset: number): number {
  const shift = from - offset;
  // A damaged offset is not a shift: then the first entry would not stand where the shift puts it.
  const entry = bufferOf(source, from, from + 46);
  return shift > 0 && entry.length === 46 && isSignature(source, entry.readUInt32LE(42) + shift, 0x04034b50)
    ? shift
    : 0;
}

function isSignature(source: Source, at: number, wanted: number): boolean {
  if (at < 0 || at + 4 > source.size) return false;
  return bufferOf(source, at, at + 4).readUInt32LE(0) === wanted;
}
