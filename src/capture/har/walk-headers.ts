import { readHeaders } from '../fields/read-headers.js';
import { damagedAt, skipValue } from '../json/skip.js';
import { parseBetween } from '../json/values.js';
import type { Window } from '../json/window.js';
import { copyLines } from './copy-lines.js';
import { type HeadLines, joinLines } from './head-lines.js';

/**
 * Walks `headers`. Those of the kind that nearly every producer writes, `[{"name":"…","value":"…"},…]`, are copied straight
 * into the lines of a head; with anything else in it the whole array is parsed.
 *
 * @returns The offset after the value, `more` or damage.
 */
export function walkHeaders(window: Window, at: number, isRequest: boolean, into: HeadLines): number {
  return copyLines(window, at, isRequest, into) ?? parseHeaders(window, at, isRequest, into);
}

function parseHeaders(window: Window, at: number, isRequest: boolean, into: HeadLines): number {
  const end = skipValue(window, at);
  if (end < 0) return end;
  const headers = parseBetween(window, at, end);
  Object.assign(into, joinLines(readHeaders(headers), isRequest));
  return headers === undefined ? damagedAt(at) : end;
}
