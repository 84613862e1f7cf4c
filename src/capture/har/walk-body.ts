import type { Body } from '../../types.js';
import { skipValue } from '../json/skip.js';
import { isNamed, nameOf, valueBetween, walkObject } from '../json/walk.js';
import type { Window } from '../json/window.js';
import { asText } from './json-fields.js';
import { decodeBody, emptyContent } from './read-body.js';

/** Makes the body whose text is the inside of the string between two offsets of the window. */
export type BodyAt = (window: Window, from: number, to: number, encoding: string | undefined, guess: boolean) => Body;

/** The members of `content` and `postData` that make a body. */
export interface BodyParts {
  /** The inside of `text`, where that is a string. Both 0 where it is none. */
  from: number;
  to: number;
  /** `text`, where it is no string. */
  text: unknown;
  encoding: unknown;
  size: unknown;
  comment: unknown;
}

/** Nothing was seen. */
export function noBodyParts(): BodyParts {
  return { from: 0, to: 0, text: undefined, encoding: undefined, size: undefined, comment: undefined };
}

/** Walks `content` or `postData`. @returns The offset after it, `more`, `odd` or damage. */
export function walkBody(window: Window, at: number, into: BodyParts): number {
  return window.bytes[at] === 0x7b ? walkObject(window, at, into, visit) : skipValue(window, at);
}

/** The body of a response. */
export function contentOf(window: Window, parts: BodyParts, bodyAt: BodyAt): Body | undefined {
  const encoding = asText(parts.encoding);
  if (parts.to > parts.from) return bodyAt(window, parts.from, parts.to, encoding, true);
  const text = parts.from > 0 ? '' : asText(parts.text);
  return text ? decodeBody(text, encoding, true) : emptyContent(text, parts.size, parts.comment);
}

const names = { text: nameOf('text'), size: nameOf('size'), comment: nameOf('comment'), encoding: nameOf('encoding') };

function visit(window: Window, nameAt: number, length: number, valueAt: number, into: BodyParts): number {
  const end = skipValue(window, valueAt);
  if (end < 0) return end;
  if (isNamed(window, nameAt, length, names.text)) visitText(window, valueAt, end, into);
  else if (isNamed(window, nameAt, length, names.size)) into.size = valueBetween(window, valueAt, end);
  else if (isNamed(window, nameAt, length, names.comment)) into.comment = valueBetween(window, valueAt, end);
  else if (isNamed(window, nameAt, length, names.encoding)) into.encoding = valueBetween(window, valueAt, end);
  return end;
}

function visitText(window: Window, valueAt: number, end: number, into: BodyParts): void {
  const isString = window.bytes[valueAt] === 0x22;
  into.from = isString ? valueAt + 1 : 0;
  into.to = isString ? end - 1 : 0;
  into.text = isString ? undefined : valueBetween(window, valueAt, end);
}
