/** String fields of JSON that may be cut, wrapped, broken, or a fragment of a log line. */

/** A field's value, unescaped, and where the whole `"name":"value"` stands. */
export interface JsonField {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The first field with this name, from `from` on, whose value is a string. Typographic quotes count as quotes; a value without end
 * goes to the end of the text. A quote inside the value that nobody escaped does not end it.
 */
export function fieldOf(text: string, name: string, from = 0): JsonField | undefined {
  for (let start = nameAt(text, name, from); start >= 0; start = nameAt(text, name, start + 2)) {
    const open = valueQuote(text, start + name.length + 2);
    if (open < 0) continue;
    const close = valueEnd(text, open + 1);
    return { value: unescapeJson(text.slice(open + 1, close)), start, end: Math.min(close + 1, text.length) };
  }
  return undefined;
}

/** The numbers of an array field such as `error_codes`; empty when there is none. */
export function numbersOf(text: string, name: string): number[] {
  const start = nameAt(text, name, 0);
  if (start < 0) return [];
  const array = /^\s*:\s*\[([\d,\s]{0,200})\]/.exec(
    text.slice(start + name.length + 2, start + name.length + 256),
  )?.[1];
  return (array?.split(',') ?? []).map((number) => Number(number)).filter((number) => number > 0);
}

/** JSON string escapes undone as far as they are sound. */
export function unescapeJson(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_all, hex?: string, char = '') => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[char as string] ?? char;
  });
}

const quotes = '"“”„‟';

function isQuote(char: string | undefined): boolean {
  return char !== undefined && char !== '' && quotes.includes(char);
}

function nameAt(text: string, name: string, from: number): number {
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
    if (at > 0 && isQuote(text[at - 1]) && isQuote(text[at + name.length])) return at - 1;
  }
  return -1;
}

function valueQuote(text: string, from: number): number {
  let at = skipWhite(text, from);
  if (text[at] !== ':') return -1;
  at = skipWhite(text, at + 1);
  return isQuote(text[at]) ? at : -1;
}

function skipWhite(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

/** The first quote, not escaped, after which the object goes on or ends; typographic ones only if nothing else ends it. */
function valueEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (isQuote(text[at])) {
      const next = skipWhite(text, at + 1);
      if (text[next] === undefined || text[next] === '}' || text[next] === ']') return at;
      if (
        text[next] === ',' &&
        (isQuote(text[skipWhite(text, next + 1)]) || text[skipWhite(text, next + 1)] === undefined)
      )
        return at;
    }
  }
  return text.length;
}
