import { redactLine } from './head.js';
import { createHeadAtHand } from './head-at-hand.js';
import { type KnownName, learnName } from './known-names.js';
import { limits, standalone } from './memo.js';
import { plainLine } from './plain-line.js';
import type { Redaction } from './redaction.js';
import { settled } from './settle.js';
import { isLineEnd, known, lineEnd, type Place, type SecretLine, type Step, type Way } from './ways.js';

/**
 * A head is mostly what an earlier head was, but for a date, an id, a cookie. So the door remembers the ways through
 * heads: from a place lines follow that were seen there before, and are passed in one comparison without being read
 * again. What two heads have in common from a place on becomes a way.
 *
 * It holds no secret: what it compares with came back unchanged from the redaction, or stands in its output; secrets are
 * known again by a keyed tag.
 */
export interface KnownLines {
  /**
   * Redacts the header lines of a head, each with the CRLF before it, from `from` on. Gives the whole head, with `start`
   * in place of what stands before them if that is given; undefined where a line has to be seen with its neighbours
   * (folds, bare CR or LF) or does not settle, which others look after.
   */
  readonly redact: (head: string, from: number, start: string | undefined) => string | undefined;
}

/** Makes an empty memory. */
export function createKnownLines(redaction: Redaction): KnownLines {
  const hand = createHeadAtHand();
  let size = 0;
  let root = newPlace([]);

  function newPlace(followed: readonly string[]): Place {
    size += 200;
    return { ways: [], followed: followed.filter((text) => text !== ''), behind: new Map(), misses: 0 };
  }

  function addWay(place: Place, way: Way): void {
    place.ways.unshift(way);
    if (place.ways.length > limits.ways) place.ways.pop();
  }

  // What followed here before, as far as it follows again.
  function again(place: Place, head: string, at: number): Step | undefined {
    for (const text of place.followed) {
      const length = commonLines(text, head, at);
      if (length === 0) continue;
      const to = newPlace([text.slice(length)]);
      size += length;
      addWay(place, { sort: 'same', lines: standalone(text.slice(0, length)), to });
      return { end: at + length, to };
    }
    return undefined;
  }

  function read(place: Place, head: string, at: number): Step | undefined {
    const name = hand.nameAt(at + 2);
    const end = name && hand.calmEnd(at + 2, name);
    if (end === undefined || !isLineEnd(head, end)) return readFully(place, name, head, at);
    const to = placeBehind(place, name, head, at);
    return { end, to };
  }

  function readFully(place: Place, name: KnownName | undefined, head: string, at: number): Step | undefined {
    const end = lineEnd(head, at + 2);
    if (end === undefined) return undefined;
    const line = head.slice(at + 2, end);
    const shown = settled(redaction, line, redactLine);
    if (shown === undefined) return undefined;
    if (!name) learnName(line.slice(0, Math.max(0, line.indexOf(':', 1))));
    const to = placeBehind(place, name, head, at);
    if (shown === line) return { end, to };
    learnSecret(place, to, head, at, end, `\r\n${shown}`);
    return { end, to, shown: `\r\n${shown}` };
  }

  function placeBehind(place: Place, name: KnownName | undefined, head: string, at: number): Place {
    const behind = place.behind.get(name);
    if (behind) return behind;
    const open = name ? head.slice(at, at + 3 + name.name.length) : '';
    const followed = name ? place.followed.filter((text) => text.startsWith(open)) : [];
    const made = newPlace(followed.map((text) => text.slice(lineEnd(text, 2))));
    place.behind.set(name, made);
    return made;
  }

  function learnSecret(place: Place, to: Place, head: string, at: number, end: number, shown: string): void {
    const line = head.slice(at, end);
    const way = place.ways.find((one) => isOpenedBy(one, line, shown)) ?? newSecretLine(place, to, line, shown);
    if (way.sort !== 'secret' || way.luck < 0) return;
    const tag = hand.tag(at + way.open.length, end);
    if (!tag) return;
    size += shown.length;
    way.seen.unshift({ ...tag, length: line.length - way.open.length, shown: standalone(shown) });
    if (way.seen.length > limits.secrets) way.seen.pop();
  }

  function newSecretLine(place: Place, to: Place, line: string, shown: string): SecretLine {
    const made: SecretLine = { sort: 'secret', open: standalone(commonStart(line, shown)), seen: [], luck: 8, to };
    addWay(place, made);
    return made;
  }

  function walk(head: string, from: number, start: string | undefined): string | undefined {
    const parts = start === undefined ? [] : [start];
    let kept = start === undefined ? 0 : from;
    let place = root;
    let noted: Noted | undefined;
    for (let at = from; at < head.length; ) {
      let step = known(place, hand, head, at);
      if (!step) {
        const learns = place.misses < 64 || place.misses % 16 === 0;
        place.misses++;
        step = learns ? again(place, head, at) : undefined;
        if (!step) {
          step = read(place, head, at);
          if (!step) return undefined;
          if (learns && step.shown === undefined && !learnPlain(place, step, head, at)) noted ??= { place, from: at };
        }
      }
      if (step.shown !== undefined) {
        parts.push(head.slice(kept, at), step.shown);
        kept = step.end;
        if (noted) note(noted, head, at);
        noted = undefined;
      }
      at = step.end;
      place = step.to;
    }
    if (noted) note(noted, head, head.length);
    if (parts.length === 0) return head;
    parts.push(head.slice(kept));
    return parts.join('');
  }

  // Where this line stood before with another value.
  function learnPlain(place: Place, step: Step, head: string, at: number): boolean {
    const colon = head.indexOf(':', at + 3);
    const open = head.slice(at, colon + 1);
    if (colon < 0 || !place.followed.some((text) => text.startsWith(open))) return false;
    const line = plainLine(open.slice(2, -1));
    if (!line) return true;
    line.lastIndex = at;
    if (line.test(head) && line.lastIndex === step.end) addWay(place, { sort: 'plain', line, to: step.to });
    return true;
  }

  function note({ place, from }: Noted, head: string, to: number): void {
    const text = head.slice(from, to);
    const kept = text.length <= limits.textLength ? text : text.slice(0, text.lastIndexOf('\r\n', limits.textLength));
    if (kept === '') return;
    size += kept.length;
    place.followed.unshift(standalone(kept));
    if (place.followed.length > limits.followed) place.followed.pop();
  }

  return {
    redact(head, from, start) {
      if (!isLineEnd(head, from)) return undefined;
      if (size > limits.lines) {
        size = 0;
        root = newPlace([]);
      }
      hand.take(head);
      const shown = walk(head, from, start);
      hand.wipe();
      return shown;
    },
  };
}

/** Since where in this head the lines are public, and at which place that was. */
interface Noted {
  readonly place: Place;
  readonly from: number;
}

function isOpenedBy(way: Way, line: string, shown: string): boolean {
  return way.sort === 'secret' && line.startsWith(way.open) && shown.startsWith(way.open);
}

function commonLines(text: string, head: string, at: number): number {
  let length = 0;
  while (length < text.length) {
    const end = lineEnd(text, length + 2);
    if (end === undefined || !isLineEnd(head, at + end)) break;
    if (text.slice(length, end) !== head.slice(at + length, at + end)) break;
    length = end;
  }
  return length;
}

// Up to the first difference; both begin with the name of the header.
function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
