import { HmaError } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { toUtf8 } from './decode-text.js';
import { type EntryIndex, indexEntries, startOfJson } from './har/entry-index.js';
import { asFields, type Fields } from './har/json-fields.js';
import { parsePart } from './har/json-scan.js';
import { restoreOwn } from './har/own-fields.js';
import { type EntryContext, readEntry } from './har/read-entry.js';
import { isLocalTime } from './har/read-time.js';
import { isSanitised } from './har/sanitised.js';
import { readTlsErrors } from './har/tls-errors.js';
import { type Source, wholeOf } from './source.js';

/**
 * HAR 1.2 as its producers write it. Traps: a byte order mark (Fiddler), UTF-16 (PowerShell), a JSONP call, `log` missing,
 * null for missing, HTTP/2 pseudo-headers, several WWW-Authenticate in one value, credentials silently taken out
 * (Chromium), bodies dropped (Fiddler), base64 undeclared, and files cut short. Entries are found first and parsed one
 * by one, so that one broken entry costs one entry.
 */
export const har: CaptureFormat = { name: 'har', looksLike, read };

function looksLike(_beginning: Uint8Array, source: Source): boolean {
  const utf8 = toUtf8(wholeOf(source));
  const first = utf8[startOfJson(utf8)];
  if (first !== 0x7b && first !== 0x5b) return false;
  const beginning = Buffer.from(utf8.subarray(0, 65536)).toString('latin1');
  return (
    /"log"\s{0,50}:\s{0,50}[{[]|"entries"\s{0,50}:\s{0,50}\[|"startedDateTime"\s{0,50}:/.test(beginning) ||
    isEntryLike(utf8)
  );
}

// A lone entry or a bare array whose first entry has its request late (bodies and initiators come first in some).
function isEntryLike(utf8: Uint8Array): boolean {
  const index = indexEntries(utf8);
  const first = index.spans[0];
  const entry = first && asFields(parsePart(utf8, first[0], first[1]));
  return asFields(entry?.request) !== undefined || asFields(entry?.response) !== undefined;
}

function read(source: Source): Capture {
  const { name } = source;
  const utf8 = toUtf8(wholeOf(source));
  const index = indexEntries(utf8);
  const producer = index.creator ?? '';
  const context: EntryContext = { producer, sanitised: isSanitised(utf8, producer) };
  const total = { read: 0, skipped: index.lost, local: false };
  requireSomething(utf8, index, name);
  return {
    format: 'har',
    transactions: { [Symbol.iterator]: () => readAll(utf8, index, context, total) },
    summary: () => summaryOf(name, index, context, total),
  };
}

interface Total {
  read: number;
  skipped: number;
  local: boolean;
}

function* readAll(utf8: Uint8Array, index: EntryIndex, context: EntryContext, total: Total): Generator<RawTransaction> {
  Object.assign(total, { read: 0, skipped: index.lost, local: false });
  const seen = new Set<string>();
  for (const [position, [from, to]] of index.spans.entries()) {
    const entry = asFields(parsePart(utf8, from, to));
    const read = entry && readOne(entry, String(position + 1), context);
    if (!entry || !read) {
      total.skipped += 1;
      continue;
    }
    total.read += 1;
    total.local ||= isLocalTime(entry.startedDateTime);
    yield withOwnId(read, seen);
  }
  for (const refused of readTlsErrors(index.tlsErrors)) {
    total.read += 1;
    yield withOwnId(refused, seen);
  }
}

function readOne(entry: Fields, id: string, context: EntryContext): RawTransaction | undefined {
  const read = readEntry(entry, id, context);
  return read && restoreOwn(read, entry);
}

// Ids restored from our own files may meet each other when files were joined by hand.
function withOwnId(read: RawTransaction, seen: Set<string>): RawTransaction {
  let id = read.id;
  for (let copy = 2; seen.has(id); copy += 1) id = `${read.id}.${copy}`;
  seen.add(id);
  return id === read.id ? read : { ...read, id };
}

function summaryOf(name: string, index: EntryIndex, context: EntryContext, total: Total): SourceReport {
  const limits = [
    ...(index.brokenAt === undefined ? [] : ['truncated']),
    ...(context.sanitised ? ['sanitised'] : []),
    ...(total.local ? ['local-times'] : []),
  ];
  const { read, skipped } = total;
  return { name, format: 'har', ...(context.producer ? { producer: context.producer } : {}), read, skipped, limits };
}

// An empty list of entries is a HAR in which nothing happened; a list of things which are no entries is damage.
function requireSomething(utf8: Uint8Array, index: EntryIndex, name: string): void {
  const readable = index.spans.some(([from, to]) => isEntry(asFields(parsePart(utf8, from, to))));
  if (readable || index.tlsErrors.length > 0) return;
  const hurt = index.spans.length > 0 || index.brokenAt !== undefined;
  if (index.found && !hurt) return;
  const where =
    index.brokenAt === undefined
      ? ''
      : ` What begins at byte ${index.brokenAt} of ${utf8.length} is damaged or does not end.`;
  const what = index.found
    ? 'it has no complete entry in log.entries.'
    : 'it looks like a HAR but has no log.entries, the list of what was captured.';
  const advice =
    'Is the file cut short, or edited? Save it again: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.';
  throw new HmaError('ERR_CAPTURE_INVALID', `Cannot read capture "${name}": ${what}${where} ${advice}`);
}

function isEntry(entry: Fields | undefined): boolean {
  return asFields(entry?.request) !== undefined || asFields(entry?.response) !== undefined;
}
