import { startLine } from './head.js';

/**
 * The headers that anybody behind the door looks at. Where only the diagnosis is wanted, nothing else is brought
 * through the door: so the compiler asks for a line here when a parser or a rule wants one more.
 */

const requestHeaders = [
  'authorization',
  'user-agent',
  'x-clientapplication',
  'x-user-identity',
  'x-anchormailbox',
  'accept-auth',
  'x-ms-negotiate',
  'cookie',
  'content-type',
] as const;

const responseHeaders = [
  'www-authenticate',
  'x-ms-diagnostics',
  'x-caserrorcode',
  'location',
  'content-type',
  'date',
  'request-id',
  'x-feserver',
  'x-calculatedbetarget',
  'x-targetbeserver',
  'x-beserver',
  'x-diaginfo',
  'x-owa-version',
  'ms-server-activesync',
  'x-calculatedfetarget',
  'x-feproxyinfo',
  'x-serverapplication',
  'x-requesttype',
  'x-responsecode',
  'proxy-authenticate',
  'server',
  'via',
  'cf-ray',
  'x-iinfo',
  'x-squid-error',
  'x-sucuri-id',
  'x-failurecontext',
  'x-backendhttpstatus',
] as const;

/** A header of a request that is looked at, lower case. */
export type RequestHeader = (typeof requestHeaders)[number];
/** A header of a response that is looked at, lower case. */
export type ResponseHeader = (typeof responseHeaders)[number];

/** The start line of a head, and the values of the headers that are looked at. */
export interface ReadHead<Name extends string> {
  /** Empty when the head begins with a header line. */
  readonly start: string;
  /** Every value with this name, in the order of the lines; folded lines joined by one blank. */
  readonly all: (name: Name) => readonly string[];
  /** The first of them. */
  readonly first: (name: Name) => string | undefined;
}

/** Reads a request's head once for all who ask; an empty one where there is none. Never throws. */
export function readRequestHead(head: string | undefined): ReadHead<RequestHeader> {
  return readHead(head, inRequest);
}

/** Reads a response's head once for all who ask; an empty one where there is none. Never throws. */
export function readResponseHead(head: string | undefined): ReadHead<ResponseHeader> {
  return readHead(head, inResponse);
}

/**
 * The same head with nothing but its start line and the lines that are looked at, as they stand. Of cookies only those
 * with Outlook's own name are: the others of a sign-in host fill kilobytes.
 */
export function requestLines(head: string): string {
  return cutHead(head, inRequest, (line, name) => name !== 'cookie' || line.includes('OutlookSession='));
}

/** The same head with nothing but its start line and the lines that are looked at, as they stand. */
export function responseLines(head: string): string {
  return cutHead(head, inResponse);
}

const none: readonly string[] = [];

// Where the lines are is noted, and a value is made when somebody asks: of a dozen lines few are asked for.
function readHead(head: string | undefined, names: HeaderNames): ReadHead<string> {
  if (head === undefined) return empty;
  const lines = linesOf(head, names);
  return {
    start: startLine(head),
    all: (name) => {
      const found = lines.filter((line) => line.name === name);
      return found.length === 0 ? none : found.map((line) => lineValue(head, line));
    },
    first: (name) => {
      const found = lines.find((line) => line.name === name);
      return found && lineValue(head, found);
    },
  };
}

const empty: ReadHead<string> = { start: '', all: () => none, first: () => undefined };

function lineValue(head: string, { colon, end, isFolded }: Line): string {
  const value = head.slice(colon + 1, end);
  if (!isFolded) return value.trim();
  const [first = '', ...rest] = value.split('\r\n');
  return [first, ...rest.filter((line) => isBlank(line.charCodeAt(0)))].map((line) => line.trim()).join(' ');
}

/**
 * The same head with nothing but its start line and the lines of these names, as they stand. A head that begins with a
 * header line was pasted, and stays whole: its first line might read as a start line.
 */
export function cutHead(
  head: string,
  names: HeaderNames,
  isWanted: (line: string, name: string) => boolean = () => true,
): string {
  const start = startLine(head);
  if (start === '') return head;
  let kept = start;
  for (const { name, from, end } of linesOf(head, names)) {
    const line = head.slice(from, end);
    if (isWanted(line, name)) kept += `\r\n${line}`;
  }
  return kept;
}

/** A header line that is wanted; `end` is that of its last folded line (RFC 9112 §5.2). */
interface Line {
  /** Lower case. */
  readonly name: string;
  readonly from: number;
  readonly colon: number;
  end: number;
  isFolded: boolean;
}

/** Names, lower case: all of them, and by the shape of a line's name those that it may be. */
export interface HeaderNames {
  readonly all: ReadonlySet<string>;
  readonly byShape: readonly (readonly string[])[];
}

const longestName = 63;

function shapeOf(letter: number, length: number): number {
  return (length << 5) | (letter & 31); // both cases of a letter have the same last five bits
}

/** Makes a set of header names, given in lower case and not longer than 63. */
export function headerNames(names: readonly string[]): HeaderNames {
  const byShape: (readonly string[])[] = new Array((longestName + 1) << 5).fill(none);
  for (const name of names) {
    const shape = shapeOf(name.charCodeAt(0), name.length);
    byShape[shape] = [...(byShape[shape] ?? none), name];
  }
  return { all: new Set(names), byShape };
}

const inRequest = headerNames(requestHeaders);
const inResponse = headerNames(responseHeaders);

function linesOf(head: string, names: HeaderNames): Line[] {
  const lines: Line[] = [];
  const start = startLine(head).length;
  let last: Line | undefined;
  let isFirst = true;
  let colon = -1;
  for (let from = start === 0 ? 0 : start + 2, end = 0; from < head.length; from = end + 2) {
    end = lineEnd(head, from);
    if (!isFirst && isBlank(head.charCodeAt(from))) {
      if (last) [last.end, last.isFolded] = [end, true];
      continue;
    }
    // Looked for behind the last one only: lines without a colon would send it through the whole rest each.
    if (colon < from) colon = nextColon(head, from);
    if (colon === from || colon > end) continue;
    isFirst = false;
    const name = nameAt(head, from, colon, names);
    last = name === undefined ? undefined : { name, from, colon, end, isFolded: false };
    if (last) lines.push(last);
  }
  return lines;
}

// Nearly all lines are told from those that are wanted by the shape of their names, without making a string of it.
function nameAt(head: string, from: number, colon: number, { all, byShape }: HeaderNames): string | undefined {
  const last = head.charCodeAt(colon - 1);
  if (last <= 0x20 || last >= 0x7f) {
    const name = head.slice(from, colon).trimEnd().toLowerCase();
    return all.has(name) ? name : undefined;
  }
  if (colon - from > longestName) return undefined;
  const candidates = byShape[shapeOf(head.charCodeAt(from), colon - from)] ?? none;
  for (const name of candidates) if (isSpelled(head, from, name)) return name;
  return undefined;
}

/** Does a name, given in lower case, stand here in any case? ASCII. */
export function isSpelled(head: string, from: number, name: string): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const sent = head.charCodeAt(from + index);
    const lower = sent >= 0x41 && sent <= 0x5a ? sent | 0x20 : sent;
    if (lower !== name.charCodeAt(index)) return false;
  }
  return true;
}

function lineEnd(head: string, from: number): number {
  const end = head.indexOf('\r\n', from);
  return end < 0 ? head.length : end;
}

function nextColon(head: string, from: number): number {
  const colon = head.indexOf(':', from);
  return colon < 0 ? head.length + 1 : colon;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
