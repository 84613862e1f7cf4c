import { parseText } from '../json/parse-text.js';
import { skipBlanks, skipString, skipValue, type Window } from '../json/skip.js';
import { moveTo, type View } from '../json/view.js';
import { asFields, asText } from './json-fields.js';
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
  const { text } = view;
  for (let at = text.lastIndexOf(name); at >= 0; at = at > 0 ? text.lastIndexOf(name, at - 1) : -1) {
    const from = skipBlanks(view.bytes, at + name.length);
    const to = text[from] === '{' ? skipValue(view, from) : -1;
    if (to < 0 || !closesLog(view, to)) continue;
    const producer = asText(asFields(parseText(text.slice(from, to)))?.name);
    if (producer !== undefined) return producer;
  }
  return undefined;
}

const name = '"creator"';

// A member of the log has one or two ends behind it; what lies deeper in an entry has more.
function closesLog(window: Window, from: number): boolean {
  let ends = 0;
  for (let at = skipBlanks(window.bytes, from); at < window.text.length; at = skipBlanks(window.bytes, at)) {
    const char = window.text[at];
    if (char === ')' || char === ';') break;
    if (char === '}' || char === ']') {
      ends += 1;
      at += 1;
    } else {
      at = char === '"' ? skipString(window.text, at + 1) : skipValue(window, at);
      if (at < 0) return false;
    }
  }
  return ends === 1 || ends === 2;
}
