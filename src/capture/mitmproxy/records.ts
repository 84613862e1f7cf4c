/**
 * A flow file is a bare run of dictionaries, without head or index. Where one is damaged the next is found again: by the
 * length that it was given, by its own members, or by the looks of the next one's beginning.
 */
import { lengthDigits, type Members, readPrefix, walkMembers } from './tnetstring.js';
import { byteAt, hold, recordBytes, textAt, type Window } from './window.js';

/** One record of the file: a flow, of whatever type. */
export interface FlowRecord {
  /** Its place in the file, from 1. */
  readonly number: number;
  readonly members: Members;
  /** `damaged`: members are missing. `cut`: the file ends in it. `mended`: all is there, though its length was wrong. */
  readonly state: 'whole' | 'mended' | 'damaged' | 'cut';
}

/** How the beginning of a record looks: its length, and the length and text of its first key. */
const opening = /(\d{1,12}):(\d{1,2}):([a-z_]{1,40})[;,]/;
const searchBytes = 64 * 1024;
const blankLimit = 16;
/** The longest text that `opening` takes, and the brace before it. */
const openingBytes = 64;
const close = 0x7d;

/** Does a record begin at the beginning of this text? */
export function isOpening(text: string): boolean {
  const match = opening.exec(text);
  return match?.index === 0 && Number(match[2]) === match[3]?.length;
}

/** The records of a file, one after the other. Never throws for what stands in it. */
export function* records(window: Window): Generator<FlowRecord> {
  const { size } = window.source;
  let number = 0;
  for (let at = skipBlanks(window, startOf(window), size); at < size; ) {
    number += 1;
    const { record, next } = recordAt(window, at, size);
    yield { number, ...record };
    at = skipBlanks(window, next, size);
  }
}

interface Found {
  readonly record: Omit<FlowRecord, 'number'>;
  /** Where the next record begins, or the end of the file. */
  readonly next: number;
}

function recordAt(window: Window, at: number, size: number): Found {
  const prefix = readPrefix(window, at);
  const declared = prefix && prefix.from + prefix.length;
  // Its members are read in any order.
  if (prefix && prefix.length < recordBytes) hold(window, at, prefix.from - at + prefix.length + openingBytes);
  const trusted = declared !== undefined && declared < size && isEnd(window, declared, size);
  const from = prefix?.from ?? behindColon(window, at);
  const walk = walkMembers(window, from, trusted ? declared : size);
  const { found: members, at: end } = walk;
  if (declared === end && end < size) return { record: { members, state: 'whole' }, next: end + 1 };
  if (trusted) return { record: { members, state: 'damaged' }, next: declared + 1 };
  if (walk.end === 'whole' && members.size > 0 && isEnd(window, end, size))
    return { record: { members, state: 'mended' }, next: end + 1 };
  const next = findOpening(window, members.size > 0 ? end : at + 1, size);
  const cut = next === size && (declared === undefined ? size - at <= lengthDigits : declared >= size);
  return { record: { members, state: cut ? 'cut' : 'damaged' }, next };
}

// What closes a dictionary, and behind it the next record or nothing.
function isEnd(window: Window, at: number, size: number): boolean {
  if (at >= size || byteAt(window, at) !== close) return false;
  const next = skipBlanks(window, at + 1, size);
  return next === size || readPrefix(window, next) !== undefined;
}

// A digit of the length may be damaged: what follows its colon may still be whole.
function behindColon(window: Window, at: number): number {
  const colon = textAt(window, at, at + 16).indexOf(':');
  return at + Math.max(0, colon) + 1;
}

function findOpening(window: Window, from: number, size: number): number {
  const wanted = new RegExp(`}\\s{0,2}${opening.source}`, 'g');
  for (let at = from; at < size; at += searchBytes) {
    const text = textAt(window, at, Math.min(size, at + searchBytes + openingBytes));
    for (const match of text.matchAll(wanted)) {
      if (Number(match[2]) === match[3]?.length) return at + match.index + match[0].search(/\d/);
    }
  }
  return size;
}

function startOf(window: Window): number {
  return textAt(window, 0, 3) === '\u00ef\u00bb\u00bf' ? 3 : 0;
}

// Files that were joined by hand may have a line end between them.
function skipBlanks(window: Window, from: number, size: number): number {
  let at = from;
  while (at < size && at < from + blankLimit && isBlank(byteAt(window, at))) at += 1;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}
