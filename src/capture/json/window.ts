import { createRoom, type Room, roomBytes } from '../../wasm/room.js';
import { markOneByOne } from './quotes.js';

/** Bytes that are walked. */
export interface Window {
  /** With zero bytes behind the last one, so that a walk ends there without looking at the length each time. */
  readonly bytes: Buffer;
  /** How many bytes are meant. */
  length: number;
  /** A bit for each byte that is a quote which begins or ends a string; valid for the bytes as they were when it was made. */
  readonly quotes: Uint32Array;
  /** To be made false when the bytes change. */
  areQuotesMarked: boolean;
  /** Where the bytes are, if WebAssembly can walk them. */
  readonly room: Room | undefined;
}

/** How many zero bytes stand behind: what is looked at in one go may reach beyond the last byte. */
export const slackBytes = 128;

/** Room for so many bytes. */
export function createWindow(capacity: number): Window {
  const room = capacity <= roomBytes ? createRoom() : undefined;
  const bytes = room?.bytes.subarray(0, capacity + slackBytes) ?? Buffer.alloc(capacity + slackBytes);
  const quotes = room?.marks ?? new Uint32Array(Math.ceil(capacity / 32));
  return { bytes, length: 0, quotes, areQuotesMarked: false, room };
}

/** Ends the bytes of a window that were changed. */
export function endWindow(window: Window, length: number): void {
  window.bytes.fill(0, length, length + slackBytes);
  window.length = length;
  window.areQuotesMarked = false;
}

/** Where strings begin and end. */
export function quotesOf(window: Window): Uint32Array {
  if (!window.areQuotesMarked) markQuotes(window);
  return window.quotes;
}

/** Sees to it that the quotes are marked. */
export function markQuotes(window: Window): void {
  const { room, bytes, length, quotes } = window;
  if (room) room.mark(length);
  else markOneByOne(bytes, length, quotes);
  window.areQuotesMarked = true;
}
