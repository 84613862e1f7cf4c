import type { RawTransaction } from '../../types.js';
import { nextPlace } from '../json/far.js';
import { type JsonStart, startOfJson } from '../json/start.js';
import { createView, indexOf, type View } from '../json/view.js';
import type { Source } from '../source.js';
import { count, type Tally } from '../tally.js';
import { asUtf8 } from '../utf8-source.js';
import { readBrokenEntry } from './broken-entry.js';
import { findEntry } from './find-entry.js';
import { type Beside, findPlaces, nothingBeside } from './places.js';
import { findProducer } from './producer.js';
import { createReading, readEntries } from './read-entries.js';
import { type EntryContext, partsOf, readEntry } from './read-entry.js';
import { recorderOf } from './recorder.js';
import { isSanitised } from './sanitised.js';
import { createTaker } from './take-entry.js';
import { readTlsErrors } from './tls-errors.js';

/** A HAR, and what is known of it before its entries are read. */
export interface OpenedHar {
  readonly view: View;
  readonly start: JsonStart;
  readonly context: EntryContext;
  readonly isUtf16: boolean;
}

/** Looks at a HAR's beginning and end; at more of it where its producer takes credentials out. */
export function openHar(given: Source, windowBytes?: number): OpenedHar {
  const source = asUtf8(given);
  const view = createView(source, windowBytes);
  const start = startOfJson(source);
  const producer = findProducer(view, start.at);
  const context = { producer, recorder: recorderOf(producer), sanitised: isSanitised(view, producer) };
  return { view, start, context, isUtf16: source !== given };
}

/** Reads all of it, once. `tally` and `beside` fill on the way. */
export function* readHar(opened: OpenedHar, tally: Tally, beside: Beside): Generator<RawTransaction, void, undefined> {
  const { view, start, context, isUtf16 } = opened;
  if (isUtf16) count(tally.repairs, 'utf-16-decoded');
  if (start.call) count(tally.repairs, 'jsonp-unwrapped');
  if (context.sanitised) tally.limits.add('sanitised');
  const reading = createReading(view, context, tally, beside);
  const places = findPlaces(view, start.at, beside);
  for (let step = places.next(); !step.done; ) step = places.next(yield* readEntries(reading, step.value));
  if (goesOn(view, beside.end)) tally.limits.add('more-behind');
  if (tally.read === 0 && !isEmpty(beside, tally)) yield* salvage(opened, tally, beside);
  if (tally.read === 0 && beside.brokenAt !== undefined) yield* readBeforeDamage(opened, tally);
  if (beside.isCut) tally.limits.add('truncated');
  for (const refused of readTlsErrors(beside.tlsErrors)) {
    tally.read += 1;
    yield { ...refused, id: reading.ids.ofName(refused.id) };
  }
}

// Two that were joined, or one a line: each has a producer of its own, by which its entries are read.
function goesOn(view: View, end = -1): boolean {
  let at = end < 0 ? end : nextPlace(view, end);
  while (at >= 0 && closing.has(view.bytes[indexOf(view, at)])) at = nextPlace(view, at + 1);
  return at >= 0 && view.bytes[indexOf(view, at)] !== 0;
}

/** `)` and `;` of a JSONP call, `}` and `]` too many. */
const closing: ReadonlySet<number | undefined> = new Set([0x29, 0x3b, 0x7d, 0x5d]);

// The frame around the entries is damaged: they are looked for themselves.
function* salvage({ view, start, context }: OpenedHar, tally: Tally, beside: Beside): Generator<RawTransaction> {
  const at = findEntry(view, createTaker(view), start.at, { budget: view.source.size * 4 });
  if (at === undefined) return;
  tally.skips.clear();
  Object.assign(beside, nothingBeside(), { found: true, creator: beside.creator });
  count(tally.repairs, 'resynchronised');
  // Who wrote it may be what was lost: then nobody knows whether credentials were taken out.
  const sanitised = context.sanitised || (context.producer === '' && isSanitised(view, 'WebInspector'));
  if (sanitised) tally.limits.add('sanitised');
  // As if the byte before the first were the bracket of a list.
  yield* readEntries(createReading(view, { ...context, sanitised }, tally, beside), { at: at - 1, isAlone: false });
}

// Not one entry is whole: what stands before the damage still tells.
function* readBeforeDamage({ view, start, context }: OpenedHar, tally: Tally): Generator<RawTransaction> {
  const fields = readBrokenEntry(view, start.at);
  const read = fields && readEntry(partsOf(fields), '1', context);
  if (!read || (read.request?.url === undefined && !read.response)) return;
  tally.read = 1;
  tally.skips.clear();
  tally.limits.add('truncated');
  yield read;
}

/** Was it read to its end, and nothing found that could have been lost? A HAR in which nothing happened. */
export function isEmpty({ found, brokenAt }: Beside, tally: Tally): boolean {
  return found && tally.skips.size === 0 && brokenAt === undefined;
}
