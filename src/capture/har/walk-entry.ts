import { odd, skipValue } from '../json/skip.js';
import { isNamed, nameOf, valueBetween, walkObject } from '../json/walk.js';
import type { Window } from '../json/window.js';
import type { EntryParts } from './entry-parts.js';
import { type MessageWalk, walkRequest, walkResponse } from './walk-message.js';

/** An entry that was walked. */
export interface WalkedEntry extends EntryParts {
  /** The offset after it, or `more`, `odd` or damage; only in the first case do the parts hold. */
  end: number;
}

interface Draft extends WalkedEntry {
  readonly walk: MessageWalk;
}

/**
 * Walks the entry whose `{` is at `at`, and takes what a transaction is made of: without building the rest of it, and with
 * bodies left where they are.
 */
export function walkEntry(window: Window, at: number, walk: MessageWalk): WalkedEntry {
  const draft: Draft = {
    end: 0,
    startedDateTime: undefined,
    time: undefined,
    connection: undefined,
    _error: undefined,
    request: undefined,
    response: undefined,
    walk,
  };
  draft.end = walkObject(window, at, draft, visit);
  return draft;
}

const names = {
  request: nameOf('request'),
  response: nameOf('response'),
  time: nameOf('time'),
  _error: nameOf('_error'),
  connection: nameOf('connection'),
  _hmaDoctor: nameOf('_hmaDoctor'),
  startedDateTime: nameOf('startedDateTime'),
};

function visit(window: Window, nameAt: number, length: number, valueAt: number, into: Draft): number {
  const isObject = window.bytes[valueAt] === 0x7b;
  if (isNamed(window, nameAt, length, names.request)) {
    into.request = undefined;
    if (isObject) return walkRequest(window, valueAt, into.walk, into);
  } else if (isNamed(window, nameAt, length, names.response)) {
    into.response = undefined;
    if (isObject) return walkResponse(window, valueAt, into.walk, into);
  }
  // Our own entries say more than the walk takes.
  if (isNamed(window, nameAt, length, names._hmaDoctor)) return odd;
  const end = skipValue(window, valueAt);
  if (end > 0) visitField(window, nameAt, length, valueAt, end, into);
  return end;
}

function visitField(window: Window, nameAt: number, length: number, from: number, to: number, into: Draft): void {
  if (isNamed(window, nameAt, length, names.time)) into.time = valueBetween(window, from, to);
  else if (isNamed(window, nameAt, length, names._error)) into._error = valueBetween(window, from, to);
  else if (isNamed(window, nameAt, length, names.connection)) into.connection = into.walk.term(window, from, to);
  else if (isNamed(window, nameAt, length, names.startedDateTime))
    into.startedDateTime = valueBetween(window, from, to);
}
