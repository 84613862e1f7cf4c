/**
 * Quoted strings as the wire and people's pastes have them. Traps: quotes inside that nobody escaped, a closing quote
 * that is missing, typographic quotes from blogs and mails, `\"` from logs and JSON, values wrapped over lines.
 */
import type { Defect } from '../types.js';
import { isKnownScheme, readToken, skipBlanks } from './tokens.js';

/** A quoted string, read: its value without quotes and escapes, line wraps as one blank, and where it ended. */
export interface Quoted {
  readonly value: string;
  readonly end: number;
  readonly defects: readonly Defect[];
}

const typographic = '“”„‟';

/** Length of the opening quote at `at`: 1, 2 for an escaped one (`\"`), 0 when there is none. */
export function quoteLength(text: string, at: number): 0 | 1 | 2 {
  const char = text[at] ?? '';
  if (char === '"' || (char !== '' && typographic.includes(char))) return 1;
  return char === '\\' && text[at + 1] === '"' ? 2 : 0;
}

/**
 * Reads the quoted string which opens at `at` (where `quoteLength` is not 0). A quote that nothing fitting follows
 * is taken as an unescaped quote of the value; where none closes, the value ends before the next parameter or scheme.
 *
 * @see RFC 9110 §5.6.4
 */
export function readQuoted(text: string, at: number): Quoted {
  const width = quoteLength(text, at);
  const isTypographic = width === 1 && text[at] !== '"';
  const defects: Defect[] = isTypographic ? [{ code: 'typographic-quote', at }] : [];
  const closing = width === 2 ? findEscapedEnd(text, at + 2) : findEnd(text, at + 1, isTypographic, defects);
  if (closing.lineBreak) defects.push({ code: 'line-break', at });
  if (closing.unterminated) defects.push({ code: 'unterminated-quote', at });
  const inner = text.slice(at + width, closing.at);
  const end = closing.unterminated ? closing.at : closing.at + width;
  return { value: unwrap(width === 2 ? inner : withoutEscapes(inner)), end, defects };
}

interface Closing {
  readonly at: number;
  readonly unterminated?: boolean;
  readonly lineBreak?: boolean;
}

function findEscapedEnd(text: string, from: number): Closing {
  const end = text.indexOf('\\"', from);
  return end < 0 ? unterminated(text, from) : { at: end };
}

function findEnd(text: string, from: number, isTypographic: boolean, defects: Defect[]): Closing {
  let lineBreak = false;
  let inside = false;
  const isQuote = (char: string) => char === '"' || (isTypographic && typographic.includes(char));
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\n') lineBreak = true;
    if (char === '\\') at++;
    else if (isQuote(char)) {
      const comma = opensNextParameter(text, at, from);
      if (comma !== undefined) return { at: comma, unterminated: true };
      if (closes(text, at + 1, inside)) return { at, lineBreak };
      defects.push({ code: 'unescaped-quote', at });
      inside = true;
    }
  }
  return inside ? { at: text.length, unterminated: true } : unterminated(text, from);
}

/** Does a quote that ends just before `at` close its string, judged by what follows? */
function closes(text: string, at: number, inside: boolean): boolean {
  if (text[at] === '"') return !inside;
  const next = skipBlanks(text, at);
  const char = text[next];
  if (char === undefined || ",;'`]})>.<*|(\\".includes(char) || text.slice(at, next).includes('\n')) return true;
  const token = readToken(text, next);
  if (token === '') return quoteLength(text, next) === 0;
  const after = text[skipBlanks(text, next + token.length)];
  return after === '=' || after === ':' || isKnownScheme(token);
}

/** `realm="x, error="invalid_token"`: the quote at `at` opens the next value; gives the comma that ended ours. */
function opensNextParameter(text: string, at: number, from: number): number | undefined {
  if (text[at - 1] !== '=') return undefined;
  let start = at - 1;
  while (start > from && /[\w-]/.test(text[start - 1] ?? '')) start--;
  if (start === at - 1) return undefined;
  while (start > from && (text[start - 1] === ' ' || text[start - 1] === '\n')) start--;
  return start > from && text[start - 1] === ',' ? start - 1 : undefined;
}

/** No quote closes: the value ends at a line break, or at the comma before what reads as a parameter or scheme. */
function unterminated(text: string, from: number): Closing {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\n' && text[at + 1] !== ' ' && text[at + 1] !== '\t') return { at, unterminated: true };
    if (text[at] !== ',') continue;
    const next = skipBlanks(text, at + 1);
    const token = readToken(text, next);
    const isParameter = token !== '' && text[next + token.length] === '=';
    if (isParameter || isKnownScheme(token)) return { at, unterminated: true };
  }
  return { at: text.length, unterminated: true };
}

function withoutEscapes(inner: string): string {
  return inner.includes('\\') ? inner.replace(/\\(.)/gs, '$1') : inner;
}

function unwrap(value: string): string {
  if (!value.includes('\n')) return value;
  return value
    .split('\n')
    .map((line, index) => (index === 0 ? line.trimEnd() : line.trim()))
    .join(' ');
}
