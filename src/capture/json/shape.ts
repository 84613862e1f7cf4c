import { damagedAt, isBlank, more, odd, skipBlanks, skipValue } from './skip.js';
import { slackBytes, type Window } from './window.js';

/**
 * Takes the value at this offset, or steps over it.
 *
 * @returns The offset after it, or `more`, `odd` or damage.
 */
export type Take<Into> = (window: Window, at: number, into: Into) => number;

/**
 * The members of one kind of object that are taken, and the order in which a file has its members: nearly all objects of a kind
 * have the same ones in the same order, with the same blanks between. So what stands before the next value is expected and
 * only compared.
 */
export interface Shape<Into> {
  readonly takes: ReadonlyMap<string, Take<Into>>;
  readonly steps: Step<Into>[];
}

interface Step<Into> {
  readonly name: string;
  /** From the end of the value before to the beginning of this one, four bytes a word: comma, blanks, name, colon. */
  readonly lead: Int32Array;
  readonly leadBytes: number;
  /** Which bytes of the last word belong to it. */
  readonly mask: number;
  readonly take: Take<Into>;
}

/** A shape of which no order is known yet. Members that are not named here are stepped over. */
export function createShape<Into>(takes: Readonly<Record<string, Take<Into>>>): Shape<Into> {
  return { takes: new Map(Object.entries(takes)), steps: [] };
}

/** Steps over a value, and gives its place on. */
export function taking<Into>(read: (window: Window, from: number, to: number, into: Into) => void): Take<Into> {
  return (window, at, into) => {
    const end = skipValue(window, at);
    if (end > 0) read(window, at, end, into);
    return end;
  };
}

/**
 * Walks the object at `at`, straight from the bytes. Commas and colons are taken for blanks, so that one too many or too few
 * costs nothing.
 *
 * @returns The offset after it, or `more`, `odd` or damage.
 */
export function walkObject<Into>(window: Window, at: number, into: Into, shape: Shape<Into>): number {
  const { bytes } = window;
  let index = 0;
  let next = at + 1;
  for (;;) {
    const step = shape.steps[index];
    if (step && hasLead(window, next, step)) {
      index += 1;
      next = step.take(window, next + step.leadBytes, into);
    } else {
      const nameAt = skipBlanks(bytes, next) + 1;
      if (bytes[nameAt - 1] !== 0x22) return endOfObject(window, nameAt - 1);
      const nameEnd = endOfName(window, nameAt);
      if (nameEnd < 0) return nameEnd;
      const valueAt = skipBlanks(bytes, nameEnd + 1);
      if (valueAt >= window.length) return more; // cut between a name and its value: nothing to learn
      const name = bytes.toString('latin1', nameAt, nameEnd);
      index = learn(window, next, valueAt, name, shape, index);
      next = takeOf(shape, name)(window, valueAt, into);
    }
    if (next < 0) return next;
  }
}

function hasLead<Into>({ bytes, words }: Window, at: number, { lead, leadBytes, mask }: Step<Into>): boolean {
  const last = lead.length - 1;
  for (let index = 0; index < last; index += 1) {
    if (words.getInt32(at + index * 4, true) !== lead[index]) return false;
  }
  // A blank behind it: this one has another lead that begins alike.
  return (words.getInt32(at + last * 4, true) & mask) === lead[last] && !isBlank(bytes[at + leadBytes]);
}

function endOfObject({ bytes, length }: Window, at: number): number {
  if (bytes[at] === 0x7d) return at + 1;
  return at < length ? damagedAt(at) : more;
}

function endOfName({ bytes, length }: Window, at: number): number {
  for (let next = at; next < length; next += 1) {
    const byte = bytes[next] as number;
    if (byte === 0x22) return next;
    if (byte === 0x5c) return odd;
  }
  return more;
}

function takeOf<Into>({ takes }: Shape<Into>, name: string): Take<Into> {
  return takes.get(name) ?? skipValue;
}

/** Behind the bytes of a window stands room for a lead to be compared with. */
const longestLead = slackBytes - 8;
const mostSteps = 64;

// The member is known at another place (another one came before it, or is missing here), or it is new. Gives the next place.
function learn<Into>(
  { bytes }: Window,
  from: number,
  to: number,
  name: string,
  shape: Shape<Into>,
  index: number,
): number {
  const { steps } = shape;
  const known = steps.findIndex((step) => step.name === name);
  const fits = to - from <= longestLead && (known >= 0 ? known === index : steps.length < mostSteps);
  if (fits) steps.splice(index, known >= 0 ? 1 : 0, stepOf(bytes.subarray(from, to), name, takeOf(shape, name)));
  if (known >= 0) return known + 1;
  return fits ? index + 1 : index;
}

function stepOf<Into>(lead: Uint8Array, name: string, take: Take<Into>): Step<Into> {
  const padded = Buffer.alloc(Math.ceil(lead.length / 4) * 4);
  padded.set(lead);
  const words = Int32Array.from({ length: padded.length / 4 }, (_, index) => padded.readInt32LE(index * 4));
  const mask = -1 >>> (8 * (padded.length - lead.length));
  return { name, lead: words, leadBytes: lead.length, mask, take };
}
