import { odd } from '../json/skip.js';
import { createWindow, lowestByte, notPlain, slackBytes, type Window } from '../json/window.js';

/** Where the header lines of one message are put together; it is used again for every message. */
export interface HeadRoom {
  window: Window;
  /** How many bytes were put in. */
  filled: number;
  /** A byte beyond ASCII is among them: they are UTF-8. */
  isWide: boolean;
}

/** An empty room. */
export function createHeadRoom(): HeadRoom {
  return { window: createWindow(64 * 1024), filled: 0, isWide: false };
}

/** Empties the room and makes it large enough for any lines of a window: a line takes less room than its JSON. */
export function clearRoom(room: HeadRoom, { length }: Window): void {
  if (room.window.bytes.length < length + slackBytes) room.window = createWindow(length);
  room.filled = 0;
  room.isWide = false;
}

/** What was put in, as a string of its own. */
export function textOfRoom({ window, filled, isWide }: HeadRoom): string {
  return window.bytes.toString(isWide ? 'utf8' : 'latin1', 0, filled);
}

/** Puts two bytes in: CR and LF, or a colon and a blank. */
export function putPair(room: HeadRoom, first: number, second: number): void {
  const { bytes } = room.window;
  bytes[room.filled] = first;
  bytes[room.filled + 1] = second;
  room.filled += 2;
}

const nameLimitBytes = 200;

/** Puts a header name in. @returns The offset of its closing quote; `odd` for what is no plain name. */
export function putName(room: HeadRoom, window: Window, at: number): number {
  const { words } = window;
  const out = room.window.words;
  let next = at;
  let filled = room.filled;
  for (;;) {
    const word = words.getInt32(next, true);
    out.setInt32(filled, word, true);
    const mask = noName(word);
    const count = mask === 0 ? 4 : lowestByte(mask);
    next += count;
    filled += count;
    if (mask !== 0) break;
  }
  room.filled = filled;
  return window.bytes[next] === 0x22 && next > at && next - at <= nameLimitBytes ? next : odd;
}

// The top bit of the lowest byte that ends a header name: all up to the quote ("!" is odd, too), a colon, a backslash, and
// what is beyond ASCII.
function noName(word: number): number {
  const colons = word ^ 0x3a3a3a3a;
  const slashes = word ^ 0x5c5c5c5c;
  const strange = ((colons - 0x01010101) & ~colons) | ((slashes - 0x01010101) & ~slashes);
  return (strange | ((word - 0x23232323) & ~word) | word) & 0x80808080;
}

const unescaped = new Uint8Array(256);
for (const char of '"\\/') unescaped[char.charCodeAt(0)] = char.charCodeAt(0);

/**
 * Puts a header value in. What a head cannot hold as it stands is `odd`: line breaks, outer blanks, which are cut, and
 * characters beyond ASCII at either end, which may be blanks.
 *
 * @returns The offset after the closing quote, or `odd`.
 */
export function putValue(room: HeadRoom, window: Window, at: number): number {
  const { bytes, words } = window;
  const out = room.window;
  const start = room.filled;
  let next = at;
  let filled = start;
  for (;;) {
    const word = words.getInt32(next, true);
    out.words.setInt32(filled, word, true);
    const mask = notPlain(word);
    const count = mask === 0 ? 4 : lowestByte(mask);
    next += count;
    filled += count;
    if (mask === 0) continue;
    const byte = bytes[next] as number;
    if (byte === 0x22) break;
    if (byte >= 0x80) room.isWide = true;
    else if (byte !== 0x5c) return odd; // a control character, or the window's end
    const meant = byte >= 0x80 ? byte : (unescaped[bytes[next + 1] as number] as number);
    if (meant === 0) return odd;
    out.bytes[filled] = meant;
    filled += 1;
    next += byte >= 0x80 ? 1 : 2;
  }
  room.filled = filled;
  return filled === start || (isSolid(out.bytes[start]) && isSolid(out.bytes[filled - 1])) ? next + 1 : odd;
}

function isSolid(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte < 0x80;
}

/** Do the bytes from `at` on say this name, in whatever case? The name in lower case, letters and hyphens. */
export function saysName({ window }: HeadRoom, at: number, name: Uint8Array): boolean {
  for (let next = 0; next < name.length; next += 1) {
    if (((window.bytes[at + next] as number) | 0x20) !== name[next]) return false;
  }
  return true;
}
