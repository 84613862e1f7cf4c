import { createHeadAtHand } from './head-at-hand.js';
import { type KnownName, learnName } from './known-names.js';
import { createPlaces } from './places.js';
import type { Redaction } from './redaction.js';
import { settledLine } from './settled-line.js';
import { isLineEnd, known, lineEnd, type Place, type Step } from './ways.js';

/**
 * A head is mostly what an earlier head was, but for a date, an id, a cookie. So the door remembers the ways through
 * heads: from a place lines follow that were seen there before, and are passed in one comparison without being read
 * again.
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

/** Since where in this head the lines are public, and at which place that was. */
interface Noted {
  readonly place: Place;
  readonly from: number;
}

/** Makes an empty memory. */
export function createKnownLines(redaction: Redaction): KnownLines {
  const hand = createHeadAtHand();
  const places = createPlaces(hand);

  function read(place: Place, head: string, at: number): Step | undefined {
    const name = hand.nameAt(at + 2);
    const end = name && hand.calmEnd(at + 2, name);
    if (end === undefined || !isLineEnd(head, end)) return readFully(place, name, head, at);
    return { end, to: places.behind(place, name, head, at) };
  }

  function readFully(place: Place, name: KnownName | undefined, head: string, at: number): Step | undefined {
    const end = lineEnd(head, at + 2);
    if (end === undefined) return undefined;
    const line = head.slice(at + 2, end);
    const shown = settledLine(redaction, line);
    if (shown === undefined) return undefined;
    if (!name) learnName(line.slice(0, Math.max(0, line.indexOf(':', 1))));
    const to = places.behind(place, name, head, at);
    if (shown === line) return { end, to };
    const step = { end, to, shown: `\r\n${shown}` };
    places.learnSecret(place, step, head, at);
    return step;
  }

  function walk(head: string, from: number, start: string | undefined): string | undefined {
    const parts = start === undefined ? [] : [start];
    let kept = start === undefined ? 0 : from;
    let place = places.root();
    let noted: Noted | undefined;
    for (let at = from; at < head.length; ) {
      let step = known(place, hand, head, at);
      if (!step) {
        const learns = isLearning(place);
        step = learns ? places.again(place, head, at) : undefined;
        if (!step) {
          step = read(place, head, at);
          if (!step) return undefined;
          const stays = step.shown === undefined;
          if (learns && stays && !places.learnPlain(place, step, head, at)) noted ??= { place, from: at };
        }
      }
      if (step.shown !== undefined) {
        parts.push(head.slice(kept, at), step.shown);
        kept = step.end;
        if (noted) places.note(noted.place, head.slice(noted.from, at));
        noted = undefined;
      }
      at = step.end;
      place = step.to;
    }
    if (noted) places.note(noted.place, head.slice(noted.from));
    if (parts.length === 0) return head;
    parts.push(head.slice(kept));
    return parts.join('');
  }

  return {
    redact(head, from, start) {
      if (!isLineEnd(head, from)) return undefined;
      hand.take(head);
      try {
        return walk(head, from, start);
      } finally {
        hand.wipe();
      }
    },
  };
}

// Where each head goes another way there is nothing to learn; it is tried now and then.
function isLearning(place: Place): boolean {
  place.misses++;
  return place.misses <= 64 || place.misses % 64 === 0;
}
