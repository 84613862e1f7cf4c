/**
 * `WWW-Authenticate`. Traps: the comma parts parameters *and* challenges; trusted_issuers holds commas in quotes;
 * schemes are joined in one line, with commas or line feeds; Microsoft leaves URIs and GUIDs unquoted; pastes lose
 * blanks, quotes and line ends. One pass with an index; what cannot be read becomes a defect.
 */
import type { Challenge, Defect } from '../types.js';
import { bearerNames, bearerParameters } from './bearer.js';
import { quoteLength, readQuoted } from './quoted.js';
import { isBlank, isKnownScheme, readToken, readToken68, skipBlanks } from './tokens.js';

/**
 * Reads one `WWW-Authenticate` value. Never throws: what cannot be read becomes a defect and reading goes on,
 * because a broken challenge is often the fault we are looking for.
 *
 * @param value - One header line's value; lines joined by line feeds are told apart as well.
 * @returns Challenges as sent; defects with their offset in UTF-16 units.
 * @see RFC 9110 §11.6.1
 */
export function parseChallenges(value: string): { challenges: Challenge[]; defects: Defect[] } {
  const { challenges, defects } = readChallenges(value, 0, false);
  return { challenges, defects };
}

/**
 * Reads challenges from `from` on. In prose, reading ends at the first thing that is no part of a challenge: a header
 * name, a word that is not a known scheme, the quote around the value. `end` is where it ended.
 */
export function readChallenges(
  text: string,
  from: number,
  isProse: boolean,
): { challenges: Challenge[]; defects: Defect[]; end: number } {
  const reader: Reader = { text, isProse, at: from, found: [], defects: [] };
  while (readElement(reader)) {
    // each step moves the reader on
  }
  return {
    challenges: reader.found.map((found) => finish(text, found)),
    defects: reader.defects,
    end: endOf(reader, from),
  };
}

interface Found {
  readonly scheme: string;
  readonly start: number;
  end: number;
  token68?: string;
  /** The scheme was followed by a blank, without which it can have no parameters. */
  readonly blank: boolean;
  readonly parameters: [string, string][];
  readonly names: Set<string>;
}

interface Reader {
  readonly text: string;
  readonly isProse: boolean;
  at: number;
  readonly found: Found[];
  readonly defects: Defect[];
}

function endOf(reader: Reader, from: number): number {
  return reader.found.at(-1)?.end ?? from;
}

/** Reads one scheme or parameter; false at the end. */
function readElement(reader: Reader): boolean {
  const { text, isProse } = reader;
  const separated = skipSeparators(reader);
  if (reader.at >= text.length) return false;
  const token = readToken(text, reader.at);
  const current = reader.found.at(-1);
  const next = skipBlanks(text, reader.at + token.length);
  const isParameter = token !== '' && text[next] === '=';
  const isFresh = current !== undefined && current.parameters.length === 0 && current.token68 === undefined;
  const apart = separated || isFresh || !current;
  if (isProse && !fitsProse(text, token, next, isParameter, apart, current)) return false;
  if (token === '') return skipUnexpected(reader);
  if (!separated && current && (isParameter ? !isFresh : isKnownScheme(token)))
    reader.defects.push({ code: 'comma-missing', at: reader.at });
  if (isParameter) return readParameter(reader, token, next);
  if (apart || isKnownScheme(token)) return readScheme(reader, token);
  reader.defects.push({ code: 'unexpected-text', at: reader.at });
  reader.at += token.length;
  return true;
}

function fitsProse(
  text: string,
  token: string,
  next: number,
  isParameter: boolean,
  apart: boolean,
  current: Found | undefined,
): boolean {
  if (token === '' || text[next] === ':') return false;
  if (!isParameter) return isKnownScheme(token);
  if (!current) return false;
  return apart
    ? bearerNames.has(token.toLowerCase()) || isValueAhead(text, next)
    : bearerNames.has(token.toLowerCase());
}

function isValueAhead(text: string, equals: number): boolean {
  return quoteLength(text, skipBlanks(text, equals + 1)) > 0;
}

/** Moves over blanks and commas; true when a comma or a line end was among them. */
function skipSeparators(reader: Reader): boolean {
  let separated = false;
  for (; reader.at < reader.text.length; reader.at++) {
    const char = reader.text[reader.at];
    if (char === ',' || char === '\n') separated = true;
    else if (!isBlank(char)) break;
  }
  return separated;
}

/** What is no token: on to the next comma or line. */
function skipUnexpected(reader: Reader): true {
  reader.defects.push({ code: 'unexpected-text', at: reader.at });
  while (reader.at < reader.text.length && reader.text[reader.at] !== ',' && reader.text[reader.at] !== '\n')
    reader.at++;
  return true;
}

function readScheme(reader: Reader, scheme: string): true {
  const { text } = reader;
  const start = reader.at;
  const end = start + scheme.length;
  const next = skipBlanks(text, end);
  const found: Found = { scheme, start, end, blank: next > end, parameters: [], names: new Set() };
  reader.found.push(found);
  reader.at = end;
  const token68 = found.blank ? token68At(reader, scheme, end, next) : '';
  if (token68 !== '') {
    found.token68 = token68;
    found.end = next + token68.length;
    reader.at = found.end;
  }
  return true;
}

function token68At(reader: Reader, scheme: string, end: number, next: number): string {
  const { text, isProse } = reader;
  const run = readToken68(text, next);
  const after = text[next + run.length];
  if (run === '' || (after !== undefined && after !== ',' && !isBlank(after) && !(isProse && `'"\`]`.includes(after))))
    return '';
  const name = run.replace(/=$/, '').toLowerCase();
  // `realm=` with nothing behind it, `realm = "x"`, another scheme: none of them is a token68
  if (isKnownScheme(run) || bearerNames.has(name) || text[skipBlanks(text, next + run.length)] === '=') return '';
  if (run.endsWith('=') && quoteLength(text, skipBlanks(text, next + run.length)) > 0) return '';
  // on its own line it is the next challenge, unless it is too long for the name of a scheme
  if (text.slice(end, next).includes('\n') && /^[a-z][\w.-]{0,19}$/i.test(run)) return '';
  return isProse && !(/^(?:negotiate|ntlm|kerberos)$/i.test(scheme) && run.length >= 8) ? '' : run;
}

function readParameter(reader: Reader, name: string, equals: number): true {
  const { text, defects } = reader;
  const current = reader.found.at(-1);
  const start = reader.at;
  const at = skipBlanks(text, equals + 1);
  const quoted = quoteLength(text, at) > 0 ? readQuoted(text, at) : readUnquoted(reader, equals + 1, at);
  reader.at = quoted.end;
  if (!current) {
    defects.push({ code: 'scheme-missing', at: start });
    return true;
  }
  if (!current.blank) defects.push({ code: 'blank-missing', at: start });
  if (current.token68) defects.push({ code: 'parameter-after-token68', at: start });
  if (current.names.has(name.toLowerCase())) defects.push({ code: 'repeated-parameter', at: start });
  current.names.add(name.toLowerCase());
  defects.push(...quoted.defects);
  current.parameters.push([name, quoted.value]);
  current.end = quoted.end;
  return true;
}

/** Up to the comma or blank: Microsoft writes whole URIs without quotes. */
function readUnquoted(reader: Reader, from: number, at: number): { value: string; end: number; defects: Defect[] } {
  const { text, isProse } = reader;
  let end = at;
  const stop = isProse ? `,'"\`]` : ',';
  while (end < text.length && !stop.includes(text[end] ?? '') && !isBlank(text[end])) end++;
  if (end === at) return { value: '', end: from, defects: [{ code: 'value-missing', at: from }] };
  const value = text.slice(at, end);
  const quote = value.indexOf('"');
  return { value, end, defects: quote < 0 ? [] : [{ code: 'unescaped-quote', at: at + quote }] };
}

function finish(text: string, found: Found): Challenge {
  return {
    scheme: found.scheme,
    ...(found.token68 === undefined ? {} : { token68: found.token68 }),
    parameters: found.parameters,
    ...(found.scheme.toLowerCase() === 'bearer' ? { bearer: bearerParameters(found.parameters) } : {}),
    raw: text.slice(found.start, found.end),
  };
}
