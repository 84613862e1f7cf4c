/**
 * Layout in terminal columns. A CJK character takes two, a combining mark none; characters of ambiguous width count
 * one, as Windows Terminal draws them. Everything here expects text that went through `printable`.
 */

// The East Asian Wide and Fullwidth ranges (UAX #11) that can meet us, [first, last], ascending.
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

// Japanese line breaking (JIS X 4051): these may not begin a line, and those may not end one.
const neverFirst: ReadonlySet<string> = new Set(
  '、。，．・：；？！）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)],.:;!?',
);
const neverLast: ReadonlySet<string> = new Set('（「『【〔〈《([');

// Most text, which need not be looked at letter by letter: each takes one column, and lines break at blanks alone.
const narrow = /^[ -\u02ff]*$/;

/** How many columns the text takes. */
export function columns(text: string): number {
  if (narrow.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += characterColumns(character);
  return sum;
}

function characterColumns(character: string): 0 | 1 | 2 {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (/^\p{M}$/u.test(character)) return 0;
  return isWide(point) ? 2 : 1;
}

function isWide(point: number): boolean {
  return point >= 0x1100 && wideRanges.some(([first, last]) => first <= point && point <= last);
}

/** Cuts to at most `width` columns, with `…` at the cut. */
export function clip(text: string, width: number): string {
  let used = 0;
  let end = 0;
  // Where the text would end if the ellipsis had to follow.
  let cut = 0;
  for (const character of text) {
    used += characterColumns(character);
    if (used > width) return `${text.slice(0, cut)}…`;
    end += character.length;
    if (used < width) cut = end;
  }
  return text;
}

/**
 * Breaks text into lines of at most `width` columns: at blanks, between CJK characters where Japanese allows it, and
 * inside a word only when the word alone is wider than a line. Blanks at a break go; those inside a line stay.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(text)) {
    const size = columns(piece);
    if (used + columns(piece.trimEnd()) > width) {
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (size <= width) {
      line += piece;
      used += size;
      continue;
    }
    const parts = hardBreak(line + piece, width);
    line = parts.pop() ?? '';
    used = columns(line);
    // Not push(...parts): a spread of very many arguments overflows the stack.
    for (const part of parts) lines.push(part);
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Breaks anywhere, losing nothing. */
export function hardBreak(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const size = characterColumns(character);
    if (used + size > width && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += character;
    used += size;
  }
  if (line !== '') lines.push(line);
  return lines;
}

// Words with the blanks after them, and single CJK characters with what must not be parted from them. Sliced by index:
// looking at the end of a string that grows by concatenation flattens it each time, which is quadratic.
function pieces(text: string): string[] {
  if (narrow.test(text)) return text.match(/[^ ]+ *| +/g) ?? [];
  const found: string[] = [];
  let start = 0;
  let end = 0;
  let last = '';
  for (const character of text) {
    if (last !== '' && !joins(last, character)) {
      found.push(text.slice(start, end));
      start = end;
    }
    end += character.length;
    last = character;
  }
  if (end > start) found.push(text.slice(start, end));
  return found;
}

function joins(last: string, character: string): boolean {
  if (character === ' ') return true;
  if (last === ' ') return false;
  if (neverFirst.has(character) || neverLast.has(last)) return true;
  return !isWide(character.codePointAt(0) ?? 0) && !isWide(last.codePointAt(0) ?? 0);
}
