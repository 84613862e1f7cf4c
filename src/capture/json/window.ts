/** Bytes that are walked. */
export interface Window {
  /** With zero bytes behind the last one, so that a walk ends there without looking at the length each time. */
  readonly bytes: Buffer;
  /** The same bytes, for looking at four at once. */
  readonly words: DataView;
  /** How many bytes are meant. */
  readonly length: number;
}

/** How many zero bytes stand behind: what is looked at in one go may reach beyond the last byte. */
export const slackBytes = 128;

/** Room for so many bytes. */
export function createWindow(capacity: number): { bytes: Buffer; words: DataView; length: number } {
  const bytes = Buffer.alloc(capacity + slackBytes);
  return { bytes, words: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), length: 0 };
}

/** Four bytes as `words.getInt32(at, true)` gives them. */
export function wordOf(text: string): number {
  return Buffer.from(text, 'latin1').readInt32LE();
}

/**
 * Looks at four bytes at once: the top bit of the lowest byte that is a quote or a backslash is set, 0 when there is none.
 *
 * @see Hacker's Delight §6-1, finding the first zero byte
 */
export function quoteOrSlash(word: number): number {
  const quotes = word ^ 0x22222222;
  const slashes = word ^ 0x5c5c5c5c;
  return (((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes)) & 0x80808080;
}

/** The same for a quote, a backslash, a control character and a byte beyond ASCII. */
export function notPlain(word: number): number {
  // Quotes become blanks and blanks quotes, and control characters stay such: one look finds all that is less than 0x21.
  const low = word ^ 0x02020202;
  const slashes = word ^ 0x5c5c5c5c;
  return (((low - 0x21212121) & ~low) | ((slashes - 0x01010101) & ~slashes) | word) & 0x80808080;
}

/** Which of the four bytes it is, from 0. */
export function lowestByte(mask: number): number {
  return (31 - Math.clz32(mask & -mask)) >> 3;
}
