import { decodeName, type ZipEntry } from './entry.js';
import type { ReadPart } from './window.js';

/** Where an entry's content stands, by its local header. */
export interface Located {
  /** Overwritten by the next read. */
  readonly bytes: Buffer;
  readonly method: number;
  /** The local header has another name: only a checksum can say that this is the entry. */
  readonly renamed: boolean;
}

const headerSize = 30;
// A name and an extra field as captures have them, so that one read is enough.
const slackBytes = 256;

/** The first `length` bytes of an entry's content as they are in the archive; undefined where its header is not. */
export function locate(part: ReadPart, entry: ZipEntry, length: number): Located | undefined {
  const ahead = part(entry.offset, entry.offset + headerSize + slackBytes + length);
  if (ahead.length < headerSize || ahead.readUInt32LE(0) !== 0x04034b50) return undefined;
  const nameEnd = headerSize + ahead.readUInt16LE(26);
  const from = nameEnd + ahead.readUInt16LE(28);
  const localMethod = ahead.readUInt16LE(8);
  const whole = from + length <= ahead.length ? ahead : part(entry.offset, entry.offset + from + length);
  return {
    bytes: whole.subarray(from, from + length),
    method: isRead(entry.method) ? entry.method : localMethod,
    renamed: !isNamed(whole, nameEnd, entry) && decodeName(whole, headerSize, nameEnd, entry.flags) !== entry.name,
  };
}

// Nearly all names are plain, and need not be made to be compared.
function isNamed(header: Buffer, nameEnd: number, { name }: ZipEntry): boolean {
  if (name.length !== nameEnd - headerSize) return false;
  for (let at = 0; at < name.length; at += 1) {
    const byte = header[headerSize + at] ?? 0;
    if (byte >= 0x80 || byte === backSlash || byte !== name.charCodeAt(at)) return false;
  }
  return true;
}

const backSlash = 0x5c;

function isRead(method: number): boolean {
  return method === 0 || method === 8;
}
