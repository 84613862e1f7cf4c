import type { Source } from '../source.js';

/** A part of a log as latin1 text: one UTF-16 unit a byte. */
export interface LineWindow {
  readonly source: Source;
  readonly room: Buffer;
  from: number;
  text: string;
}

const windowBytes = 256 * 1024;

/** A window on nothing yet. */
export function createLineWindow(source: Source): LineWindow {
  return { source, room: Buffer.allocUnsafeSlow(windowBytes), from: 0, text: '' };
}

function moveTo(window: LineWindow, offset: number): void {
  const { source, room } = window;
  window.from = offset;
  window.text = room.toString('latin1', 0, offset < source.size ? source.read(room, offset) : 0);
}

/**
 * The events that stand alone in a line, as the browser writes them: found by line ends, without a look at what is inside,
 * because JSON has no line end in a string.
 *
 * @param at - The offset where the first of them begins, or blanks and a comma before it.
 * @param isWanted - Looks at the end of an event, up to `to`; what it refuses is not given.
 * @returns The offset of the first thing which is no such line: the end of the list, an event over several lines, a line
 * with several.
 */
export function* eventLines(
  window: LineWindow,
  at: number,
  isWanted: (text: string, from: number, to: number) => boolean,
): Generator<string, number> {
  if (at < window.from || at >= window.from + window.text.length) moveTo(window, at);
  const pairs = createPairs();
  for (let start = at - window.from; ; ) {
    const { text } = window;
    const from = skipFiller(text, start);
    const end = text.indexOf('\n', from);
    if (end < 0) {
      if (from === 0 || text.length < windowBytes) return window.from + from;
      moveTo(window, window.from + from);
      start = 0;
      pairs.forget();
      continue;
    }
    const to = lineEnd(text, from, end);
    if (text[from] !== '{' || text[to - 1] !== '}' || pairs.after(text, from) < to) return window.from + from;
    if (isWanted(text, from, to)) yield text.slice(from, to);
    start = end + 1;
  }
}

// Where two objects stand side by side: in a line with several events, and in some events themselves. What was found is
// kept until it is passed, so that a text is searched once.
function createPairs() {
  const places = new Map([
    ['},{', -1],
    ['}, {', -1],
  ]);
  return {
    after(text: string, from: number): number {
      let nearest = Number.POSITIVE_INFINITY;
      for (const [pair, known] of places) {
        const place = known >= from ? known : text.indexOf(pair, from);
        const found = place < 0 ? Number.POSITIVE_INFINITY : place;
        places.set(pair, found);
        nearest = Math.min(nearest, found);
      }
      return nearest;
    },
    forget: () => {
      for (const pair of places.keys()) places.set(pair, -1);
    },
  };
}

function skipFiller(text: string, from: number): number {
  let at = from;
  while (isFiller(text.charCodeAt(at))) at += 1;
  return at;
}

// Without the comma behind the event.
function lineEnd(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && isFiller(text.charCodeAt(to - 1))) to -= 1;
  return to;
}

function isFiller(code: number): boolean {
  return code === 0x2c || code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
