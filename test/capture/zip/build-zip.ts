import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive to be built; all but the name has a boring default. */
export interface BuiltEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** 8, deflated, where nothing is said. */
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and checksum stand behind the content, and not in the local header. */
  readonly descriptor?: boolean;
  /** ZIP64 fields on the entry: beside the sizes, or in place of them. */
  readonly zip64?: 'beside' | 'instead';
  /** What the directory says where it is not the truth. */
  readonly claims?: {
    readonly crc?: number;
    readonly size?: number;
    readonly packed?: number;
    readonly offset?: number;
  };
}

export interface BuiltZip {
  readonly comment?: string;
  /** Bytes before the archive, of which its offsets know nothing. */
  readonly before?: Uint8Array;
  /** With the ZIP64 end record and its locator. */
  readonly zip64?: boolean;
}

/** A ZIP, byte by byte: neither our writer's nor a library's, so that they are not each other's judge. */
export function buildZip(entries: readonly BuiltEntry[], { comment = '', before, zip64 }: BuiltZip = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const parts = partsOf(entry, at);
    locals.push(parts.local);
    directory.push(parts.central);
    at += parts.local.length;
  }
  const central = Buffer.concat(directory);
  const end = zip64 ? end64(entries.length, central.length, at) : Buffer.alloc(0);
  const last = Buffer.alloc(22);
  last.write('PK\x05\x06', 'latin1');
  last.writeUInt16LE(zip64 ? 0xffff : entries.length, 8);
  last.writeUInt16LE(zip64 ? 0xffff : entries.length, 10);
  last.writeUInt32LE(zip64 ? 0xffffffff : central.length, 12);
  last.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  last.writeUInt16LE(comment.length, 20);
  return Buffer.concat([before ?? Buffer.alloc(0), ...locals, central, end, last, Buffer.from(comment, 'latin1')]);
}

function partsOf(entry: BuiltEntry, at: number): { local: Buffer; central: Buffer } {
  const { method = 8, descriptor = false, zip64, claims = {} } = entry;
  const name = Buffer.from(entry.name);
  const content = Buffer.from(entry.content ?? '');
  const packed = method === 8 ? deflateRawSync(content) : content;
  const [crc, size, length] = [
    claims.crc ?? crc32(content),
    claims.size ?? content.length,
    claims.packed ?? packed.length,
  ];
  const flags = (entry.flags ?? 0x800) | (descriptor ? 8 : 0);
  const known = descriptor ? [0, 0, 0] : [crc, length, size];
  const extra = zip64
    ? field64([size, length, ...(zip64 === 'instead' ? [claims.offset ?? at] : [])])
    : Buffer.alloc(0);
  const local = header('PK\x03\x04', 30, flags, method, known, name, descriptor ? Buffer.alloc(0) : extra);
  const shown = zip64 === 'instead' ? [crc, 0xffffffff, 0xffffffff] : [crc, length, size];
  const central = header('PK\x01\x02', 46, flags, method, shown, name, extra);
  central.writeUInt32LE(zip64 === 'instead' ? 0xffffffff : (claims.offset ?? at), 42);
  const behind = descriptor ? descriptorOf(crc, packed.length, content.length) : Buffer.alloc(0);
  return { local: Buffer.concat([local, packed, behind]), central };
}

function header(
  signature: string,
  length: number,
  flags: number,
  method: number,
  [crc = 0, packed = 0, size = 0]: readonly number[],
  name: Buffer,
  extra: Buffer,
): Buffer {
  const fixed = Buffer.alloc(length);
  const at = length === 30 ? 4 : 6;
  fixed.write(signature, 'latin1');
  fixed.writeUInt16LE(45, at);
  fixed.writeUInt16LE(flags, at + 2);
  fixed.writeUInt16LE(method, at + 4);
  fixed.writeUInt32LE(crc, at + 10);
  fixed.writeUInt32LE(packed, at + 14);
  fixed.writeUInt32LE(size, at + 18);
  fixed.writeUInt16LE(name.length, at + 22);
  fixed.writeUInt16LE(extra.length, at + 24);
  return Buffer.concat([fixed, name, extra]);
}

function descriptorOf(crc: number, packed: number, size: number): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.write('PK\x07\x08', 'latin1');
  for (const [index, value] of [crc, packed, size].entries()) descriptor.writeUInt32LE(value, 4 + index * 4);
  return descriptor;
}

function field64(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return field;
}

function end64(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  record.write('PK\x06\x07', 56, 'latin1');
  record.writeBigUInt64LE(BigInt(at + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
