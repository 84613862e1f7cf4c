import { markQuotes } from './quotes.js';

/** Bytes that are walked. */
export interface Window {
  /** With zero bytes behind the last one, so that a walk ends there without looking at the length each time. */
  readonly bytes: Buffer;
  /** The same bytes, for looking at four at once. */
  readonly words: DataView;
  /** How many bytes are meant. */
  readonly length: number;
  /** A bit for each byte that is a quote which begins or ends a string; valid for the bytes as they were when it was made. */
  readonly quotes: Uint32Array;
  /** To be made false when the bytes change. */
  areQuotesMarked: boolean;
}

/** How many zero bytes stand behind: what is looked at in one go may reach beyond the last byte. */
export const slackBytes = 128;

/** Room for so many bytes. */
export function createWindow(capacity: number): Window & { length: number } {
  const bytes = Buffer.alloc(capacity + slackBytes);
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const quotes = new Uint32Array(Math.ceil(capacity / 64) * 2);
  return { bytes, words, length: 0, quotes, areQuotesMarked: false };
}

/** Where strings begin and end. */
export function quotesOf(window: Window): Uint32Array {
  if (!window.areQuotesMarked) markQuotes(window.bytes, window.length, window.quotes);
  window.areQuotesMarked = true;
  return window.quotes;
}

/**
 * Looks at four bytes at once: not 0 where one is a quote, a backslash, a control character or beyond ASCII.
 *
 * @see Hacker's Delight §6-1, finding the first zero byte
 */
export function notPlain(word: number): number {
  // Quotes become blanks and blanks quotes, and control characters stay such: one look finds all that is less than 0x21.
  const low = word ^ 0x02020202;
  const slashes = word ^ 0x5c5c5c5c;
  return (((low - 0x21212121) & ~low) | ((slashes - 0x01010101) & ~slashes) | word) & 0x80808080;
}
