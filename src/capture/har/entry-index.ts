import { asFields, asText } from './json-fields.js';
import { nextMember, parsePart, skipBlanks, skipValue } from './json-scan.js';

/** Where the entries of a HAR are. Offsets in bytes. */
export interface EntryIndex {
  /** Whole entries in file order; what stands there may still not be JSON. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  /** An array of entries, or one entry alone, was found. */
  readonly found: boolean;
  readonly creator?: string;
  /** `_tlsErrors` of HTTP Toolkit: connections whose client refused the interception. */
  readonly tlsErrors: readonly unknown[];
  /** The file ends, or turns into something else, at this offset. */
  readonly brokenAt?: number;
  /** Entries begun and not ended. */
  readonly lost: number;
}

interface Draft {
  spans: [number, number][];
  found: boolean;
  creator?: string;
  tlsErrors: unknown[];
  brokenAt?: number;
  lost: number;
}

/**
 * Finds the entries of a HAR in UTF-8 bytes: `log.entries`, `entries` at the top, a bare array, a lone entry, each also in a
 * JSONP call. Never throws; a damaged file gives the entries that are whole. Linear.
 */
export function indexEntries(bytes: Uint8Array): EntryIndex {
  const draft: Draft = { spans: [], found: false, tlsErrors: [], lost: 0 };
  const start = startOfJson(bytes);
  if (bytes[start] === 0x5b) readArray(bytes, start, draft);
  else if (bytes[start] === 0x7b) readTop(bytes, start, draft);
  return draft;
}

/** The offset of the JSON's first byte, after a byte order mark, blanks and `callback(`. */
export function startOfJson(bytes: Uint8Array): number {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const start = skipBlanks(bytes, mark);
  const beginning = Buffer.from(bytes.subarray(start, start + 200)).toString('latin1');
  const call = /^[\w$.]{1,100}\s{0,5}\(\s{0,50}(?=[{[])/.exec(beginning);
  return start + (call?.[0].length ?? 0);
}

function readTop(bytes: Uint8Array, start: number, draft: Draft): void {
  eachMember(bytes, start, draft, (name, at, end) => {
    if (name === 'log' && bytes[at] === 0x7b) readLog(bytes, at, draft);
    else if ((name === 'log' || name === 'entries') && bytes[at] === 0x5b) readArray(bytes, at, draft);
    else if (name === 'request' && bytes[at] === 0x7b && !draft.found) readAlone(bytes, start, draft);
    else readField(bytes, name, at, end(), draft);
  });
}

function readLog(bytes: Uint8Array, start: number, draft: Draft): void {
  eachMember(bytes, start, draft, (name, at, end) => {
    if (name === 'entries' && bytes[at] === 0x5b) readArray(bytes, at, draft);
    else readField(bytes, name, at, end(), draft);
  });
}

function readAlone(bytes: Uint8Array, start: number, draft: Draft): void {
  const end = skipValue(bytes, start);
  if (end < 0) return;
  draft.found = true;
  draft.spans.push([start, end]);
}

function readField(bytes: Uint8Array, name: string, at: number, end: number, draft: Draft): void {
  if (end < 0) return;
  if (name === 'creator') {
    const creator = asText(asFields(parsePart(bytes, at, end))?.name);
    if (creator !== undefined) draft.creator = creator;
  }
  if (name === '_tlsErrors') {
    const errors = parsePart(bytes, at, end);
    if (Array.isArray(errors)) draft.tlsErrors = errors;
  }
}

type Visit = (name: string, valueAt: number, end: () => number) => void;

// `draft.brokenAt` is set when the object does not end as an object should; the first place counts.
function eachMember(bytes: Uint8Array, start: number, draft: Draft, visit: Visit): void {
  let at = start + 1;
  for (let member = nextMember(bytes, at); member; member = nextMember(bytes, at)) {
    const { valueAt } = member;
    let known: number | undefined;
    const end = () => (known ??= skipValue(bytes, valueAt));
    visit(member.name, valueAt, end);
    if (draft.brokenAt !== undefined) return;
    at = end();
    if (at < 0) {
      draft.brokenAt = bytes.length;
      return;
    }
  }
  const last = skipBlanks(bytes, at);
  if (bytes[last] !== 0x7d) draft.brokenAt ??= last;
}

function readArray(bytes: Uint8Array, start: number, draft: Draft): void {
  draft.found = true;
  const signature = signatureOf(bytes, skipBlanks(bytes, start + 1));
  // What a search may look at in all, so that a file of nothing but damage is still read in linear time.
  let budget = bytes.length * 4;
  for (let at = skipBlanks(bytes, start + 1); bytes[at] !== 0x5d; at = skipBlanks(bytes, at)) {
    const end = at < bytes.length ? skipValue(bytes, at) : -1;
    if (end > at && !hasSwallowed(bytes, at, end, signature)) {
      draft.spans.push([at, end]);
      at = end;
      continue;
    }
    draft.brokenAt ??= Math.min(at, bytes.length);
    if (at < bytes.length) draft.lost += 1;
    budget -= bytes.length - at;
    at = budget < 0 ? -1 : find(bytes, signature, at + 1, bytes.length);
    if (at < 0) return;
  }
}

// Entries of one file begin alike: the same bytes up to the end of the first member's name. Empty when there is none.
function signatureOf(bytes: Uint8Array, at: number): Uint8Array {
  const name = bytes[at] === 0x7b ? nextMember(bytes, at + 1) : undefined;
  return bytes.subarray(at, name ? skipBlanks(bytes, name.valueAt) : at);
}

// Where a quote was lost, the walk runs from one entry into the next ones: an entry begins inside, and it is not JSON.
function hasSwallowed(bytes: Uint8Array, from: number, to: number, signature: Uint8Array): boolean {
  return find(bytes, signature, from + 1, to) >= 0 && parsePart(bytes, from, to) === undefined;
}

function find(bytes: Uint8Array, signature: Uint8Array, from: number, to: number): number {
  if (signature.length === 0) return -1;
  return Buffer.from(bytes.buffer, bytes.byteOffset, to).indexOf(signature, from);
}
