import { odd, type Window } from '../json/skip.js';

/** Where the header lines of one message are put together, byte by byte; it is used again for every message. */
export interface HeadRoom {
  bytes: Buffer;
  filled: number;
  /** A byte beyond ASCII is among them: they are UTF-8. */
  wide: boolean;
}

/** An empty room. */
export function createHeadRoom(): HeadRoom {
  return { bytes: Buffer.allocUnsafeSlow(64 * 1024), filled: 0, wide: false };
}

/** Empties the room and makes it large enough for any lines of a window: a line takes less room than its JSON. */
export function clearRoom(room: HeadRoom, window: Window): void {
  const { length } = window.text;
  if (room.bytes.length < length) room.bytes = Buffer.allocUnsafeSlow(length);
  room.filled = 0;
  room.wide = false;
}

/** What was put in, as a string of its own. */
export function textOfRoom({ bytes, filled, wide }: HeadRoom): string {
  return bytes.toString(wide ? 'utf8' : 'latin1', 0, filled);
}

/** Puts single bytes in. */
export function put(room: HeadRoom, first: number, second: number): void {
  room.bytes[room.filled] = first;
  room.bytes[room.filled + 1] = second;
  room.filled += 2;
}

const isNameByte = new Uint8Array(256);
for (let byte = 0x21; byte < 0x7f; byte += 1) isNameByte[byte] = 1;
for (const char of '":\\') isNameByte[char.charCodeAt(0)] = 0;

/** Puts a header name in, up to its quote. @returns The offset of the quote; `odd` for what is no plain name. */
export function putName(room: HeadRoom, { bytes }: Window, at: number): number {
  const out = room.bytes;
  let next = at;
  let filled = room.filled;
  for (let byte = bytes[next] as number; isNameByte[byte] === 1; byte = bytes[next] as number) {
    out[filled] = byte;
    filled += 1;
    next += 1;
  }
  room.filled = filled;
  return bytes[next] === 0x22 && next > at && next - at <= 200 ? next : odd;
}

const plain = 1;
const wide = 2;
const quote = 3;
const backslash = 4;
const kinds = new Uint8Array(256).fill(wide, 0x80).fill(plain, 0x20, 0x7f);
kinds[0x22] = quote;
kinds[0x5c] = backslash;

const unescaped = new Uint8Array(256);
for (const char of '"\\/') unescaped[char.charCodeAt(0)] = char.charCodeAt(0);

/**
 * Puts a header value in. What a head cannot hold as it stands is `odd`: line breaks, outer blanks, which are cut, and
 * characters beyond ASCII at either end, which may be blanks.
 *
 * @returns The offset after the closing quote, or `odd`.
 */
export function putValue(room: HeadRoom, { bytes }: Window, at: number): number {
  const out = room.bytes;
  const start = room.filled;
  let filled = start;
  for (let next = at; ; next += 1) {
    const byte = bytes[next] as number;
    const kind = kinds[byte];
    if (kind === plain) out[filled++] = byte;
    else if (kind === quote) {
      room.filled = filled;
      return filled === start || (isSolid(out[start]) && isSolid(out[filled - 1])) ? next + 1 : odd;
    } else if (kind === backslash) {
      next += 1;
      const meant = unescaped[bytes[next] as number] as number;
      if (!meant) return odd;
      out[filled++] = meant;
    } else if (kind === wide) {
      out[filled++] = byte;
      room.wide = true;
    } else return odd;
  }
}

function isSolid(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte < 0x7f;
}
