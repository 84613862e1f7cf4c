import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { unescapeText, withoutOpenEnd } from '../json/string-text.js';
import { bytesOf, type View } from '../json/view.js';
import { decodeBody } from './read-body.js';

/** Where the inside of a string stands in the source, without its quotes. Bytes. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** How the text of a body is to be understood. */
export interface BodyText extends TextRange {
  readonly encoding: string | undefined;
  /** Look for base64 that was not declared. */
  readonly guess: boolean;
}

/** Makes bodies that are read from the source when they are looked at, and again when they are looked at again. */
export type MakeBody = (text: BodyText) => Body;

/**
 * Bodies that hold nothing but their place: most are never looked at. The last one decoded is remembered, because it is
 * looked at several times in a row.
 *
 * @param view - What it holds is not read again.
 */
export function lazyBodies(view: View): MakeBody {
  let last: BodyText | undefined;
  let decoded: Body = { text: '', complete: true };
  const decode = (body: BodyText): Body => {
    if (last !== body) decoded = decodeRange(view, body);
    last = body;
    return decoded;
  };
  return (body) => new LazyBody(view, body, decode);
}

// A class, because two getters in each of a million objects make as many kinds of objects for the engine, which stay in
// memory for long. Here all share the same two; the properties are each body's own, so that it can be spread.
class LazyBody implements Body {
  declare readonly text: string;
  declare readonly complete: boolean;
  readonly #view: View;
  readonly #body: BodyText;
  readonly #decode: (body: BodyText) => Body;

  constructor(view: View, body: BodyText, decode: (body: BodyText) => Body) {
    this.#view = view;
    this.#body = body;
    this.#decode = decode;
    Object.defineProperty(this, 'text', LazyBody.#text);
    // Nothing grows when it is decoded.
    if (body.to - body.from <= bodyLimit) this.complete = true;
    else Object.defineProperty(this, 'complete', LazyBody.#complete);
  }

  beginning(units: number): Body {
    const bytes = Math.ceil(units * 1.4); // base64 takes a third more, and text has an escape now and then
    const first = decodeBeginning(this.#view, this.#body, bytes);
    return first.complete || first.text.length >= units ? first : this;
  }

  static readonly #text = {
    enumerable: true,
    get(this: LazyBody) {
      return this.#decode(this.#body).text;
    },
  };

  static readonly #complete = {
    enumerable: true,
    get(this: LazyBody) {
      return this.#decode(this.#body).complete;
    },
  };
}

/** Enough for the limit where a body stands in plain text or in base64, and where each unit of it is an escape. Bytes. */
const firstBytes = Math.ceil(bodyLimit * 1.5);
const mostBytes = bodyLimit * 8 + 64;

function decodeRange(view: View, body: BodyText): Body {
  const first = decodeBeginning(view, body, firstBytes);
  return first.complete || first.text.length === bodyLimit ? first : decodeBeginning(view, body, mostBytes);
}

function decodeBeginning(view: View, { from, to, encoding, guess }: BodyText, atMost: number): Body {
  const isWhole = to - from <= atMost;
  const bytes = bytesOf(view, from, isWhole ? to : from + atMost);
  return decodeBody(unescapeText(isWhole ? bytes : withoutOpenEnd(bytes)), encoding, guess, isWhole);
}
