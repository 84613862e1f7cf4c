import type { Body } from '../../types.js';
import { asText } from '../fields/json-fields.js';
import { createShape, type Shape, taking, walkObject } from '../json/shape.js';
import { skipValue } from '../json/skip.js';
import { valueBetween } from '../json/values.js';
import type { Window } from '../json/window.js';
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

/** What is taken of `content` and `postData`. */
export function bodyShape(): Shape<BodyParts> {
  return createShape<BodyParts>({
    text: taking(takeText),
    encoding: taking((window, from, to, into) => {
      into.encoding = valueBetween(window, from, to);
    }),
    size: taking((window, from, to, into) => {
      into.size = valueBetween(window, from, to);
    }),
    comment: taking((window, from, to, into) => {
      into.comment = valueBetween(window, from, to);
    }),
  });
}

function takeText(window: Window, from: number, to: number, into: BodyParts): void {
  const isString = window.bytes[from] === 0x22;
  into.from = isString ? from + 1 : 0;
  into.to = isString ? to - 1 : 0;
  into.text = isString ? undefined : valueBetween(window, from, to);
}

/** Walks `content` or `postData`. @returns The offset after it, `more`, `odd` or damage. */
export function walkBody(window: Window, at: number, into: BodyParts, shape: Shape<BodyParts>): number {
  return window.bytes[at] === 0x7b ? walkObject(window, at, into, shape) : skipValue(window, at);
}

/** The body of a response. */
export function contentOf(window: Window, parts: BodyParts, bodyAt: BodyAt): Body | undefined {
  const encoding = asText(parts.encoding);
  if (parts.to > parts.from) return bodyAt(window, parts.from, parts.to, encoding, true);
  const text = parts.from > 0 ? '' : asText(parts.text);
  return text ? decodeBody(text, encoding, true) : emptyContent(text, parts.size, parts.comment);
}
