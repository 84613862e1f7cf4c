import { parsePlaceholder } from './placeholder.js';

/**
 * Tokens come out of mails, terminals, curl lines and JSON, and bring their surroundings along. What is taken off:
 * `Authorization:`, `Bearer`, quotes of every kind, percent-encoding, mail quote marks, quoted-printable soft breaks,
 * blanks and line breaks. Everything runs in linear time: pasted text may be anything.
 */

/** A token without its surroundings. */
export interface TokenText {
  readonly text: string;
  /** Where the first blank or line break stood inside the token, in units of the trimmed paste. */
  readonly blankAt?: number;
  /** Words which are no part of a token followed. */
  readonly followed: boolean;
  /** It ended with an ellipsis: somebody cut it on purpose. */
  readonly elided: boolean;
}

const quotes = '<>"\'`“”„‟‘’‚‛«»″′';
const invisible = '\uFEFF\u200B\u200C\u200D\u2060\u00AD';
// Web pages put them into long words, so that these break.
const invisibles = /[\uFEFF\u200B-\u200D\u2060\u00AD]/g;

/** Takes a pasted or sent token out of its surroundings; text that is no token comes back as its first words. */
export function tidyTokenText(pasted: string): TokenText {
  const unfolded = unfold(trimMarks(pasted.replace(invisibles, '')));
  const bare = trimMarks(dropLabel(trimMarks(unescapePercent(unfolded))));
  const words = bare.split(/\s/).filter((word) => word !== '');
  const kept: string[] = [];
  let dots = 0;
  for (const word of words) {
    if (kept.length > 0 && !/^[\w.~+/=…-]*$/.test(word)) break; // the first may be damaged, others have to look like it
    if (dots === 2 && /^ey[JA][\w-]{1,4000}\.[\w-]/.test(word)) break; // the next token
    dots += word.split('.').length - 1;
    kept.push(word);
  }
  const joined = kept.join('');
  const text = withoutEllipsis(joined);
  const blank = kept.length > 1 ? pasted.indexOf(kept[0] ?? '') + (kept[0] ?? '').length : undefined;
  return {
    text,
    ...(blank === undefined ? {} : { blankAt: Math.max(0, blank) }),
    followed: kept.length < words.length,
    elided: text.length < joined.length,
  };
}

/** The first JWT inside other text: a curl line, the JSON of a `/token` answer, a variable of a script. */
export function embeddedToken(text: string): string | undefined {
  return /(?<![\w.-])ey[JA][\w-]{8,}\.ey[JA][\w-]{4,}\.[\w-]*/.exec(text)?.[0];
}

/** The length of a token as it was sent: a part that is a placeholder of ours counts as long as what it replaced. */
export function sentLength(text: string): number {
  if (!text.includes('REDACTED-')) return text.length;
  const whole = parsePlaceholder(text)?.length;
  if (whole !== undefined) return whole;
  const lengths = text.split('.').map((part) => parsePlaceholder(part)?.length ?? part.length);
  return lengths.reduce((sum, length) => sum + length, lengths.length - 1);
}

// "eyJ0eXAi..." as articles print it. Fewer than three full stops are empty parts of a real token.
function withoutEllipsis(text: string): string {
  if (text.endsWith('…')) return text.slice(0, -1);
  let end = text.length;
  while (end > 0 && text[end - 1] === '.') end -= 1;
  return text.length - end >= 3 ? text.slice(0, end) : text;
}

function trimMarks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isMark(text[start])) start += 1;
  while (end > start && isMark(text[end - 1], ',;')) end -= 1;
  return text.slice(start, end);
}

function isMark(char: string | undefined, more = ''): boolean {
  if (char === undefined) return false;
  return quotes.includes(char) || invisible.includes(char) || more.includes(char) || char.trim() === '';
}

function dropLabel(text: string): string {
  const header = /^authorization[:=]\s?/i.exec(text)?.[0] ?? '';
  const rest = text.slice(header.length).trimStart();
  return /^bearer(?![\w.-])/i.test(rest) ? rest.slice('bearer'.length).replace(/^[+:]/, '') : rest;
}

function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is no escape: the token is read as it stands
  }
}

function unfold(text: string): string {
  if (!text.includes('\n')) return text;
  const soft = /=\r?\n/.test(text);
  const lines = text.split('\n').map(withoutQuoteMarks);
  const joined = lines.map((line) => (soft && line.endsWith('=') ? line.slice(0, -1) : `${line}\n`)).join('');
  return soft ? joined.replace(/=(2[EeDdBb]|3[Dd]|5[Ff])/g, (_, hex: string) => unhex(hex)) : joined;
}

function unhex(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function withoutQuoteMarks(line: string): string {
  let start = 0;
  while (line[start] === '>' || line[start] === ' ' || line[start] === '|') start += 1;
  return line.slice(start).trimEnd();
}
