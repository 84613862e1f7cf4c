import { asFields, asText } from '../fields/json-fields.js';
import { members } from '../json/elements.js';
import { endOfValue } from '../json/far.js';
import { parseText } from '../json/parse-text.js';
import { indexOf, textOf, type View } from '../json/view.js';

/** Where entries are: an array of them, or one alone. */
export interface EntryPlace {
  /** Offset in the source. */
  readonly at: number;
  readonly isAlone: boolean;
}

/** What stands beside the entries; it is filled while places are found. */
export interface Beside {
  /** There is a list of entries, or an entry alone. */
  found: boolean;
  creator: string | undefined;
  /** `_tlsErrors` of HTTP Toolkit: connections whose client refused the interception. */
  tlsErrors: readonly unknown[];
  /** The offset after it; undefined or negative where it has no end. */
  end: number | undefined;
  /** The file does not end as it should, from this offset on. */
  brokenAt: number | undefined;
  /** Why: it ends too early. */
  isCut: boolean;
}

/** Nothing was seen. */
export function nothingBeside(): Beside {
  return { found: false, creator: undefined, tlsErrors: [], end: undefined, brokenAt: undefined, isCut: false };
}

/** Notes where the file breaks; the first place counts. */
export function breakAt(beside: Beside, at: number, isCut: boolean): void {
  if (beside.brokenAt !== undefined) return;
  beside.brokenAt = at;
  beside.isCut = isCut;
}

/** The places of entries. Whoever takes an array passes the offset after it to `next`, negative when it has no end. */
export type Places<End> = Generator<EntryPlace, End, number | undefined>;

/** No field beside the entries is parsed beyond this. Bytes. */
const fieldLimitBytes = 16 * 1024 * 1024;

/**
 * Finds the entries of a HAR: `log.entries`, `entries` at the top, `log` as an array, a bare array, a lone entry. Members come
 * in any order.
 */
export function* findPlaces(view: View, start: number, beside: Beside): Places<void> {
  const first = byteAt(view, start);
  if (first === openArray) {
    beside.found = true;
    beside.end = yield { at: start, isAlone: false };
  } else if (first === openObject) beside.end = yield* placesIn(view, start, false, beside);
}

const openArray = 0x5b;
const openObject = 0x7b;

function byteAt(view: View, offset: number): number | undefined {
  return view.bytes[indexOf(view, offset)];
}

function* placesIn(view: View, at: number, isLog: boolean, beside: Beside): Places<number> {
  const walk = members(view.source, at, view);
  let step = walk.next();
  for (let end: number | undefined; !step.done; step = walk.next(end)) {
    const { name, valueAt } = step.value;
    const first = byteAt(view, valueAt);
    end = undefined;
    if (first === openArray && (name === 'entries' || (name === 'log' && !isLog))) {
      beside.found = true;
      end = yield { at: valueAt, isAlone: false };
    } else if (first === openObject && name === 'log' && !isLog) end = yield* placesIn(view, valueAt, true, beside);
    else if (first === openObject && name === 'request' && !isLog && !beside.found) {
      beside.found = true;
      yield { at, isAlone: true };
    } else end = noteField(view, name, valueAt, beside);
    if (end !== undefined && end < 0) return end;
  }
  const { to, brokenAt, isCut = false } = step.value;
  if (brokenAt === undefined) return to;
  breakAt(beside, brokenAt, isCut);
  return -1;
}

function noteField(view: View, name: string, valueAt: number, beside: Beside): number | undefined {
  if (name !== 'creator' && name !== '_tlsErrors') return undefined;
  const end = endOfValue(view, valueAt);
  if (end < 0 || end - valueAt > fieldLimitBytes) return undefined;
  const value = parseText(textOf(view, valueAt, end));
  if (name === 'creator') beside.creator = asText(asFields(value)?.name) ?? beside.creator;
  else if (Array.isArray(value)) beside.tlsErrors = value;
  return end;
}
