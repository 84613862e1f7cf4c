/**
 * Rewrites JSON without parsing it, so that a body cut in the middle, a fragment without braces and a text with broken
 * quotes keep what they say. One pass; blanks, order and punctuation stay as sent.
 */

/**
 * Decides about one value. `key` is the nearest name before it (for the elements of an array the array's name).
 * Strings come without their quotes and escapes.
 */
export type JsonPolicy = (key: string | undefined, value: string) => string;

/** What is to be done with names and values. */
export interface JsonPolicies {
  readonly name: (name: string) => string;
  readonly value: JsonPolicy;
}

// A string (also one never closed), a piece of punctuation, blanks, or a bare run: a number, a word, rubbish.
const piece = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|[{}[\],:]|\s+|[^\s"{}[\],:]+/g;
const harmlessWord = /^(?:true|false|null)$/;
const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Gives the text back with every name and value as the policies want it. Linear, never throws. */
export function rewriteJson(text: string, policies: JsonPolicies): string {
  const pieces = text.match(piece) ?? [];
  const enclosing: (string | undefined)[] = [];
  let array: string | undefined;
  let key: string | undefined;
  return pieces
    .map((part, index) => {
      if (part === '{' || part === '[') {
        enclosing.push(array);
        array = part === '[' ? key : undefined;
        if (part === '{') key = undefined;
      } else if (part === '}' || part === ']') {
        array = enclosing.pop();
        key = array;
      } else if (part === ',' && (array !== undefined || nameFollows(pieces, index))) key = array;
      if (isStructure(part)) return part;
      const bare = unquote(part);
      if (isName(pieces, index)) {
        key = bare;
        return requote(part, bare, policies.name(bare));
      }
      if (harmlessWord.test(part)) return part;
      return requote(part, bare, policies.value(key, bare));
    })
    .join('');
}

function isStructure(part: string): boolean {
  const first = part.charCodeAt(0);
  if (first === 34) return false; // most pieces are strings
  return (part.length === 1 && '{}[],:'.includes(part)) || isBlank(part);
}

function isBlank(part: string): boolean {
  const first = part.charCodeAt(0);
  return (first <= 32 || first > 127) && part.trim() === '';
}

function isName(pieces: readonly string[], index: number): boolean {
  const next = pieces[index + 1] ?? '';
  return next === ':' || (pieces[index + 2] === ':' && next.trim() === '');
}

// Where no name follows, the comma is one of a text whose quotes are broken, and the text goes on.
function nameFollows(pieces: readonly string[], comma: number): boolean {
  const blank = pieces[comma + 1]?.trim() === '' ? 1 : 0;
  return isName(pieces, comma + 1 + blank);
}

function unquote(part: string): string {
  if (!part.startsWith('"')) return part;
  const inner = isClosed(part) ? part.slice(1, -1) : part.slice(1);
  if (!inner.includes('\\')) return inner;
  try {
    return String(JSON.parse(`"${inner.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`));
  } catch {
    return inner; // a broken escape: taken as it stands
  }
}

function requote(part: string, before: string, after: string): string {
  if (after === before) return part;
  if (!part.startsWith('"')) return number.test(part) ? `"${after}"` : after;
  const escaped = /^[ !#-[\]-~]*$/.test(after) ? after : JSON.stringify(after).slice(1, -1);
  return `"${escaped}${isClosed(part) ? '"' : ''}`;
}

// The pattern ends a string at its first bare quote, so that a last quote closes it unless it is also the first.
function isClosed(part: string): boolean {
  if (part.length < 2 || !part.endsWith('"')) return false;
  let slashes = 0;
  while (part[part.length - 2 - slashes] === '\\') slashes++;
  return slashes % 2 === 0;
}
