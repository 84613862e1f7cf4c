/**
 * tnetstrings (`LENGTH:DATA TYPE`) read in place: a value is known by where it stands, and nothing is read before it is
 * asked for. A body of gigabytes is stepped over, and no depth of nesting makes the reader recurse.
 *
 * @see https://tnetstrings.info/, mitmproxy/io/tnetstring.py (which adds `;`, UTF-8 text)
 */
import { byteAt, hold, textAt, type Window } from './window.js';

/** `,` bytes, `;` text, `#` integer, `^` float, `!` boolean, `~` null, `]` list, `}` dictionary. */
export type NodeType = ',' | ';' | '#' | '^' | '!' | '~' | ']' | '}';

/** A value that has not been read: its data stand in the source from `from` to before `to`, where its type stands. */
export interface Node {
  readonly type: NodeType;
  readonly from: number;
  readonly to: number;
}

/** The members of a dictionary by name. */
export type Members = ReadonlyMap<string, Node>;

/** What a walk found, and where and why it ended: no further value stands there, it makes no sense, or goes on too far. */
export interface Walk {
  readonly found: Members;
  readonly end: 'whole' | 'damaged' | 'cut';
  readonly at: number;
}

/** A length has no more: mitmproxy itself refuses longer ones. */
export const lengthDigits = 12;
const types: (NodeType | undefined)[] = [];
for (const type of [',', ';', '#', '^', '!', '~', ']', '}'] satisfies NodeType[]) types[type.charCodeAt(0)] = type;
/** No dictionary of a flow has half as many; what has more is no flow. */
const memberLimit = 200;
const nameLimitBytes = 100;
/** A cookie jar of a head may hold hundreds of lines. */
const itemLimit = 5000;
const textLimitBytes = 1024 * 1024;

/** Where the data of the value at `at` begin, and their length as declared; undefined when no value begins there. */
export function readPrefix(window: Window, at: number): { from: number; length: number } | undefined {
  const start = hold(window, at, lengthDigits + 1);
  const { bytes } = window;
  let length = 0;
  let next = start;
  for (; isDigit(bytes[next]); next += 1) length = length * 10 + ((bytes[next] as number) - 0x30);
  const digits = next - start;
  return digits > 0 && digits <= lengthDigits && bytes[next] === 0x3a ? { from: at + digits + 1, length } : undefined;
}

/** The value at `at`, which must end before `end`; 'cut' when it does not, 'damaged' when no value stands there. */
export function readNode(window: Window, at: number, end: number): Node | 'damaged' | 'cut' {
  const prefix = readPrefix(window, at);
  if (!prefix) return isCutPrefix(window, at, end) ? 'cut' : 'damaged';
  const to = prefix.from + prefix.length;
  if (to >= end) return 'cut';
  const type = types[byteAt(window, to) ?? 0];
  return type === undefined ? 'damaged' : { type, from: prefix.from, to };
}

/** The members of a dictionary whose data begin at `from` and end at `end` or before. Never throws. */
export function walkMembers(window: Window, from: number, end: number): Walk {
  const found = new Map<string, Node>();
  for (let at = from; ; ) {
    if (at >= end || !isDigit(byteAt(window, at))) return { found, end: 'whole', at };
    const key = readNode(window, at, end);
    if (key === 'cut') return { found, end: 'cut', at };
    if (key === 'damaged' || !isName(key) || found.size >= memberLimit) return { found, end: 'damaged', at };
    const value = readNode(window, key.to + 1, end);
    if (typeof value === 'string') return { found, end: value, at };
    found.set(textAt(window, key.from, key.to), value);
    at = value.to + 1;
  }
}

/** The members of a dictionary; of anything else none. What follows damage is missing. */
export function membersOf(window: Window, node: Node | undefined): Members {
  return node?.type === '}' ? walkMembers(window, node.from, node.to).found : new Map();
}

/** The values of a list; of anything else none. What follows damage is missing. */
export function itemsOf(window: Window, node: Node | undefined): Node[] {
  const items: Node[] = [];
  if (node?.type !== ']') return items;
  for (let at = node.from; at < node.to && items.length < itemLimit; ) {
    const item = readNode(window, at, node.to);
    if (typeof item === 'string') break;
    items.push(item);
    at = item.to + 1;
  }
  return items;
}

/** Text, or bytes as latin1; undefined for every other type, and for what is too long to be a field of a flow. */
export function textOf(window: Window, node: Node | undefined): string | undefined {
  if ((node?.type !== ',' && node?.type !== ';') || node.to - node.from > textLimitBytes) return undefined;
  return textAt(window, node.from, node.to, node.type === ';' ? 'utf8' : 'latin1');
}

/** An integer or a float; undefined for every other type. */
export function numberOf(window: Window, node: Node | undefined): number | undefined {
  if ((node?.type !== '#' && node?.type !== '^') || node.to - node.from > 40) return undefined;
  const number = Number(textAt(window, node.from, node.to) || undefined);
  return Number.isFinite(number) ? number : undefined;
}

function isName({ type, from, to }: Node): boolean {
  return (type === ';' || type === ',') && to - from <= nameLimitBytes;
}

// Nothing but digits up to the end: the colon is missing.
function isCutPrefix(window: Window, at: number, end: number): boolean {
  return end > at && end - at <= lengthDigits && /^\d+$/.test(textAt(window, at, end));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
