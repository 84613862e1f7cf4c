import { parseText } from '../json/parse-text.js';
import { odd, skipValue, type Window } from '../json/skip.js';
import { isNamed, valueBetween, walkObject } from '../json/walk.js';
import type { EntryParts, MessageParts, RequestParts, ResponseParts } from './entry-parts.js';
import { noLines } from './head-lines.js';
import type { HeadRoom } from './head-room.js';
import { readPostData } from './read-body.js';
import { type BodyAt, type BodyParts, contentOf, noBodyParts, walkBody } from './walk-body.js';
import { walkHeaders } from './walk-headers.js';

/** What a walk needs beside the text of an entry. */
export interface MessageWalk {
  readonly room: HeadRoom;
  readonly bodyAt: BodyAt;
  /** Was something between these offsets left out of the window? Then it cannot be parsed. */
  readonly isCut: (from: number, to: number) => boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface RequestDraft extends RequestParts {
  readonly walk: MessageWalk;
  post: BodyParts;
  postData: Span | undefined;
  _content: Span | undefined;
}

interface ResponseDraft extends ResponseParts {
  readonly walk: MessageWalk;
}

const emptyMessage = { httpVersion: undefined, body: undefined, _error: undefined };

/** Walks the `request` at `at`. @returns The offset after it, `more`, `damaged` or `odd`. */
export function walkRequest(window: Window, at: number, walk: MessageWalk, into: EntryParts): number {
  const own = { method: undefined, url: undefined, post: noBodyParts(), postData: undefined, _content: undefined };
  const draft: RequestDraft = { ...emptyMessage, ...own, lines: noLines(), walk };
  const end = walkObject(window, at, draft, visitRequest);
  into.request = draft;
  return end < 0 || !(draft.postData || draft._content) ? end : takeBody(window, draft, end);
}

function visitRequest(window: Window, nameAt: number, length: number, valueAt: number, into: RequestDraft): number {
  if (length === 7 && isNamed(window, nameAt, 'headers')) return visitHeaders(window, valueAt, true, into);
  if (length === 8 && isNamed(window, nameAt, 'postData')) return visitPostData(window, valueAt, into);
  const end = skipValue(window, valueAt);
  if (end < 0) return end;
  if (length === 3 && isNamed(window, nameAt, 'url')) into.url = valueBetween(window, valueAt, end);
  else if (length === 6 && isNamed(window, nameAt, 'method')) into.method = valueBetween(window, valueAt, end);
  else if (length === 8 && isNamed(window, nameAt, '_content')) into._content = { from: valueAt, to: end };
  else visitField(window, nameAt, length, valueAt, end, into);
  return end;
}

function visitPostData(window: Window, valueAt: number, into: RequestDraft): number {
  into.post = noBodyParts();
  const end = walkBody(window, valueAt, into.post);
  into.postData = { from: valueAt, to: end };
  return end;
}

// A form or a binary body is parsed.
function takeBody(window: Window, draft: RequestDraft, end: number): number {
  const { post, postData, _content, walk } = draft;
  if (post.to > post.from) {
    const encoding = typeof post.encoding === 'string' ? post.encoding : undefined;
    draft.body = walk.bodyAt(window, post.from, post.to, encoding, false);
    return end;
  }
  const parse = (span: Span | undefined) => span && parseText(window.text.slice(span.from, span.to));
  const spans = [postData, _content].filter((span) => span !== undefined);
  if (spans.some(({ from, to }) => walk.isCut(from, to))) return odd;
  draft.body = readPostData({ postData: parse(postData), _content: parse(_content) });
  return end;
}

/** Walks the `response` at `at`. @returns The offset after it, `more`, `damaged` or `odd`. */
export function walkResponse(window: Window, at: number, walk: MessageWalk, into: EntryParts): number {
  const own = { status: undefined, statusText: undefined, comment: undefined };
  const draft: ResponseDraft = { ...emptyMessage, ...own, lines: noLines(), walk };
  into.response = draft;
  return walkObject(window, at, draft, visitResponse);
}

function visitResponse(window: Window, nameAt: number, length: number, valueAt: number, into: ResponseDraft): number {
  if (length === 7 && isNamed(window, nameAt, 'headers')) return visitHeaders(window, valueAt, false, into);
  if (length === 7 && isNamed(window, nameAt, 'content')) return visitContent(window, valueAt, into);
  const end = skipValue(window, valueAt);
  if (end < 0) return end;
  if (length === 6 && isNamed(window, nameAt, 'status')) into.status = valueBetween(window, valueAt, end);
  else if (length === 10 && isNamed(window, nameAt, 'statusText')) into.statusText = valueBetween(window, valueAt, end);
  else visitField(window, nameAt, length, valueAt, end, into);
  return end;
}

function visitContent(window: Window, valueAt: number, into: ResponseDraft): number {
  const parts = noBodyParts();
  const end = walkBody(window, valueAt, parts);
  if (end < 0) return end;
  into.body = contentOf(window, parts, into.walk.bodyAt);
  into.comment = parts.comment;
  return end;
}

function visitHeaders(
  window: Window,
  valueAt: number,
  isRequest: boolean,
  into: MessageParts & { walk: MessageWalk },
): number {
  into.lines = noLines();
  return walkHeaders(window, valueAt, into.walk.room, isRequest, into.lines);
}

function visitField(
  window: Window,
  nameAt: number,
  length: number,
  from: number,
  to: number,
  into: MessageParts,
): void {
  if (length === 6 && isNamed(window, nameAt, '_error')) into._error = valueBetween(window, from, to);
  else if (length === 11 && isNamed(window, nameAt, 'httpVersion')) into.httpVersion = valueBetween(window, from, to);
}
