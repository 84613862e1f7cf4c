import type { Body } from '../../types.js';
import { unescapeText, withoutOpenEnd } from '../json/string-text.js';
import { textOf, type View } from '../json/view.js';
import { bodyLimit, decodeBody } from './read-body.js';

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
  return (body) => {
    const short = body.to - body.from <= bodyLimit;
    return {
      get text() {
        return decode(body).text;
      },
      get complete() {
        // Nothing grows when it is decoded.
        return short || decode(body).complete;
      },
    };
  };
}

/** Enough for the limit where a body stands in plain text or in base64, and where each unit of it is an escape. Bytes. */
const firstBytes = Math.ceil(bodyLimit * 1.5);
const mostBytes = bodyLimit * 8 + 64;

function decodeRange(view: View, body: BodyText): Body {
  const first = decodeBeginning(view, body, firstBytes);
  return first.complete || first.text.length === bodyLimit ? first : decodeBeginning(view, body, mostBytes);
}

function decodeBeginning(view: View, { from, to, encoding, guess }: BodyText, mostBytes: number): Body {
  const isWhole = to - from <= mostBytes;
  const latin1 = textOf(view, from, isWhole ? to : from + mostBytes);
  return decodeBody(unescapeText(isWhole ? latin1 : withoutOpenEnd(latin1)), encoding, guess, isWhole);
}
