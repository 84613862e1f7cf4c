/** What a ZIP archive says of its entries, before any of them is read. */

/** `unknown`: encrypted in a way that nobody here can undo (PKWARE's strong encryption, an encrypted directory). */
export type ZipEncryption = 'none' | 'zipcrypto' | 'aes' | 'unknown';

/** One entry of an archive, as its directory (or, where that is lost, its local header) describes it. */
export interface ZipEntry {
  /** With slashes, whichever the writer used; a folder's ends in one. Never absolute, never with `..` or a drive. */
  readonly name: string;
  /** 0 stored, 8 deflated; others are not read. 99 stands for AES, whose own field holds the real one. */
  readonly method: number;
  readonly encryption: ZipEncryption;
  /** General purpose bits, APPNOTE 4.4.4. */
  readonly flags: number;
  /** MS-DOS time of day: the check byte of ZipCrypto where the checksum was not known yet. */
  readonly time: number;
  /** CRC-32 of the content; undefined where only a local header without it was left. AES (AE-2) writes 0. */
  readonly crc: number | undefined;
  /** Bytes in the archive; where it is not known, up to where the next header begins. */
  readonly compressedSize: number;
  /** Bytes unpacked, by its own word; undefined where it is not known. */
  readonly size: number | undefined;
  /** Of the local header, in the source. */
  readonly offset: number;
  /** The extra fields (APPNOTE 4.5), kept where AES has its own among them. */
  readonly extra?: Uint8Array;
}

/** Names longer than this are no names of captures. Bytes. */
export const nameLimitBytes = 1024;

/**
 * More entries than any capture has: forty thousand sessions of three files. The rest is not looked at: each takes memory
 * before anything is read.
 */
export const entryLimit = 120_000;

const utf8Bit = 0x0800;
const encryptedBit = 0x0001;
// Bit 6: strong encryption, bit 13: the directory itself is encrypted and the local headers are masked.
const strangeBits = 0x2040;

/** Is an entry with these flags encrypted? */
export function isEncrypted(flags: number): boolean {
  return (flags & encryptedBit) !== 0;
}

/** The same entry with what is needed to decrypt it. */
export function sealed(entry: ZipEntry, extra: Buffer): ZipEntry {
  const encryption = encryptionOf(entry, extra);
  return encryption === 'aes' ? { ...entry, encryption, extra: Buffer.from(extra) } : { ...entry, encryption };
}

function encryptionOf({ flags, method }: ZipEntry, extra: Buffer): ZipEncryption {
  if ((flags & strangeBits) !== 0) return 'unknown';
  if (method !== 99) return 'zipcrypto';
  return extraField(extra, 0x9901) ? 'aes' : 'unknown';
}

/**
 * An entry's name, in a header. Bit 11 says UTF-8; without it the encoding is the writer's own, which is mostly UTF-8 all
 * the same, and else read as latin1: no name that matters has other letters.
 */
export function decodeName(header: Buffer, from: number, to: number, flags: number): string {
  const text = header.toString('latin1', from, to);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: letters of ASCII but the back-slash
  if (/^[\x00-\x5b\x5d-\x7f]*$/.test(text)) return text;
  return decodeOther(header.subarray(from, to), flags).replaceAll('\\', '/');
}

function decodeOther(bytes: Buffer, flags: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: (flags & utf8Bit) === 0 }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Would the name lead out of the folder it is unpacked to, or is it no name? */
export function isUnsafeName(name: string): boolean {
  if (name === '' || name.startsWith('/') || name.includes('\0') || name[1] === ':') return true;
  return name.includes('..') && name.split('/').includes('..');
}

/** Sizes and the offset, of which ZIP64 writes those that are all ones into an extra field of their own. */
export interface Extent {
  readonly size: number;
  readonly compressedSize: number;
  readonly offset: number;
}

const allOnes = 0xffffffff;

/** Are there values in the ZIP64 field? Fiddler writes the field on every entry, though nothing is large. */
export function hasZip64({ size, compressedSize, offset }: Extent): boolean {
  return size === allOnes || compressedSize === allOnes || offset === allOnes;
}

/**
 * Puts the ZIP64 values in place of those that are all ones (APPNOTE 4.5.3); the others are not in it, or are not looked
 * at.
 */
export function withZip64(given: Extent, extra: Buffer): Extent {
  const field = extraField(extra, 0x0001);
  let at = 0;
  const take = (value: number): number => {
    if (value !== allOnes || !field || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  const size = take(given.size);
  const compressedSize = take(given.compressedSize);
  return { size, compressedSize, offset: take(given.offset) };
}

/** The content of the extra field with this id; undefined where there is none. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}
