import { parseText } from '../json/parse-text.js';
import { damagedAt, odd, skipBlanks, skipValue, type Window } from '../json/skip.js';
import { announce, type HeadLines, isBlanked, joinLines } from './head-lines.js';
import { clearRoom, type HeadRoom, put, putName, putValue, textOfRoom } from './head-room.js';
import { readHeaders } from './read-headers.js';

/**
 * Walks `headers` of the kind that nearly every producer writes, `[{"name":"…","value":"…"},…]`, straight into the lines of a
 * head. With anything else in it the whole array is parsed.
 *
 * @returns The offset after the value, `more` or `damaged`.
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
  const headers = parseText(window.text.slice(at, end));
  Object.assign(into, joinLines(readHeaders(headers), isRequest));
  return headers === undefined ? damagedAt(at) : end;
}

function walkPairs(window: Window, at: number, room: HeadRoom, isRequest: boolean, into: HeadLines): number {
  const { bytes } = window;
  let next = skipBlanks(bytes, at + 1);
  while (bytes[next] === 0x7b) {
    const nameAt = stringMember(bytes, next + 1, nameMember);
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
  put(room, 0x0d, 0x0a);
  const nameEnd = nameAt < 0 ? odd : putName(room, window, nameAt);
  if (nameEnd < 0) return odd;
  put(room, colon, 0x20);
  const lineValueAt = room.filled;
  const valueAt = stringMember(window.bytes, nameEnd + 1, valueMember);
  const valueEnd = valueAt < 0 ? odd : putValue(room, window, valueAt);
  const end = valueEnd < 0 ? odd : skipBlanks(window.bytes, valueEnd);
  if (end < 0 || window.bytes[end] !== 0x7d) return odd;
  into.recorded += 1;
  const length = nameEnd - nameAt;
  if (length === 14 || length === 17) announceLine(room, start, lineValueAt, into);
  if (isRequest && room.filled - lineValueAt === 8) dropBlanked(room, start, lineValueAt);
  return end + 1;
}

const colon = 0x3a;
const nameMember = Buffer.from('"name"');
const valueMember = Buffer.from('"value"');

// The first unit of the string of the member that must come next.
function stringMember(bytes: Uint8Array, from: number, member: Uint8Array): number {
  let next = skipBlanks(bytes, from);
  for (let at = 0; at < member.length; at += 1) if (bytes[next + at] !== member[at]) return odd;
  next = skipBlanks(bytes, next + member.length);
  return bytes[next] === 0x22 ? next + 1 : odd;
}

function announceLine(room: HeadRoom, start: number, valueAt: number, into: HeadLines): void {
  const name = room.bytes.toString('latin1', start + 2, valueAt - 2);
  announce(into, name, room.bytes.toString('latin1', valueAt, room.filled));
}

function dropBlanked(room: HeadRoom, start: number, valueAt: number): void {
  const name = room.bytes.toString('latin1', start + 2, valueAt - 2);
  if (isBlanked(name, room.bytes.toString('latin1', valueAt, room.filled))) room.filled = start;
}
