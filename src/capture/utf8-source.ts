import { toUtf8, utf16Of } from './decode-text.js';
import { memorySource, partOf, type Source, tooLarge, wholeLimitBytes } from './source.js';

/**
 * The same text as a source in UTF-8; the very source when it is no UTF-16. UTF-16 (PowerShell's `>`) is turned in memory.
 *
 * @throws HmaError ERR_INPUT_UNREADABLE when it is too large for that.
 */
export function asUtf8(source: Source): Source {
  const wide = utf16Of(partOf(source, 0, 64));
  if (!wide) return source;
  if (source.size > wholeLimitBytes) throw tooLarge(source.name);
  return memorySource(Buffer.concat([...utf8Parts(source, wide)]), source.name);
}

const partBytes = 1024 * 1024;

// Part by part: the whole as a string would take twice as much as the file.
function* utf8Parts(source: Source, wide: 'utf-16le' | 'utf-16be'): Generator<Buffer> {
  const decoder = new TextDecoder(wide);
  for (let at = 0; at < source.size; at += partBytes) {
    yield Buffer.from(decoder.decode(partOf(source, at, at + partBytes), { stream: true }));
  }
  yield Buffer.from(decoder.decode());
}

/** The beginning of a source as a source of its own, in UTF-8. */
export function beginningOf(source: Source, bytes: number): Source {
  return memorySource(toUtf8(partOf(source, 0, bytes)), source.name);
}
