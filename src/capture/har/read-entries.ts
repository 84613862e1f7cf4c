import type { RawTransaction } from '../../types.js';
import { createIds, type Ids } from '../ids.js';
import { nextPlace } from '../json/far.js';
import { damaged, more, placeOfDamage } from '../json/skip.js';
import type { View } from '../json/view.js';
import { count, type Tally } from '../tally.js';
import { type Beginnings, createBeginnings } from './beginnings.js';
import { tooLarge } from './condense.js';
import { findEntry } from './find-entry.js';
import { noteLimits } from './limits.js';
import { restoreOwn } from './own-fields.js';
import { type Beside, breakAt, type EntryPlace } from './places.js';
import { type EntryContext, readEntry } from './read-entry.js';
import { createTaker, type TakeEntry, type TakenEntry } from './take-entry.js';

/** One reading of a file. */
export interface Reading {
  readonly view: View;
  readonly context: EntryContext;
  readonly tally: Tally;
  readonly beside: Beside;
  readonly take: TakeEntry;
  readonly beginnings: Beginnings;
  readonly ids: Ids;
  /** The number of the last entry, from 1, lost ones included: what people count in their file. */
  number: number;
  /** What may still be looked at twice, so that a file of nothing but damage is read in linear time. Bytes. */
  budget: number;
}

/** Begins to read. */
export function createReading(view: View, context: EntryContext, tally: Tally, beside: Beside): Reading {
  const [take, beginnings] = [createTaker(view), createBeginnings(view)];
  const budget = view.source.size * 4;
  return { view, context, tally, beside, take, beginnings, ids: createIds(), number: 0, budget };
}

/**
 * Reads the entries of an array, or one alone. What is no entry is counted, and after damage it goes on at the next place that
 * looks like the beginning of one.
 *
 * @returns The offset after the array, negative when it has no end.
 */
export function* readEntries(reading: Reading, place: EntryPlace): Generator<RawTransaction, number, undefined> {
  const { view, beside } = reading;
  let offset = place.isAlone ? place.at : place.at + 1;
  do {
    const from = nextPlace(view, offset);
    if (from < 0) {
      breakAt(beside, view.source.size, true);
      return more;
    }
    if (view.bytes[from - view.from] === closeArray) return from + 1;
    const taken = reading.take(from);
    reading.beginnings.learn(from, taken.beginning);
    reading.number += 1;
    const read = readTaken(reading, taken);
    if (read) yield read;
    offset = taken.to > 0 ? taken.to : goOn(reading, from, taken);
  } while (offset > 0 && !place.isAlone);
  return offset;
}

const closeArray = 0x5d;

function readTaken(reading: Reading, { to, parts, fields }: TakenEntry): RawTransaction | undefined {
  const { context, tally, number } = reading;
  if (to < 0) return undefined;
  const plain = parts && readEntry(parts, String(number), context);
  if (!plain) {
    count(tally.skips, 'not-an-entry');
    return undefined;
  }
  noteLimits(tally, parts, plain, context);
  tally.read += 1;
  const read = fields ? restoreOwn(plain, fields) : plain;
  const id = read === plain ? reading.ids.ofNumber(number) : reading.ids.ofName(read.id);
  return id === read.id ? read : { ...read, id };
}

// Where reading goes on after an entry that was lost; negative where it cannot.
function goOn(reading: Reading, from: number, { to, seemsTo }: TakenEntry): number {
  const { tally, beside } = reading;
  if (to === tooLarge && seemsTo !== undefined) {
    count(tally.skips, 'too-large');
    return seemsTo;
  }
  reading.budget -= walkedInVain(reading, from, to);
  const next = nextEntry(reading, from + 1, seemsTo);
  const isCut = to === more && next === undefined;
  count(tally.skips, isCut ? 'cut' : 'damaged');
  if (next !== undefined) count(tally.repairs, 'resynchronised');
  else if (seemsTo === undefined) breakAt(beside, from, isCut);
  return next ?? seemsTo ?? more;
}

// One that begins like those before; where the damage hides its own end, any.
function nextEntry(reading: Reading, from: number, seemsTo: number | undefined): number | undefined {
  const { view, take, beginnings } = reading;
  if (reading.budget <= 0) return undefined;
  const alike = beginnings.next(from, seemsTo ?? view.source.size);
  return alike ?? (seemsTo === undefined ? findEntry(view, take, from, reading) : undefined);
}

function walkedInVain({ view }: Reading, from: number, to: number): number {
  const isNear = to < damaged && view.from <= from;
  return isNear ? Math.max(0, placeOfDamage(to) + view.from - from) : view.from + view.length - from;
}
