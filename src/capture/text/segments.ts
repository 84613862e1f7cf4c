import { partOf, type Source } from '../source.js';

/** What is read of a text at once; mending it takes up to a hundred times as much memory. */
const segmentBytes = 1024 * 1024;
/** JSON is read as a whole, as far as that can be. */
const jsonBytes = 8 * 1024 * 1024;
const segmentLines = 100_000;

/**
 * A text in segments of whole lines, read one after the other, so that memory does not grow with it. Nearly every paste is
 * one segment. A longer one is cut at an empty line where there is one, because messages end there.
 *
 * @param source - In an encoding whose line ends are the bytes of ASCII.
 */
export function* segmentsOf(source: Source): Generator<Buffer> {
  for (let at = 0; at < source.size; ) {
    const most = isJson(partOf(source, at, at + 100)) ? jsonBytes : segmentBytes;
    const room = firstLines(partOf(source, at, at + most));
    if (room.length === 0) return; // it has become shorter
    const end = at + room.length < source.size ? cutOf(room) : room.length;
    yield room.subarray(0, end);
    at += end;
  }
}

function isJson(beginning: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s{0,50}[{[]/.test(Buffer.from(beginning).toString('latin1'));
}

function firstLines(bytes: Uint8Array): Buffer {
  const room = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  for (let count = 0; count < segmentLines; count += 1) {
    end = room.indexOf(0x0a, end + 1);
    if (end < 0) return room;
  }
  return room.subarray(0, end + 1);
}

function cutOf(room: Buffer): number {
  const empty = Math.max(room.lastIndexOf('\n\n'), room.lastIndexOf('\n\r\n'));
  if (empty > room.length / 2) return empty + 1;
  const line = room.lastIndexOf('\n');
  return line > 0 ? line + 1 : room.length;
}
