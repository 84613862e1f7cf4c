import type { Body } from '../../types.js';
import { asText } from '../fields/json-fields.js';
import { readHeaders } from '../fields/read-headers.js';
import { latin1Between } from '../json/latin1.js';
import { parseText } from '../json/parse-text.js';
import type { EntryParts, RequestParts, ResponseParts } from './entry-parts.js';
import { type HeadLines, joinLines, noLines } from './head-lines.js';
import { decodeBody, emptyContent, readPostData } from './read-body.js';
import { how, slots, valueIn, type Walker } from './told.js';

/** Makes the body whose text is the inside of the string between two offsets of the window. */
export type BodyAt = (from: number, to: number, encoding: string | undefined, guess: boolean) => Body;

/** What the entry says that was walked last; undefined where a list of header lines is no JSON. */
export function walkedParts(walker: Walker, bodyAt: BodyAt): EntryParts | undefined {
  const { told } = walker;
  const request = told[slots.request.itself * 4] === 0 ? undefined : requestParts(walker, bodyAt);
  const response = told[slots.response.itself * 4] === 0 ? undefined : responseParts(walker, bodyAt);
  if (request === null || response === null) return undefined;
  return {
    startedDateTime: valueIn(walker, slots.startedDateTime),
    time: valueIn(walker, slots.time),
    connection: valueIn(walker, slots.connection),
    _error: valueIn(walker, slots._error),
    request,
    response,
  };
}

function requestParts(walker: Walker, bodyAt: BodyAt): RequestParts | null {
  const lines = linesOf(walker, slots.request.headers, true);
  return (
    lines && {
      method: valueIn(walker, slots.request.method),
      url: valueIn(walker, slots.request.url),
      httpVersion: valueIn(walker, slots.request.httpVersion),
      lines,
      body: requestBody(walker, bodyAt),
      _error: valueIn(walker, slots.request._error),
    }
  );
}

function responseParts(walker: Walker, bodyAt: BodyAt): ResponseParts | null {
  const lines = linesOf(walker, slots.response.headers, false);
  const comment = valueIn(walker, slots.content.comment);
  return (
    lines && {
      status: valueIn(walker, slots.response.status),
      statusText: valueIn(walker, slots.response.statusText),
      httpVersion: valueIn(walker, slots.response.httpVersion),
      lines,
      body: responseBody(walker, comment, bodyAt),
      comment,
      _error: valueIn(walker, slots.response._error),
    }
  );
}

// A form or a binary body is parsed.
function requestBody(walker: Walker, bodyAt: BodyAt): Body | undefined {
  const { told } = walker;
  if (told[slots.request.postData * 4] === 0 && told[slots.request._content * 4] === 0) return undefined;
  const body = textOf(walker, slots.postData.text, slots.postData.encoding, false, bodyAt);
  if (body) return body;
  const postData = valueIn(walker, slots.request.postData);
  return readPostData({ postData, _content: valueIn(walker, slots.request._content) });
}

function responseBody(walker: Walker, comment: unknown, bodyAt: BodyAt): Body | undefined {
  const body = textOf(walker, slots.content.text, slots.content.encoding, true, bodyAt);
  if (body) return body;
  const isString = walker.told[slots.content.text * 4] === how.text;
  const text = isString ? '' : asText(valueIn(walker, slots.content.text));
  if (text) return decodeBody(text, asText(valueIn(walker, slots.content.encoding)), true);
  return emptyContent(text, valueIn(walker, slots.content.size), comment);
}

// The body whose text is a string that is not empty.
function textOf(walker: Walker, slot: number, encoding: number, guess: boolean, bodyAt: BodyAt): Body | undefined {
  const { told } = walker;
  const [from, to] = [told[slot * 4 + 1] as number, told[slot * 4 + 2] as number];
  if (told[slot * 4] !== how.text || from === to) return undefined;
  return bodyAt(from, to, asText(valueIn(walker, encoding)), guess);
}

/** What `lines.wat` says of lines, beside how many they are. */
const flags = { beyondAscii: 1, announcesBody: 2, announcesNone: 4 } as const;

function linesOf({ told, window, lines }: Walker, slot: number, isRequest: boolean): HeadLines | null {
  const kind = told[slot * 4];
  if (kind === 0) return noLines();
  const [from, to] = [told[slot * 4 + 1] as number, told[slot * 4 + 2] as number];
  if (kind !== how.lines) {
    const headers = parseText(latin1Between(window.bytes, from, to));
    return headers === undefined ? null : joinLines(readHeaders(headers), isRequest);
  }
  const said = told[slot * 4 + 3] as number;
  return {
    text: (said & flags.beyondAscii) === 0 ? latin1Between(lines, from, to) : lines.toString('utf8', from, to),
    recorded: said >> 4,
    announcesBody: (said & flags.announcesBody) !== 0,
    announcesNone: (said & flags.announcesNone) !== 0,
  };
}
