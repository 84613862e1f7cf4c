import type { Source } from '../source.js';
import type { EndRecord } from './end-record.js';
import { decodeName, entryLimit, hasZip64, isEncrypted, sealed, withZip64, type ZipEntry } from './entry.js';
import { bufferOf } from './window.js';

/** What a directory, or a walk over the local headers, gave. */
export interface Listing {
  /** In the order in which they were found; names may be unsafe and repeated. */
  readonly entries: readonly ZipEntry[];
  /** The list breaks off or has gaps. */
  readonly broken: boolean;
}

const headerSize = 46;
/** The directory of `entryLimit` entries with names as captures have them. */
const directoryLimitBytes = 64 * 1024 * 1024;

/** Reads the central directory (APPNOTE 4.3.12), in one read. What is damaged in it is stepped over. */
export function readDirectory(source: Source, { from, to, shift }: EndRecord): Listing {
  const bytes = bufferOf(source, from, Math.min(to, from + directoryLimitBytes));
  const entries: ZipEntry[] = [];
  let broken = false;
  let at = 0;
  while (at + headerSize <= bytes.length && entries.length < entryLimit) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) {
      if (isTail(bytes, at)) break;
      const next = bytes.indexOf('PK\x01\x02', at + 1, 'latin1');
      broken = true;
      if (next < 0) break;
      at = next;
      continue;
    }
    const end = endOf(bytes, at);
    // A damaged length leads into another entry or behind the end: this one is looked for by its local header.
    if (isSound(bytes, end)) entries.push(readEntry(bytes, at, shift));
    else broken = true;
    at = isSound(bytes, end) ? end : at + 4;
  }
  return { entries, broken };
}

function endOf(bytes: Buffer, at: number): number {
  return at + headerSize + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
}

function isSound(bytes: Buffer, end: number): boolean {
  if (end === bytes.length) return true;
  return end + 4 <= bytes.length && (bytes.readUInt16LE(end) === 0x4b50 || isTail(bytes, end));
}

// A digital signature may stand behind the entries.
function isTail(bytes: Buffer, at: number): boolean {
  const signature = bytes.readUInt32LE(at);
  return signature === 0x05054b50 || signature === 0x06064b50 || signature === 0x06054b50;
}

function readEntry(bytes: Buffer, at: number, shift: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const nameEnd = at + headerSize + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const size = bytes.readUInt32LE(at + 24);
  const compressedSize = bytes.readUInt32LE(at + 20);
  const offset = bytes.readUInt32LE(at + 42);
  const given = { size, compressedSize, offset };
  // Looked at where it matters only: this runs for tens of thousands of entries.
  const extent = hasZip64(given) ? withZip64(given, bytes.subarray(nameEnd, extraEnd)) : given;
  const entry = {
    name: decodeName(bytes, at + headerSize, nameEnd, flags),
    method,
    encryption: 'none',
    flags,
    time: bytes.readUInt16LE(at + 12),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize: extent.compressedSize,
    size: extent.size,
    offset: extent.offset + shift,
  } as const;
  return isEncrypted(flags) ? sealed(entry, bytes.subarray(nameEnd, extraEnd)) : entry;
}
