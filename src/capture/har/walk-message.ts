import { odd, skipValue } from '../json/skip.js';
import type { ReadTerm } from '../json/terms.js';
import { isNamed, nameOf, parseBetween, valueBetween, walkObject } from '../json/walk.js';
import type { Window } from '../json/window.js';
import type { EntryParts, MessageParts, RequestParts, ResponseParts } from './entry-parts.js';
import { noLines } from './head-lines.js';
import type { HeadRoom } from './head-room.js';
import { asText } from './json-fields.js';
import { readPostData } from './read-body.js';
import { type BodyAt, type BodyParts, contentOf, noBodyParts, walkBody } from './walk-body.js';
import { walkHeaders } from './walk-headers.js';

/** What a walk needs beside the bytes of an entry. */
export interface MessageWalk {
  readonly room: HeadRoom;
  readonly term: ReadTerm;
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
  post: BodyParts | undefined;
  postData: Span | undefined;
  _content: Span | undefined;
}

interface ResponseDraft extends ResponseParts {
  readonly walk: MessageWalk;
}

const names = {
  method: nameOf('method'),
  url: nameOf('url'),
  headers: nameOf('headers'),
  postData: nameOf('postData'),
  _content: nameOf('_content'),
  status: nameOf('status'),
  statusText: nameOf('statusText'),
  content: nameOf('content'),
  httpVersion: nameOf('httpVersion'),
  _error: nameOf('_error'),
};

/** Walks the `request` at `at`. @returns The offset after it, `more`, `odd` or damage. */
export function walkRequest(window: Window, at: number, walk: MessageWalk, into: EntryParts): number {
  const draft: RequestDraft = {
    method: undefined,
    url: undefined,
    httpVersion: undefined,
    lines: noLines(),
    body: undefined,
    _error: undefined,
    walk,
    post: undefined,
    postData: undefined,
    _content: undefined,
  };
  into.request = draft;
  const end = walkObject(window, at, draft, visitRequest);
  return end < 0 || !(draft.postData || draft._content) ? end : takeBody(window, draft, end);
}

function visitRequest(window: Window, nameAt: number, length: number, valueAt: number, into: RequestDraft): number {
  if (isNamed(window, nameAt, length, names.headers)) return visitHeaders(window, valueAt, true, into);
  if (isNamed(window, nameAt, length, names.postData)) return visitPostData(window, valueAt, into);
  const end = skipValue(window, valueAt);
  if (end < 0) return end;
  if (isNamed(window, nameAt, length, names.url)) into.url = valueBetween(window, valueAt, end);
  else if (isNamed(window, nameAt, length, names.method)) into.method = into.walk.term(window, valueAt, end);
  else if (isNamed(window, nameAt, length, names._content)) into._content = { from: valueAt, to: end };
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
  if (post && post.to > post.from) {
    draft.body = walk.bodyAt(window, post.from, post.to, asText(post.encoding), false);
    return end;
  }
  const parse = (span: Span | undefined) => span && parseBetween(window, span.from, span.to);
  for (const span of [postData, _content]) if (span && walk.isCut(span.from, span.to)) return odd;
  draft.body = readPostData({ postData: parse(postData), _content: parse(_content) });
  return end;
}

/** Walks the `response` at `at`. @returns The offset after it, `more`, `odd` or damage. */
export function walkResponse(window: Window, at: number, walk: MessageWalk, into: EntryParts): number {
  const draft: ResponseDraft = {
    status: undefined,
    statusText: undefined,
    httpVersion: undefined,
    lines: noLines(),
    body: undefined,
    comment: undefined,
    _error: undefined,
    walk,
  };
  into.response = draft;
  return walkObject(window, at, draft, visitResponse);
}

function visitResponse(window: Window, nameAt: number, length: number, valueAt: number, into: ResponseDraft): number {
  if (isNamed(window, nameAt, length, names.headers)) return visitHeaders(window, valueAt, false, into);
  if (isNamed(window, nameAt, length, names.content)) return visitContent(window, valueAt, into);
  const end = skipValue(window, valueAt);
  if (end < 0) return end;
  if (isNamed(window, nameAt, length, names.status)) into.status = valueBetween(window, valueAt, end);
  else if (isNamed(window, nameAt, length, names.statusText)) into.statusText = into.walk.term(window, valueAt, end);
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

type MessageDraft = MessageParts & { readonly walk: MessageWalk };

function visitHeaders(window: Window, valueAt: number, isRequest: boolean, into: MessageDraft): number {
  if (into.lines.recorded > 0) into.lines = noLines();
  return walkHeaders(window, valueAt, into.walk.room, isRequest, into.lines);
}

function visitField(
  window: Window,
  nameAt: number,
  length: number,
  from: number,
  to: number,
  into: MessageDraft,
): void {
  if (isNamed(window, nameAt, length, names._error)) into._error = valueBetween(window, from, to);
  else if (isNamed(window, nameAt, length, names.httpVersion)) into.httpVersion = into.walk.term(window, from, to);
}
