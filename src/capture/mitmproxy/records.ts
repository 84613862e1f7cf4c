/**
 * A flow file is a bare run of dictionaries, without head or index. Where one is damaged the next is found again: by the
 * length that it was given, by its own members, or by the looks of the next one's beginning.
 */
import type { Source } from '../source.js';
import type { ReadPart } from '../zip/window.js';
import { lengthDigits, type Members, readPrefix, walkMembers } from './tnetstring.js';

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
export function* records(source: Source, read: ReadPart): Generator<FlowRecord> {
  let number = 0;
  for (let at = skipBlanks(read, startOf(read), source.size); at < source.size; ) {
    number += 1;
    const { record, next } = recordAt(read, at, source.size);
    yield { number, ...record };
    at = skipBlanks(read, next, source.size);
  }
}

interface Found {
  readonly record: Omit<FlowRecord, 'number'>;
  /** Where the next record begins, or the end of the file. */
  readonly next: number;
}

function recordAt(read: ReadPart, at: number, size: number): Found {
  const prefix = readPrefix(read, at);
  const declared = prefix && prefix.from + prefix.length;
  const trusted = declared !== undefined && declared < size && isEnd(read, declared, size);
  const from = prefix?.from ?? behindColon(read, at);
  const walk = walkMembers(read, from, trusted ? declared : size);
  const { found: members, at: end } = walk;
  if (declared === end && end < size) return { record: { members, state: 'whole' }, next: end + 1 };
  if (trusted) return { record: { members, state: 'damaged' }, next: declared + 1 };
  if (walk.end === 'whole' && members.size > 0 && isEnd(read, end, size))
    return { record: { members, state: 'mended' }, next: end + 1 };
  const next = findOpening(read, members.size > 0 ? end : at + 1, size);
  const cut = next === size && (declared === undefined ? size - at <= lengthDigits : declared >= size);
  return { record: { members, state: cut ? 'cut' : 'damaged' }, next };
}

// What closes a dictionary, and behind it the next record or nothing.
function isEnd(read: ReadPart, at: number, size: number): boolean {
  if (at >= size || read(at, at + 1)[0] !== close) return false;
  const next = skipBlanks(read, at + 1, size);
  return next === size || readPrefix(read, next) !== undefined;
}

// A digit of the length may be damaged: what follows its colon may still be whole.
function behindColon(read: ReadPart, at: number): number {
  const colon = read(at, at + 16).indexOf(0x3a);
  return at + Math.max(0, colon) + 1;
}

function findOpening(read: ReadPart, from: number, size: number): number {
  const wanted = new RegExp(`}\\s{0,2}${opening.source}`, 'g');
  for (let at = from; at < size; at += searchBytes) {
    const text = read(at, Math.min(size, at + searchBytes + openingBytes)).toString('latin1');
    for (const match of text.matchAll(wanted)) {
      if (Number(match[2]) === match[3]?.length) return at + match.index + match[0].search(/\d/);
    }
  }
  return size;
}

function startOf(read: ReadPart): number {
  const [first, second, third] = read(0, 3);
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

// Files that were joined by hand may have a line end between them.
function skipBlanks(read: ReadPart, from: number, size: number): number {
  const bytes = read(from, Math.min(size, from + blankLimit));
  const count = bytes.findIndex((byte) => !isBlank(byte));
  return from + (count < 0 ? bytes.length : count);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
