import type { HeaderLine } from '../../parse/head.js';
import { asFields } from '../fields/json-fields.js';
import { readHeaders } from '../fields/read-headers.js';

/** Header lines of a log, without what it hides. */
export interface ShownLines {
  readonly lines: readonly HeaderLine[];
  /** An `Authorization` was sent, and its value was stripped. */
  readonly hidesAuthorization: boolean;
  /** A challenge was sent whose value, which decides, was stripped. */
  readonly hidesChallenge: boolean;
  /** Anything was stripped. */
  readonly stripped: boolean;
}

/** What stands in the place of a value that was stripped (net/http/http_log_util.cc; `value was` in old logs). */
const strippedValue = /\[(?:\d{1,12} bytes were|value was) stripped\]/;

/**
 * Header lines as an event has them: strings `Name: value`, or an object of names (HTTP/2 of old logs). Pseudo-headers go.
 * Stripped lines go, too: their text would be read as credentials or as a broken challenge. Of a stripped challenge the
 * scheme is left where the scheme is all that it says (Negotiate and NTLM with a blob).
 */
export function readLines(value: unknown): ShownLines {
  const all = readHeaders(Array.isArray(value) ? value.map(splitLine) : (asFields(value) ?? {}));
  const hidden = all.filter(([, text]) => strippedValue.test(text));
  if (hidden.length === 0) return { lines: all, hidesAuthorization: false, hidesChallenge: false, stripped: false };
  return {
    lines: all.flatMap((line) => (strippedValue.test(line[1]) ? schemeAlone(line) : [line])),
    hidesAuthorization: hidden.some(([name]) => /^authorization$/i.test(name)),
    hidesChallenge: hidden.some((line) => isChallenge(line) && schemeAlone(line).length === 0),
    stripped: true,
  };
}

function splitLine(line: unknown): readonly [string, string] | undefined {
  if (typeof line !== 'string') return undefined;
  const colon = line.indexOf(':', 1);
  return colon < 0 ? undefined : [line.slice(0, colon), line.slice(colon + 1)];
}

function isChallenge([name]: HeaderLine): boolean {
  return /^(?:www|proxy)-authenticate$/i.test(name);
}

// Of Bearer the parameters are what matters: without them it would be a challenge that names nobody.
function schemeAlone(line: HeaderLine): HeaderLine[] {
  const scheme = isChallenge(line) ? /^([A-Za-z][\w-]{0,40}) /.exec(line[1])?.[1] : undefined;
  return scheme === undefined || /^bearer$/i.test(scheme) ? [] : [[line[0], scheme]];
}
