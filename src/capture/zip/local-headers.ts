import type { Source } from '../source.js';
import type { Listing } from './directory.js';
import {
  decodeName,
  entryLimit,
  hasZip64,
  isEncrypted,
  nameLimitBytes,
  sealed,
  withZip64,
  type ZipEntry,
} from './entry.js';
import { createReadAhead, type ReadPart } from './window.js';

const headerSize = 30;
const descriptorBit = 0x0008;
const stepBytes = 512 * 1024;

/**
 * Rebuilds the list of entries from their local headers (APPNOTE 4.3.7), for an archive whose directory is lost or
 * damaged. Where a header lacks the sizes, because they come behind the content, the entry reaches to the next header.
 */
export function walkLocalHeaders(source: Source): Listing {
  const read = createReadAhead(source);
  const entries: ZipEntry[] = [];
  let at = nextSignature(read, source.size, 0, headers);
  while (at >= 0 && entries.length < entryLimit) {
    const entry = readLocalEntry(read, source.size, at);
    if (entry) entries.push(entry);
    const end = entry ? dataEnd(read, entry) : at + 4;
    at = nextSignature(read, source.size, end, headers);
  }
  return { entries, broken: true };
}

function readLocalEntry(read: ReadPart, size: number, at: number): ZipEntry | undefined {
  const fixed = Buffer.from(read(at, at + headerSize));
  if (fixed.length < headerSize || !isPlausible(fixed)) return undefined;
  const nameEnd = headerSize + fixed.readUInt16LE(26);
  const dataAt = at + nameEnd + fixed.readUInt16LE(28);
  const header = Buffer.from(read(at, dataAt));
  const extra = header.subarray(nameEnd);
  const flags = fixed.readUInt16LE(6);
  const given = { compressedSize: fixed.readUInt32LE(18), size: fixed.readUInt32LE(22), offset: at };
  const extent = hasZip64(given) ? withZip64(given, extra) : given;
  const later = (flags & descriptorBit) !== 0 && extent.compressedSize === 0;
  const entry = {
    name: decodeName(header, headerSize, nameEnd, flags),
    method: fixed.readUInt16LE(8),
    encryption: 'none',
    flags,
    time: fixed.readUInt16LE(10),
    crc: later ? undefined : fixed.readUInt32LE(14),
    compressedSize: later ? endByNextHeader(read, size, dataAt) - dataAt : extent.compressedSize,
    size: later ? undefined : extent.size,
    offset: at,
  } as const;
  return isEncrypted(flags) ? sealed(entry, extra) : entry;
}

// Four bytes happen to stand anywhere: what follows must make sense, too.
function isPlausible(header: Buffer): boolean {
  const nameLength = header.readUInt16LE(26);
  const method = header.readUInt16LE(8);
  return header.readUInt8(4) < 100 && nameLength > 0 && nameLength <= nameLimitBytes && (method < 20 || method > 90);
}

function dataEnd(read: ReadPart, entry: ZipEntry): number {
  const fixed = read(entry.offset, entry.offset + headerSize);
  const dataAt = entry.offset + headerSize + fixed.readUInt16LE(26) + fixed.readUInt16LE(28);
  const end = dataAt + entry.compressedSize;
  // A size that leads to no header is damaged: look on from where the content begins.
  const next = read(end, end + 2);
  return next.length === 2 && next.readUInt16LE(0) === 0x4b50 ? end : dataAt;
}

const headers: ReadonlySet<number> = new Set([0x0403]);
const anySignature: ReadonlySet<number> = new Set([0x0403, 0x0201, 0x0807]);

function endByNextHeader(read: ReadPart, size: number, from: number): number {
  const end = nextSignature(read, size, from, anySignature);
  return end < 0 ? size : end;
}

function nextSignature(read: ReadPart, size: number, from: number, wanted: ReadonlySet<number>): number {
  for (let at = from; at < size; at += stepBytes) {
    // Three bytes more, for a signature across the border.
    const part = read(at, Math.min(size, at + stepBytes + 3));
    for (let hit = part.indexOf('PK'); hit >= 0 && hit + 4 <= part.length; hit = part.indexOf('PK', hit + 1)) {
      if (wanted.has(part.readUInt16LE(hit + 2))) return at + hit;
    }
  }
  return -1;
}
