import { asText } from '../fields/json-fields.js';
import { skipBlanks } from '../json/skip.js';
import { indexOf, isLast, moveTo, type View } from '../json/view.js';
import type { EntryParts } from './entry-parts.js';
import type { TakeEntry } from './take-entry.js';

/** What may still be looked at twice. Bytes. */
export interface Budget {
  budget: number;
}

/**
 * The next entry at or after `from`, by what only an entry has: an object with a request or a response. For files whose
 * frame (`log`, `entries`, a brace around them) is damaged, and where no entry like those before comes any more.
 *
 * @returns Its offset in the source; undefined when there is none, or none that the budget reaches.
 */
export function findEntry(view: View, take: TakeEntry, from: number, spend: Budget): number | undefined {
  for (let at = nextObject(view, from); at !== undefined && spend.budget > 0; at = nextObject(view, at + 1)) {
    const { to, parts } = take(at);
    if (parts && isEntry(parts)) return at;
    spend.budget -= Math.max(1, (to > 0 ? to : view.from + view.length) - at);
  }
  return undefined;
}

/** Is it an entry, and not any object? Charles has a request without a URL. */
export function isEntry({ request, response }: EntryParts): boolean {
  if (request) return asText(request.url) !== undefined || asText(request.method) !== undefined;
  return response !== undefined;
}

// The offset of the next brace with a name behind it; the view holds it.
function nextObject(view: View, from: number): number | undefined {
  for (let at = indexOf(view, from); ; at += 1) {
    at = view.bytes.indexOf(0x7b, at);
    if (at < 0 || at >= view.length) {
      if (isLast(view)) return undefined;
      moveTo(view, view.from + view.length);
      at = -1;
    } else if (isFollowedByName(view, at)) return view.from + at;
  }
}

// At the window's end nobody knows yet: whoever takes it will see.
function isFollowedByName({ bytes, length }: View, at: number): boolean {
  const next = skipBlanks(bytes, at + 1);
  return next >= length || bytes[next] === 0x22;
}
