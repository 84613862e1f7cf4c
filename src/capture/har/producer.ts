import { asFields, asText } from '../fields/json-fields.js';
import { parseText } from '../json/parse-text.js';
import { skipBlanks, skipValue } from '../json/skip.js';
import { moveTo, type View } from '../json/view.js';
import type { Window } from '../json/window.js';
import { findPlaces, nothingBeside } from './places.js';

/**
 * Who wrote a HAR, before its entries are read: `creator` stands before them, or at the end of the file.
 *
 * @returns `creator.name`, or empty. One that stands elsewhere is not found.
 */
export function findProducer(view: View, start: number): string {
  const beside = nothingBeside();
  findPlaces(view, start, beside).next();
  return beside.creator ?? producerAtEnd(view) ?? '';
}

function producerAtEnd(view: View): string | undefined {
  moveTo(view, Math.max(0, view.source.size - view.capacity));
  const { bytes } = view;
  for (let at = view.length; at > 0; ) {
    at = bytes.lastIndexOf(name, at - 1);
    const from = at < 0 ? -1 : skipBlanks(bytes, at + name.length);
    const to = bytes[from] === 0x7b ? skipValue(view, from) : -1;
    const producer =
      to > 0 && closesLog(view, to) ? asText(asFields(parseText(bytes.toString('latin1', from, to)))?.name) : undefined;
    if (producer !== undefined) return producer;
  }
  return undefined;
}

const name = '"creator"';

// A member of the log has one or two ends behind it; what lies deeper in an entry has more.
function closesLog(window: Window, from: number): boolean {
  const { bytes, length } = window;
  let ends = 0;
  for (let at = skipBlanks(bytes, from); at < length; at = skipBlanks(bytes, at)) {
    const byte = bytes[at];
    if (byte === 0x29 || byte === 0x3b) break; // the end of a JSONP call
    const isEnd = byte === 0x7d || byte === 0x5d;
    at = isEnd ? at + 1 : skipValue(window, at);
    if (at < 0) return false;
    if (isEnd) ends += 1;
  }
  return ends === 1 || ends === 2;
}
