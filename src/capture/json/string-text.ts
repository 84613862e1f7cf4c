import { utf8Of } from './parse-text.js';

/** The insides of JSON strings, as latin1 of their bytes. */

/**
 * The text that the inside of a string stands for. What no JSON string may hold (a bare control character, an escape that is
 * none) is taken as it stands: these strings are bodies, and a body with one bad byte is still a body.
 */
export function unescapeText(latin1: string): string {
  const text = utf8Of(latin1);
  if (!text.includes('\\')) return text;
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return JSON.parse(`"${text.replace(unlawful, lawful)}"`);
  }
}

const unlawful = /[\p{Cc}"]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/gu;

function lawful(found: string): string {
  if (found === '\\') return '\\\\';
  return found.length > 1 ? found : JSON.stringify(found).slice(1, -1);
}

/** The same text without an escape or a character that its end cuts through. */
export function withoutOpenEnd(latin1: string): string {
  const slash = latin1.lastIndexOf('\\');
  const length = latin1[slash + 1] === 'u' ? 6 : 2;
  const end = slash >= 0 && slash + length > latin1.length && opensEscape(latin1, slash) ? slash : latin1.length;
  return latin1.slice(0, wholeCharacters(latin1, end));
}

// Of a run of backslashes each second one stands for itself.
function opensEscape(latin1: string, slash: number): boolean {
  let before = slash;
  while (latin1[before - 1] === '\\') before -= 1;
  return (slash - before) % 2 === 0;
}

// UTF-8: a lead byte says how many follow (RFC 3629 §3).
function wholeCharacters(latin1: string, end: number): number {
  let lead = end - 1;
  while (lead > end - 4 && lead >= 0 && (latin1.charCodeAt(lead) & 0xc0) === 0x80) lead -= 1;
  const byte = latin1.charCodeAt(lead);
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  return length > 1 && lead + length > end ? lead : end;
}
