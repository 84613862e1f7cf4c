import type { ZipEntry } from './entry.js';

/** An entry and its bytes as they stand in its archive. */
export interface PackedEntry {
  readonly entry: ZipEntry;
  readonly packed: Uint8Array;
}

/**
 * A small archive of a few entries of another one: what the library for encrypted archives is given, so that it reads
 * in any order, holds a few entries at a time, and also reads where the archive around them is damaged. Entries keep
 * their order; their names are of no use.
 */
export function archiveOf(entries: readonly PackedEntry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [index, { entry, packed }] of entries.entries()) {
    const extra = entry.extra ?? new Uint8Array(0);
    const name = Buffer.from(String(index));
    const shared = sharedFields(entry, packed.length, name.length, extra.length);
    directory.push(centralHeader(shared, at), name, extra);
    const parts = [localHeader(shared), name, extra, packed];
    locals.push(...parts);
    at += lengthOf(parts);
  }
  return Buffer.concat([...locals, ...directory, endRecord(entries.length, lengthOf(directory), at)]);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

// Version, flags, method, time, date, checksum, sizes and lengths stand in the same order in both headers.
function sharedFields(entry: ZipEntry, packedLength: number, nameLength: number, extraLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(51, 0);
  fields.writeUInt16LE(entry.flags, 2);
  fields.writeUInt16LE(entry.method, 4);
  fields.writeUInt16LE(entry.time, 6);
  fields.writeUInt32LE(entry.crc ?? 0, 10);
  fields.writeUInt32LE(packedLength, 14);
  fields.writeUInt32LE(Math.min(entry.size ?? 0, 0xfffffffe), 18);
  fields.writeUInt16LE(nameLength, 22);
  fields.writeUInt16LE(extraLength, 24);
  return fields;
}

function localHeader(shared: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  shared.copy(header, 4);
  return header;
}

function centralHeader(shared: Buffer, at: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  shared.copy(header, 6);
  header.writeUInt32LE(at, 42);
  return header;
}

function endRecord(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(at, 16);
  return record;
}
