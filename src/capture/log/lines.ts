import { utf16Of } from '../decode-text.js';
import { partOf, type Source } from '../source.js';

/** A line of a log; `number` from 1, as editors count. */
export interface LogLine {
  readonly number: number;
  /** Without its line end; undefined where it is longer than any line of a log. */
  readonly text: string | undefined;
}

/** UTF-16 units. The longest honest lines (stack traces in an Exchange log) have some ten thousand. */
const lineLimit = 512 * 1024;
// Strings of this size die young: of larger ones a heap keeps hundreds of megabytes before it looks.
const chunkBytes = 64 * 1024;

/** The lines of a source of any size, in bounded memory: one chunk and one line. Empty lines count and are given, too. */
export function* linesOf(source: Source): Generator<LogLine> {
  const beginning = partOf(source, 0, 65536);
  const decoder = new TextDecoder(encodingOf(beginning));
  const lineEnd = beginning.includes(0x0a) || !beginning.includes(0x0d) ? '\n' : '\r';
  const chunk = Buffer.allocUnsafeSlow(chunkBytes);
  let number = 0;
  let open = '';
  for (let at = 0; at < source.size; ) {
    const count = source.read(chunk, at);
    if (count === 0) break;
    at += count;
    const lines = (open + decoder.decode(chunk.subarray(0, count), { stream: true })).split(lineEnd);
    open = lines.pop() ?? '';
    for (const line of lines) yield { number: ++number, text: plain(line) };
    // Of an endless line only enough is kept to see that it is too long.
    if (open.length > lineLimit) open = open.slice(0, lineLimit + 1);
  }
  if (open !== '') yield { number: ++number, text: plain(open) };
}

function plain(line: string): string | undefined {
  if (line.length > lineLimit) return undefined;
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
  // What a web page or a chat made of the blanks.
  return shaped.test(bare) ? bare.replace(/\u00a0/g, ' ').replace(/[\u200b\ufeff]/g, '') : bare;
}

const shaped = /[\u00a0\u200b\ufeff]/;

// Old servers write the user names and error texts of their country in its own code page.
function encodingOf(beginning: Uint8Array): string {
  const wide = utf16Of(beginning);
  if (wide) return wide;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
