import { odd, skipValue, type Window } from '../json/skip.js';
import { isNamed, valueBetween, walkObject } from '../json/walk.js';
import type { EntryParts } from './entry-parts.js';
import { type MessageWalk, walkRequest, walkResponse } from './walk-message.js';

/** An entry that was walked. */
export interface WalkedEntry extends EntryParts {
  /** The offset after it, or `more`, `damaged` or `odd`; only in the first case do the parts hold. */
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

function visit(window: Window, nameAt: number, length: number, valueAt: number, into: Draft): number {
  if (length === 7 && isNamed(window, nameAt, 'request')) {
    into.request = undefined;
    if (window.bytes[valueAt] === 0x7b) return walkRequest(window, valueAt, into.walk, into);
  } else if (length === 8 && isNamed(window, nameAt, 'response')) {
    into.response = undefined;
    if (window.bytes[valueAt] === 0x7b) return walkResponse(window, valueAt, into.walk, into);
  }
  // Our own entries say more than the walk takes.
  if (length === 10 && isNamed(window, nameAt, '_hmaDoctor')) return odd;
  const end = skipValue(window, valueAt);
  if (end > 0) visitField(window, nameAt, length, valueAt, end, into);
  return end;
}

function visitField(window: Window, nameAt: number, length: number, from: number, to: number, into: Draft): void {
  if (length === 4 && isNamed(window, nameAt, 'time')) into.time = valueBetween(window, from, to);
  else if (length === 6 && isNamed(window, nameAt, '_error')) into._error = valueBetween(window, from, to);
  else if (length === 10 && isNamed(window, nameAt, 'connection')) into.connection = valueBetween(window, from, to);
  else if (length === 15 && isNamed(window, nameAt, 'startedDateTime'))
    into.startedDateTime = valueBetween(window, from, to);
}
