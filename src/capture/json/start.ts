import { partOf, type Source } from '../source.js';

/** Where JSON begins in a file, and what it was wrapped in. */
export interface JsonStart {
  /** Offset of the first byte of the value. */
  readonly at: number;
  /** A call stood before it: `callback({…})`. */
  readonly call: boolean;
}

const lookBytes = 4096;

/** The place of the JSON's first byte: after a byte order mark, blanks and the beginning of a JSONP call. */
export function startOfJson(source: Source): JsonStart {
  const beginning = Buffer.from(partOf(source, 0, lookBytes)).toString('latin1');
  const blank = /^(?:\u00ef\u00bb\u00bf)?[ \t\r\n]*/.exec(beginning)?.[0].length ?? 0;
  const call = /^(?:\/\*\*\/\s{0,5})?[\w$.]{1,100}\s{0,5}\(\s{0,50}(?=[{[])/.exec(beginning.slice(blank, blank + 400));
  return { at: blank + (call?.[0].length ?? 0), call: call !== null };
}
