import type { HeadAtHand } from './head-at-hand.js';
import type { KnownName } from './known-names.js';
import type { Tag } from './tag.js';

/** Where one stands in a head: behind the lines that led there. */
export interface Place {
  /** How heads went on from here; the way that was taken last comes first, or nearly so. */
  readonly ways: Way[];
  /** Public lines that followed here, to find what they have in common with what follows next. */
  readonly followed: string[];
  /** Places behind a line which is no way, by its name. */
  readonly behind: Map<KnownName | undefined, Place>;
  /** How often no way led on. */
  misses: number;
}

export type Way = SameLines | PlainLine | SecretLine;

/** Lines that are the same each time, each with the CRLF before it. */
interface SameLines {
  readonly sort: 'same';
  readonly lines: string;
  readonly to: Place;
}

/** A line with another date, number or id each time. */
interface PlainLine {
  readonly sort: 'plain';
  /** See `plainLine`. */
  readonly line: RegExp;
  readonly to: Place;
}

/** A line with a secret that may be one of those seen before. */
export interface SecretLine {
  readonly sort: 'secret';
  /** What stands before the secret, and stands in the output. */
  readonly open: string;
  readonly seen: SeenSecret[];
  /** Below zero when the secret is another one each time. */
  luck: number;
  readonly to: Place;
}

/** The rest of a line behind `open`: told by its tag and its length. */
export interface SeenSecret extends Tag {
  readonly length: number;
  /** The line that is shown. */
  readonly shown: string;
}

/** A part of the way through a head. */
export interface Step {
  readonly end: number;
  readonly to: Place;
  /** What is shown in place of the passed lines, where it is not the same. */
  readonly shown?: string;
}

const mostLuck = 64;

/** The way on from here that this head goes, if it is a known one. */
export function known({ ways }: Place, hand: HeadAtHand, head: string, at: number): Step | undefined {
  for (let index = 0; index < ways.length; index++) {
    const way = ways[index] as Way;
    const step = follow(way, hand, head, at);
    if (!step) continue;
    if (index > 0) {
      ways[index] = ways[index - 1] as Way;
      ways[index - 1] = way;
    }
    return step;
  }
  return undefined;
}

function follow(way: Way, hand: HeadAtHand, head: string, at: number): Step | undefined {
  switch (way.sort) {
    case 'same': {
      const end = at + way.lines.length;
      return head.slice(at, end) === way.lines && isLineEnd(head, end) ? { end, to: way.to } : undefined;
    }
    case 'plain':
      way.line.lastIndex = at;
      return way.line.test(head) ? { end: way.line.lastIndex, to: way.to } : undefined;
    case 'secret':
      return followSecret(way, hand, head, at);
  }
}

function followSecret(way: SecretLine, hand: HeadAtHand, head: string, at: number): Step | undefined {
  const opened = at + way.open.length;
  if (way.luck < 0 || head.slice(at, opened) !== way.open) return undefined;
  const end = nextCarriageReturn(head, opened);
  const tag = isLineEnd(head, end) ? hand.tag(opened, end) : undefined;
  const seen = tag && way.seen.find((one) => isSame(one, tag, end - opened));
  way.luck = seen ? Math.min(way.luck + 4, mostLuck) : way.luck - 1;
  return seen && { end, to: way.to, shown: seen.shown };
}

function isSame(one: SeenSecret, tag: Tag, length: number): boolean {
  return one.low === tag.low && one.high === tag.high && one.length === length;
}

/** Where the line ends that goes on at `from`; undefined where it is folded or a CR or LF stands by itself. */
export function lineEnd(head: string, from: number): number | undefined {
  const end = nextCarriageReturn(head, from);
  const lineFeed = head.indexOf('\n', from);
  if (lineFeed !== (end === head.length ? -1 : end + 1)) return undefined;
  return isLineEnd(head, end) ? end : undefined;
}

function nextCarriageReturn(head: string, from: number): number {
  const at = head.indexOf('\r', from);
  return at < 0 ? head.length : at;
}

/** Does the head end here, or another line begin that is not folded to this one? */
export function isLineEnd(head: string, at: number): boolean {
  if (at >= head.length) return at === head.length;
  if (head.charCodeAt(at) !== 13 || head.charCodeAt(at + 1) !== 10) return false;
  const next = head.charCodeAt(at + 2);
  return next !== 32 && next !== 9;
}
