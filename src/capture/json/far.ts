import { more, skipBlanks, skipNested, skipScalar, skipString, skipValue, type Walk } from './skip.js';
import { indexOf, isLast, moveTo, type View } from './view.js';

/** Steps over values of any size. Offsets are the source's; the view moves along. */

/** The place of the first byte that is no blank, comma or colon; `more` when the source ends before. */
export function nextPlace(view: View, offset: number): number {
  let at = indexOf(view, offset);
  for (;;) {
    at = skipBlanks(view.bytes, at);
    if (at < view.length) return view.from + at;
    if (isLast(view)) return more;
    moveTo(view, view.from + at);
    at = 0;
  }
}

/** The offset after the value at `offset`; `more` when the source ends before it does, `damaged` or below for no JSON. */
export function endOfValue(view: View, offset: number): number {
  let at = indexOf(view, offset);
  let end = skipValue(view, at);
  if (end === more && at > 0 && !isLast(view)) {
    moveTo(view, offset);
    at = 0;
    end = skipValue(view, at);
  }
  if (end !== more) return end < 0 ? end : view.from + end;
  return isLast(view) ? more : endOfLong(view, at);
}

// Longer than the view: walked window by window.
function endOfLong(view: View, start: number): number {
  const first = view.bytes[start];
  if (first === 0x22) return endOfParts(view, start + 1, { depth: 0, inString: true }, skipString);
  if (first === 0x7b || first === 0x5b) return endOfParts(view, start, { depth: 0, inString: false }, skipNested);
  return endOfParts(view, start, { depth: 0, inString: false }, skipScalar);
}

function endOfParts(
  view: View,
  start: number,
  walk: Walk,
  skip: (view: View, at: number, walk: Walk) => number,
): number {
  for (let at = start; ; at = 0) {
    const end = skip(view, at, walk);
    if (end !== more) return end < 0 ? end : view.from + end;
    if (isLast(view)) return more;
    moveTo(view, view.from + view.length - (walk.inString ? openEscape(view, at) : 0));
  }
}

// 1 where the last backslash takes the next byte with it: the two must be seen together.
function openEscape({ bytes, length }: View, from: number): number {
  let slash = length - 1;
  while (slash >= from && bytes[slash] === 0x5c) slash -= 1;
  return (length - 1 - slash) % 2;
}
