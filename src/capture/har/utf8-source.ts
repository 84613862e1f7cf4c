import { toUtf8, utf16Of } from '../decode-text.js';
import { memorySource, partOf, type Source, wholeOf } from '../source.js';

/**
 * The same text as a source in UTF-8; the very source when it is no UTF-16. UTF-16 (PowerShell's `>`) is turned in memory.
 *
 * @throws HmaError ERR_INPUT_UNREADABLE when it is too large for that.
 */
export function asUtf8(source: Source): Source {
  if (!utf16Of(partOf(source, 0, 64))) return source;
  return memorySource(toUtf8(wholeOf(source)), source.name);
}

/** The beginning of a source as a source of its own, in UTF-8. */
export function beginningOf(source: Source, bytes: number): Source {
  return memorySource(toUtf8(partOf(source, 0, bytes)), source.name);
}
