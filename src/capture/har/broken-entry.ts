import type { Fields } from '../fields/json-fields.js';
import { members } from '../json/elements.js';
import { endOfValue, nextPlace } from '../json/far.js';
import { parseText } from '../json/parse-text.js';
import { indexOf, textOf, type View } from '../json/view.js';
import { findPlaces, nothingBeside } from './places.js';

/** No member is parsed beyond this. Bytes. */
const memberLimitBytes = 16 * 1024 * 1024;

/** An entry, and its messages: what lies deeper counts whole or not at all. */
const deepest = 1;

/**
 * Of a file without one whole entry: the members of the first that stand before the damage. A list or body that is not
 * whole is left out: a header line that is missing must not look as if it had not been sent.
 *
 * @param start - Where the JSON begins.
 * @returns undefined where not even an entry begins.
 */
export function readBrokenEntry(view: View, start: number): Fields | undefined {
  const place = findPlaces(view, start, nothingBeside()).next().value;
  if (!place) return undefined;
  const at = nextPlace(view, place.isAlone ? place.at : place.at + 1);
  return at < 0 || !isObject(view, at) ? undefined : membersBefore(view, at, 0);
}

function membersBefore(view: View, objectAt: number, depth: number): Fields {
  const fields: Record<string, unknown> = {};
  for (const { name, valueAt } of members(view.source, objectAt, view)) {
    const value = memberOf(view, valueAt, depth);
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}

function memberOf(view: View, at: number, depth: number): unknown {
  const end = endOfValue(view, at);
  const value = end < 0 || end - at > memberLimitBytes ? undefined : parseText(textOf(view, at, end));
  if (value !== undefined || depth === deepest || !isObject(view, at)) return value;
  return membersBefore(view, at, depth + 1);
}

function isObject(view: View, offset: number): boolean {
  return view.bytes[indexOf(view, offset)] === 0x7b;
}
