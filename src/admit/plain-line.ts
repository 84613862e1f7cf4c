import { standalone } from '../parse/standalone.js';
import { headerKind } from './header-name.js';
import { createMemo, limits } from './memo.js';

// Versions and numbers, dates, GUIDs, and short words, also in quotes: nothing in them that the sweep looks for.
const number = String.raw`[\d.]{1,19}`;
const date = String.raw`[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT`;
const guid = String.raw`\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?(?::\d{1,9})?`;
const word = '"?[A-IK-Za-z0-9_-]{1,37}"?';
// What is longer may look random, which nothing of an unknown header may.
const shortWord = '[A-IK-Za-z0-9_-]{1,19}';
const values = { public: [number, date, word, guid].join('|'), unknown: [number, date, guid, shortWord].join('|') };
const patterns = createMemo<RegExp | 'never'>(limits.names);

/**
 * A sticky pattern for a whole line of this name, from the CRLF before it to the one behind it, which matches no line
 * but such as `redactLine` leaves alone: those with a date, a number, an id. Undefined where no line is plain.
 */
export function plainLine(name: string): RegExp | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = patternOf(name) ?? 'never';
    if (name.length <= limits.nameLength) patterns.set(standalone(name), pattern);
  }
  return pattern === 'never' ? undefined : pattern;
}

function patternOf(name: string): RegExp | undefined {
  const kind = headerKind(name);
  // The parts of X-FailureContext are base64, which is read.
  if (!/^[A-Za-z0-9-]{1,64}$/.test(name) || name.toLowerCase() === 'x-failurecontext') return undefined;
  if (kind !== 'public' && kind !== 'unknown') return undefined;
  return new RegExp(String.raw`\r\n${name}:[ \t]?(?:${values[kind]})(?=$|\r\n(?![ \t]))`, 'y');
}
