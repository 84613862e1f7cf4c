import { pastedHeader, startLineOf } from './lines.js';
import type { Mend } from './repair.js';

const narrowest = 60;
const widest = 400;

/**
 * Text copied from a console of fixed width is cut in the middle of words: lines that fill the width go on in the next
 * without a blank. The width shows itself: several lines have exactly it, none is longer, and hardly any is a little
 * shorter, as there would be many if a mail program had broken between words.
 */
export function joinHardWraps(text: string, mend: Mend): string {
  const lines = text.split('\n');
  const width = widthOf(lines);
  if (width === undefined) return text;
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    const before = joined.at(-1) ?? '';
    if (open && goesOn(before.slice(-width), line)) {
      joined[joined.length - 1] = before + line;
      mend('wrapped-lines-joined');
    } else joined.push(line);
    open = line.length === width;
  }
  return joined.join('\n');
}

function widthOf(lines: readonly string[]): number | undefined {
  let width = 0;
  for (const { length } of lines) if (length > width) width = length;
  if (width < narrowest || width > widest) return undefined;
  const full = lines.filter((line, index) => line.length === width && goesOn(line, lines[index + 1] ?? '')).length;
  const nearly = lines.filter(({ length }) => length < width && length >= width - 12).length;
  return full >= 2 && full > nearly ? width : undefined;
}

// A list whose entries happen to be equally long begins every line alike.
function goesOn(line: string, next: string): boolean {
  if (next === '' || /^\s/.test(next) || !/[\p{L}\p{N}]/u.test(line)) return false;
  if (startLineOf(next, false) || pastedHeader(next)?.certainty === 'strong') return false;
  return kindOf(line) !== kindOf(next);
}

function kindOf(line: string): string {
  return line.slice(0, 10).replace(/\d/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A');
}
