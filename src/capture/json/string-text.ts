/** The insides of JSON strings. */

/**
 * The text that the inside of a string stands for. What no JSON string may hold (a bare control character, an escape that is
 * none) is taken as it stands: these strings are bodies, and a body with one bad byte is still a body.
 */
export function unescapeText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
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

/** The same bytes without an escape or a character that their end cuts through. */
export function withoutOpenEnd(bytes: Buffer): Buffer {
  const slash = bytes.lastIndexOf(0x5c);
  const length = bytes[slash + 1] === 0x75 ? 6 : 2; // \u and four digits
  const isOpen = slash >= 0 && slash + length > bytes.length && opensEscape(bytes, slash);
  return withoutOpenCharacter(isOpen ? bytes.subarray(0, slash) : bytes);
}

// Of a run of backslashes each second one stands for itself.
function opensEscape(bytes: Uint8Array, slash: number): boolean {
  let before = slash;
  while (bytes[before - 1] === 0x5c) before -= 1;
  return (slash - before) % 2 === 0;
}

// UTF-8: a lead byte says how many follow (RFC 3629 §3).
function withoutOpenCharacter(bytes: Buffer): Buffer {
  let lead = bytes.length - 1;
  while (lead > bytes.length - 4 && lead > 0 && ((bytes[lead] as number) & 0xc0) === 0x80) lead -= 1;
  const byte = bytes[lead] ?? 0;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  return length > 1 && lead + length > bytes.length ? bytes.subarray(0, lead) : bytes;
}
