import { asText } from '../fields/json-fields.js';
import { createShape, type Shape, taking, walkObject } from '../json/shape.js';
import { odd } from '../json/skip.js';
import type { ReadTerm } from '../json/terms.js';
import { parseBetween, valueBetween } from '../json/values.js';
import type { Window } from '../json/window.js';
import type { EntryParts, MessageParts, RequestParts, ResponseParts } from './entry-parts.js';
import { noLines } from './head-lines.js';
import { readPostData } from './read-body.js';
import { type BodyAt, type BodyParts, bodyShape, contentOf, noBodyParts, walkBody } from './walk-body.js';
import { walkHeaders } from './walk-headers.js';

/** What a walk needs beside the bytes of a message. */
export interface MessageWalk {
  readonly request: Shape<RequestDraft>;
  readonly response: Shape<ResponseDraft>;
  readonly content: Shape<BodyParts>;
  readonly postData: Shape<BodyParts>;
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

type MessageDraft = MessageParts & { readonly walk: MessageWalk };

/** What is taken of messages. */
export function messageShapes(): Pick<MessageWalk, 'request' | 'response' | 'content' | 'postData'> {
  return { request: requestShape(), response: responseShape(), content: bodyShape(), postData: bodyShape() };
}

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
  const end = walkObject(window, at, draft, walk.request);
  return end < 0 || !(draft.postData || draft._content) ? end : takeBody(window, draft, end);
}

function requestShape(): Shape<RequestDraft> {
  return createShape<RequestDraft>({
    method: taking((window, from, to, into) => {
      into.method = into.walk.term(window, from, to);
    }),
    url: taking((window, from, to, into) => {
      into.url = valueBetween(window, from, to);
    }),
    httpVersion: taking(takeVersion),
    headers: (window, at, into) => takeHeaders(window, at, true, into),
    postData(window, at, into) {
      into.post = noBodyParts();
      const end = walkBody(window, at, into.post, into.walk.postData);
      into.postData = { from: at, to: end };
      return end;
    },
    _content: taking((_window, from, to, into) => {
      into._content = { from, to };
    }),
    _error: taking(takeError),
  });
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
  return walkObject(window, at, draft, walk.response);
}

function responseShape(): Shape<ResponseDraft> {
  return createShape<ResponseDraft>({
    status: taking((window, from, to, into) => {
      into.status = valueBetween(window, from, to);
    }),
    statusText: taking((window, from, to, into) => {
      into.statusText = into.walk.term(window, from, to);
    }),
    httpVersion: taking(takeVersion),
    headers: (window, at, into) => takeHeaders(window, at, false, into),
    content: takeContent,
    _error: taking(takeError),
  });
}

function takeContent(window: Window, at: number, into: ResponseDraft): number {
  const parts = noBodyParts();
  const end = walkBody(window, at, parts, into.walk.content);
  if (end < 0) return end;
  into.body = contentOf(window, parts, into.walk.bodyAt);
  into.comment = parts.comment;
  return end;
}

function takeHeaders(window: Window, at: number, isRequest: boolean, into: MessageDraft): number {
  if (into.lines.recorded > 0) into.lines = noLines();
  return walkHeaders(window, at, isRequest, into.lines);
}

function takeVersion(window: Window, from: number, to: number, into: MessageDraft): void {
  into.httpVersion = into.walk.term(window, from, to);
}

function takeError(window: Window, from: number, to: number, into: MessageDraft): void {
  into._error = valueBetween(window, from, to);
}
