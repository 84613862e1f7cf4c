import { crc32, deflateRawSync } from 'node:zlib';

/**
 * A ZIP written entry after entry (APPNOTE 6.3.3). Only the central directory's records are kept until the end. Names are
 * UTF-8, every date is 1980-01-01, so that equal input gives equal bytes. Sizes and check sums stand in the local headers:
 * a file without its end can be read entry by entry. ZIP64 records stand only where a number does not fit without them.
 */
export interface ZipWriter {
  /** Appends entries in one write: all of them or, where that fails, none. */
  readonly add: (entries: readonly NewEntry[]) => Promise<void>;
  /** Appends the central directory, and a comment of less than 64 KiB. */
  readonly end: (comment: string) => Promise<void>;
}

/** An entry, packed. One ending in `/` is a folder. `size` is that of the content, in bytes (less than 4 GiB). */
export interface NewEntry {
  readonly name: string;
  readonly deflated: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

type Write = (bytes: Uint8Array, position: number) => Promise<void>;

/** Packs an entry. */
export function newEntry(name: string, content: Uint8Array): NewEntry {
  // No more room than the output can need: most entries are small, and Node's own chunks are not.
  const chunkSize = Math.min(Math.max(content.length, 64), 16_384);
  return { name, deflated: deflateRawSync(content, { chunkSize }), crc: crc32(content), size: content.length };
}

/** @param start - Where the archive begins in what is written to. */
export function createZipWriter(write: Write, start = 0): ZipWriter {
  const records = createGrowing();
  let count = 0;
  let position = start;
  return {
    async add(entries) {
      const placed = place(entries, position);
      await write(placed.bytes, position);
      position += placed.bytes.length;
      count += entries.length;
      records.append(placed.records);
    },
    async end(comment) {
      const directory = records.bytes();
      await write(Buffer.concat([directory, endRecords(count, directory.length, position, comment)]), position);
    },
  };
}

// Bytes in one buffer that doubles: small buffers kept one by one would each keep alive the pool that it was cut from.
function createGrowing() {
  let room = Buffer.allocUnsafeSlow(4096);
  let length = 0;
  return {
    append(bytes: Uint8Array): void {
      if (length + bytes.length > room.length) {
        const larger = Buffer.allocUnsafeSlow(2 * (length + bytes.length));
        room.copy(larger, 0, 0, length);
        room = larger;
      }
      room.set(bytes, length);
      length += bytes.length;
    },
    bytes: () => room.subarray(0, length),
  };
}

const most16 = 0xffff;
const most32 = 0xffffffff;
const versionDeflate = 20;
const versionZip64 = 45;
const utf8Names = 0x0800;
const methodDeflate = 8;
const firstOfJanuary1980 = 0x21;
const folderAttribute = 0x10;

function place(entries: readonly NewEntry[], start: number): { bytes: Buffer; records: Buffer } {
  const parts: Uint8Array[] = [];
  const records: Buffer[] = [];
  let position = start;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    records.push(centralRecord(entry, name, position));
    const header = localHeader(entry, name);
    parts.push(header, entry.deflated);
    position += header.length + entry.deflated.length;
  }
  return { bytes: Buffer.concat(parts), records: Buffer.concat(records) };
}

// The fields that local header and central record share, from "version needed" to "extra field length".
function sharedFields(entry: NewEntry, name: Buffer, version: number, extraLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(utf8Names, 2);
  fields.writeUInt16LE(methodDeflate, 4);
  fields.writeUInt16LE(firstOfJanuary1980, 8);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(entry.deflated.length, 14);
  fields.writeUInt32LE(entry.size, 18);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(extraLength, 24);
  return fields;
}

function localHeader(entry: NewEntry, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04'), sharedFields(entry, name, versionDeflate, 0), name]);
}

function centralRecord(entry: NewEntry, name: Buffer, position: number): Buffer {
  const far = position >= most32;
  const extra = far ? zip64Position(position) : Buffer.alloc(0);
  const version = far ? versionZip64 : versionDeflate;
  const rest = Buffer.alloc(14); // comment length, disk, internal attributes: 0
  rest.writeUInt32LE(entry.name.endsWith('/') ? folderAttribute : 0, 6);
  rest.writeUInt32LE(far ? most32 : position, 10);
  const fields = sharedFields(entry, name, version, extra.length);
  return Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([version, 0]), fields, rest, name, extra]);
}

function zip64Position(position: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(position), 4);
  return extra;
}

function endRecords(count: number, size: number, position: number, comment: string): Buffer {
  // The largest numbers are signs themselves: "see the ZIP64 record".
  const large = count >= most16 || size >= most32 || position >= most32;
  const text = Buffer.from(comment).subarray(0, most16);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(size, most32), 12);
  end.writeUInt32LE(Math.min(position, most32), 16);
  end.writeUInt16LE(text.length, 20);
  return Buffer.concat([large ? zip64EndRecords(count, size, position) : Buffer.alloc(0), end, text]);
}

function zip64EndRecords(count: number, size: number, position: number): Buffer {
  const records = Buffer.alloc(56 + 20);
  records.write('PK\x06\x06', 'latin1');
  records.writeBigUInt64LE(44n, 4); // the length of what follows in this record
  records.writeUInt16LE(versionZip64, 12);
  records.writeUInt16LE(versionZip64, 14);
  records.writeBigUInt64LE(BigInt(count), 24);
  records.writeBigUInt64LE(BigInt(count), 32);
  records.writeBigUInt64LE(BigInt(size), 40);
  records.writeBigUInt64LE(BigInt(position), 48);
  records.write('PK\x06\x07', 56, 'latin1');
  records.writeBigUInt64LE(BigInt(position + size), 64);
  records.writeUInt32LE(1, 72);
  return records;
}
