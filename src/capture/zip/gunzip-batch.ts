import { gunzipSync } from 'node:zlib';
import { learn, type Patience } from './content.js';
import type { ZipEntry } from './entry.js';
import { locate } from './locate.js';
import type { ReadPart } from './window.js';

/**
 * Setting up an inflater takes longer than inflating a small entry. gzip members stand one behind the other, and zlib goes
 * from one to the next by itself (RFC 1952 §2.2): so a run of entries is dressed as members, and is inflated and
 * checked by its checksums in one call.
 */

const headerSize = 10;
const trailerSize = 8;
/** ID, deflate, no flags, no time, unknown system. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** Entries larger than this gain nothing. Bytes. */
const smallBytes = 128 * 1024;

/** Can it be a member of a batch: small, deflated, and with all that a member's trailer needs? */
export function fitsBatch({ method, encryption, size, crc, compressedSize }: ZipEntry): boolean {
  if (method !== 8 || encryption !== 'none' || crc === undefined || size === undefined) return false;
  return size <= smallBytes && compressedSize <= smallBytes;
}

/** Inflates entries that fit a batch. */
export type GunzipBatch = (entries: readonly ZipEntry[]) => readonly Buffer[] | undefined;

/**
 * Makes an inflater of batches.
 *
 * @returns What gives their contents in the same order, views of one buffer; and undefined when any is damaged, or not as the directory says.
 */
export function createGunzipBatch(part: ReadPart, patience: Patience): GunzipBatch {
  // Used again and again: what is let go of outside the heap is noticed late.
  let room = Buffer.alloc(0);
  return (entries) => {
    const size = entries.reduce((sum, { compressedSize }) => sum + headerSize + compressedSize + trailerSize, 0);
    if (size > room.length) room = Buffer.allocUnsafeSlow(size * 2);
    const members = patience.left > 0 ? dress(part, entries, room) : undefined;
    const contents = members && gunzip(members, entries);
    if (members) learn(patience, contents !== undefined);
    return contents;
  };
}

function gunzip(members: Buffer, entries: readonly ZipEntry[]) {
  const total = entries.reduce((sum, { size = 0 }) => sum + size, 0);
  try {
    const all = gunzipSync(members, { chunkSize: Math.max(total + 1, 64), maxOutputLength: Math.max(total, 1) });
    return all.length === total ? cut(all, entries) : undefined;
  } catch {
    return undefined; // the caller reads them one by one
  }
}

function dress(part: ReadPart, entries: readonly ZipEntry[], members: Buffer): Buffer | undefined {
  let at = 0;
  for (const entry of entries) {
    const located = locate(part, entry, entry.compressedSize);
    if (!located || located.renamed || located.bytes.length !== entry.compressedSize) return undefined;
    at += header.copy(members, at);
    at += located.bytes.copy(members, at);
    at = members.writeUInt32LE(entry.crc ?? 0, at);
    at = members.writeUInt32LE(entry.size ?? 0, at);
  }
  return members.subarray(0, at);
}

function cut(all: Buffer, entries: readonly ZipEntry[]): readonly Buffer[] {
  let end = 0;
  return entries.map(({ size = 0 }) => {
    end += size;
    return all.subarray(end - size, end);
  });
}
