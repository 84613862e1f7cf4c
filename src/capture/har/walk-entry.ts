import { createShape, type Shape, taking, walkObject } from '../json/shape.js';
import { odd, skipValue } from '../json/skip.js';
import { valueBetween } from '../json/values.js';
import type { Window } from '../json/window.js';
import type { EntryParts } from './entry-parts.js';
import { type MessageWalk, messageShapes, walkRequest, walkResponse } from './walk-message.js';

/** What a walk needs beside the bytes of an entry. */
export interface EntryWalk extends MessageWalk {
  readonly entry: Shape<Draft>;
}

interface Draft extends EntryParts {
  readonly walk: MessageWalk;
}

/** An entry that was walked. */
export interface WalkedEntry {
  /** The offset after it, or `more`, `odd` or damage; only in the first case do the parts hold. */
  readonly end: number;
  readonly parts: EntryParts;
}

/** What is taken of an entry and all that is in it; the order in which a file has it is learned from entry to entry. */
export function entryShapes(): Pick<EntryWalk, 'entry' | 'request' | 'response' | 'content' | 'postData'> {
  return { entry: entryShape(), ...messageShapes() };
}

/**
 * Walks the entry whose `{` is at `at`, and takes what a transaction is made of: without building the rest of it, and with
 * bodies left where they are.
 */
export function walkEntry(window: Window, at: number, walk: EntryWalk): WalkedEntry {
  const parts: Draft = {
    startedDateTime: undefined,
    time: undefined,
    connection: undefined,
    _error: undefined,
    request: undefined,
    response: undefined,
    walk,
  };
  return { end: walkObject(window, at, parts, walk.entry), parts };
}

function entryShape(): Shape<Draft> {
  return createShape<Draft>({
    request(window, at, into) {
      into.request = undefined;
      return window.bytes[at] === 0x7b ? walkRequest(window, at, into.walk, into) : skipValue(window, at);
    },
    response(window, at, into) {
      into.response = undefined;
      return window.bytes[at] === 0x7b ? walkResponse(window, at, into.walk, into) : skipValue(window, at);
    },
    startedDateTime: taking((window, from, to, into) => {
      into.startedDateTime = valueBetween(window, from, to);
    }),
    time: taking((window, from, to, into) => {
      into.time = valueBetween(window, from, to);
    }),
    connection: taking((window, from, to, into) => {
      into.connection = into.walk.term(window, from, to);
    }),
    _error: taking((window, from, to, into) => {
      into._error = valueBetween(window, from, to);
    }),
    // Our own entries say more than the walk takes.
    _hmaDoctor: () => odd,
  });
}
