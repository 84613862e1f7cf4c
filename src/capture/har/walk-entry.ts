import type { Body } from '../../types.js';
import { asText } from '../fields/json-fields.js';
import { readHeaders } from '../fields/read-headers.js';
import type { EntryParts, RequestParts, ResponseParts } from './entry-parts.js';
import { type HeadLines, joinLines, noLines } from './head-lines.js';
import { decodeBody, emptyContent, readPostData } from './read-body.js';
import { slots, type Walker } from './walker.js';

/** Makes the body whose text is the inside of the string between two offsets of the window. */
export type BodyAt = (from: number, to: number, encoding: string | undefined, guess: boolean) => Body;

const { startedDateTime, time, connection, _error, request, response } = slots.entry;

/** What the entry says that was walked last; undefined where a list of header lines is no JSON. */
export function walkedParts(walker: Walker, bodyAt: BodyAt): EntryParts | undefined {
  const { has, value } = walker;
  const asked = has(request) ? requestParts(walker, bodyAt) : undefined;
  const answered = has(response) ? responseParts(walker, bodyAt) : undefined;
  if (asked === null || answered === null) return undefined;
  return {
    startedDateTime: value(startedDateTime),
    time: value(time),
    connection: value(connection),
    _error: value(_error),
    request: asked,
    response: answered,
  };
}

const { method, url, httpVersion, headers, postData, _content, _error: requestError } = slots.request;

function requestParts(walker: Walker, bodyAt: BodyAt): RequestParts | null {
  const { value } = walker;
  const lines = linesOf(walker, headers, true);
  return (
    lines && {
      method: value(method),
      url: value(url),
      httpVersion: lines.isHead ? undefined : value(httpVersion),
      lines,
      body: requestBody(walker, bodyAt),
      _error: value(requestError),
    }
  );
}

// A form or a binary body is parsed.
function requestBody(walker: Walker, bodyAt: BodyAt): Body | undefined {
  const { has, value, text } = walker;
  if (!has(postData) && !has(_content)) return undefined;
  const encoding = () => asText(value(slots.postData.encoding));
  const body = text(slots.postData.text, (from, to) => bodyAt(from, to, encoding(), false));
  return body ?? readPostData({ postData: value(postData), _content: value(_content) });
}

const { status, statusText, httpVersion: version, headers: responseHeaders, _error: responseError } = slots.response;

function responseParts(walker: Walker, bodyAt: BodyAt): ResponseParts | null {
  const { value } = walker;
  const lines = linesOf(walker, responseHeaders, false);
  return (
    lines && {
      status: value(status),
      statusText: lines.isHead ? undefined : value(statusText),
      httpVersion: lines.isHead ? undefined : value(version),
      lines,
      body: responseBody(walker, bodyAt),
      comment: value(comment),
      _error: value(responseError),
    }
  );
}

const { text: contentText, encoding, size, comment } = slots.content;

function responseBody({ value, text }: Walker, bodyAt: BodyAt): Body | undefined {
  const body = text(contentText, (from, to) => bodyAt(from, to, asText(value(encoding)), true));
  if (body) return body;
  const given = asText(value(contentText));
  return given ? decodeBody(given, asText(value(encoding)), true) : emptyContent(given, value(size), value(comment));
}

function linesOf({ has, value, lines }: Walker, slot: number, isRequest: boolean): HeadLines | null {
  const copied = lines(slot);
  if (copied) return copied;
  if (!has(slot)) return noLines();
  const given = value(slot);
  return given === undefined ? null : joinLines(readHeaders(given), isRequest);
}
