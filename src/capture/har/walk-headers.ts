import { readHeaders } from '../fields/read-headers.js';
import { damagedAt, odd, skipBlanks, skipValue } from '../json/skip.js';
import { parseBetween } from '../json/values.js';
import { type Window, wordOf } from '../json/window.js';
import { type HeadLines, isBlanked, joinLines } from './head-lines.js';
import { clearRoom, type HeadRoom, putName, putPair, putValue, saysName, textOfRoom } from './head-room.js';

/**
 * Walks `headers` of the kind that nearly every producer writes, `[{"name":"…","value":"…"},…]`, straight into the lines of a
 * head. With anything else in it the whole array is parsed.
 *
 * @returns The offset after the value, `more` or damage.
 */
export function walkHeaders(window: Window, at: number, room: HeadRoom, isRequest: boolean, into: HeadLines): number {
  clearRoom(room, window);
  const end = window.bytes[at] === 0x5b ? walkPairs(window, at, room, isRequest, into) : odd;
  if (end === odd) return parseHeaders(window, at, isRequest, into);
  into.text = textOfRoom(room);
  return end;
}

function parseHeaders(window: Window, at: number, isRequest: boolean, into: HeadLines): number {
  const end = skipValue(window, at);
  if (end < 0) return end;
  const headers = parseBetween(window, at, end);
  Object.assign(into, joinLines(readHeaders(headers), isRequest));
  return headers === undefined ? damagedAt(at) : end;
}

const colon = 0x3a;

function walkPairs(window: Window, at: number, room: HeadRoom, isRequest: boolean, into: HeadLines): number {
  const { bytes } = window;
  let next = skipBlanks(bytes, at + 1);
  while (bytes[next] === 0x7b) {
    const nameAt = startOfName(window, next + 1);
    // The pseudo-headers of HTTP/2 are no header lines.
    const isPseudo = nameAt > 0 && bytes[nameAt] === colon;
    const end = isPseudo ? skipValue(window, next) : walkPair(window, nameAt, room, isRequest, into);
    if (end < 0) return odd;
    next = skipBlanks(bytes, end);
  }
  return bytes[next] === 0x5d ? next + 1 : odd;
}

function walkPair(window: Window, nameAt: number, room: HeadRoom, isRequest: boolean, into: HeadLines): number {
  const start = room.filled;
  putPair(room, 0x0d, 0x0a);
  const nameEnd = nameAt < 0 ? odd : putName(room, window, nameAt);
  if (nameEnd < 0) return odd;
  putPair(room, colon, 0x20);
  const lineValueAt = room.filled;
  const valueAt = startOfValue(window, nameEnd);
  const valueEnd = valueAt < 0 ? odd : putValue(room, window, valueAt);
  const end = valueEnd < 0 ? odd : skipBlanks(window.bytes, valueEnd);
  if (end < 0 || window.bytes[end] !== 0x7d) return odd;
  into.recorded += 1;
  noteLine(room, start + 2, nameEnd - nameAt, lineValueAt, into);
  if (isRequest && room.filled - lineValueAt === 8) dropBlanked(room, start, lineValueAt);
  return end + 1;
}

const compactName = [wordOf('"nam'), wordOf('e":"')] as const;
const compactValue = [wordOf('","v'), wordOf('alue'), wordOf('":"?') & 0xffffff] as const;
const name = Buffer.from('"name"');
const value = Buffer.from('"value"');

// The first byte of the name, from behind the brace: at once in compact JSON.
function startOfName(window: Window, at: number): number {
  const { words } = window;
  const isCompact = words.getInt32(at, true) === compactName[0] && words.getInt32(at + 4, true) === compactName[1];
  return isCompact ? at + 8 : startOfString(window, at, name);
}

function startOfValue(window: Window, nameEnd: number): number {
  const { words } = window;
  const isCompact =
    words.getInt32(nameEnd, true) === compactValue[0] &&
    words.getInt32(nameEnd + 4, true) === compactValue[1] &&
    (words.getInt32(nameEnd + 8, true) & 0xffffff) === compactValue[2];
  return isCompact ? nameEnd + 11 : startOfString(window, nameEnd + 1, value);
}

function startOfString({ bytes }: Window, from: number, member: Uint8Array): number {
  let next = skipBlanks(bytes, from);
  for (let at = 0; at < member.length; at += 1) if (bytes[next + at] !== member[at]) return odd;
  next = skipBlanks(bytes, next + member.length);
  return bytes[next] === 0x22 ? next + 1 : odd;
}

const contentLength = Buffer.from('content-length');
const transferEncoding = Buffer.from('transfer-encoding');

function noteLine(room: HeadRoom, nameAt: number, nameLength: number, valueAt: number, into: HeadLines): void {
  if (nameLength === contentLength.length && saysName(room, nameAt, contentLength)) {
    into.announcesBody = true;
    if (room.filled - valueAt === 1 && room.window.bytes[valueAt] === 0x30) into.announcesNone = true;
  } else if (nameLength === transferEncoding.length && saysName(room, nameAt, transferEncoding)) {
    into.announcesBody = true;
  }
}

function dropBlanked(room: HeadRoom, start: number, valueAt: number): void {
  const { bytes } = room.window;
  if (bytes[valueAt] !== 0x52) return;
  const line = [
    bytes.toString('latin1', start + 2, valueAt - 2),
    bytes.toString('latin1', valueAt, room.filled),
  ] as const;
  if (isBlanked(...line)) room.filled = start;
}
