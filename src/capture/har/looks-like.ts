import { nextPlace } from '../json/far.js';
import { more } from '../json/skip.js';
import { startOfJson } from '../json/start.js';
import { createView } from '../json/view.js';
import { partOf, type Source } from '../source.js';
import { beginningOf } from '../utf8-source.js';
import { isEntry } from './find-entry.js';
import { findPlaces, nothingBeside } from './places.js';
import { createTaker } from './take-entry.js';

const beginningBytes = 64 * 1024;
/** Where the beginning says nothing: some producers put an initiator or a body before everything else. */
const lookBytes = 8 * 1024 * 1024;

// The first brace itself is damaged or missing.
const damagedFrame = /^[^"]{0,8}"(?:log"\s{0,50}:\s{0,50}\{|startedDateTime"\s{0,50}:)/;

/** Is it a HAR? A bounded part of it is looked at. */
export function looksLikeHar(source: Source): boolean {
  const beginning = beginningOf(source, beginningBytes);
  const first = firstByte(beginning);
  const text = Buffer.from(partOf(beginning, 0, beginningBytes)).toString('latin1');
  if (first !== 0x7b && first !== 0x5b) return damagedFrame.test(text);
  return (
    /"log"\s{0,50}:\s{0,50}[{[]|"entries"\s{0,50}:\s{0,50}\[|"startedDateTime"\s{0,50}:/.test(text) ||
    hasEntry(beginningOf(source, lookBytes))
  );
}

function firstByte(source: Source): number | undefined {
  const { at } = startOfJson(source);
  return partOf(source, at, at + 1)[0];
}

// A bare array, or an entry alone, with nothing at its beginning that only a HAR has.
function hasEntry(source: Source): boolean {
  const view = createView(source);
  const place = findPlaces(view, startOfJson(source).at, nothingBeside()).next().value;
  const from = place ? nextPlace(view, place.isAlone ? place.at : place.at + 1) : more;
  const parts = from < 0 ? undefined : createTaker(view)(from).parts;
  // Other programs' logs have a request and a response, too: those are read as text. HAR 1.2 demands the time.
  return parts !== undefined && isEntry(parts) && parts.startedDateTime !== undefined;
}
