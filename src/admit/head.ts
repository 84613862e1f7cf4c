import { startLine } from '../parse/head.js';
import { passwordPlaceholder } from '../parse/placeholder.js';
import { redactAuthorization, redactCredentials } from './authorization.js';
import { redactCookies, redactSetCookie } from './cookie.js';
import { headerKind } from './header-name.js';
import { isPasswordName } from './parameter-name.js';
import type { Redaction } from './redaction.js';
import { hasRandomRun, outerBlanks } from './shape.js';
import { looksLikeJwt, redactToken } from './token.js';
import { redactUrl } from './url.js';

/** Cuts the secrets of a head: start line and header lines. Names, order, repeats, case and blanks stay. */
export function redactHead(redaction: Redaction, head: string): string {
  const start = startLine(head);
  return redactStartLine(redaction, start) + redactHeaderLines(redaction, head.slice(start.length));
}

/** Cuts the secrets of header lines, whatever ends them. A folded line belongs to the one before it. */
export function redactHeaderLines(redaction: Redaction, lines: string): string {
  return lines
    .split(/(\r\n(?![ \t])|\r(?!\n)(?![ \t])|\n(?![ \t]))/)
    .map((line, index) => (index % 2 === 1 ? line : redactLine(redaction, line)))
    .join('');
}

/** Cuts the secrets of a start line: those of the URL in a request line, any in a status line. */
export function redactStartLine(redaction: Redaction, line: string): string {
  const blank = line.indexOf(' ');
  if (blank < 0 || line.startsWith('HTTP/')) return redaction.sweep(line);
  const method = line.slice(0, blank);
  const end = versionStart(line);
  const url = line.slice(blank + 1, end);
  const shown = { method: redaction.sweep(method), url: redactUrl(redaction, url) };
  return shown.method === method && shown.url === url ? line : `${shown.method} ${shown.url}${line.slice(end)}`;
}

// Where the blank before the version stands, or the end of the line.
function versionStart(line: string): number {
  const last = line.lastIndexOf(' ');
  return /^ HTTP\/[\d.]{1,5}$/.test(line.slice(last)) ? last : line.length;
}

/** Cuts the secrets of one header line, folded or not, without its end. */
export function redactLine(redaction: Redaction, line: string): string {
  const colon = line.indexOf(':', 1);
  if (colon < 0) return hasRandomRun(line) ? redaction.cut('header', line) : redaction.sweep(line);
  const [before, value, after] = outerBlanks(line.slice(colon + 1));
  if (value === '') return line;
  const name = line.slice(0, colon);
  const redacted = redactValue(redaction, name.trim(), value);
  return redacted === value ? line : `${name}:${before}${redacted}${after}`;
}

function redactValue(redaction: Redaction, name: string, value: string): string {
  const kind = headerKind(name);
  if (kind === 'public') return isFailureContext(name) ? redactContext(redaction, value) : redaction.sweep(value);
  const unfolded = /[\r\n]/.test(value) ? value.replace(/\r?\n[ \t]+|\r[ \t]+/g, ' ') : value;
  switch (kind) {
    case 'authorization':
      return redactAuthorization(redaction, unfolded);
    case 'challenge':
      return redactChallenges(redaction, value);
    case 'cookie':
      return redactCookies(redaction, unfolded);
    case 'set-cookie':
      return redactSetCookie(redaction, unfolded);
    case 'url':
      return redactUrl(redaction, unfolded);
    case 'secret':
      return cutValue(redaction, name, unfolded);
    case 'unknown':
      return !/^[\w.:-]+$/.test(name) || !hasRandomRun(value)
        ? redaction.sweep(value)
        : cutValue(redaction, name, unfolded);
  }
}

function cutValue(redaction: Redaction, name: string, value: string): string {
  if (isPasswordName(name) || /passw|pwd/i.test(name)) return passwordPlaceholder;
  return looksLikeJwt(value) ? redactToken(redaction, value) : redaction.cut('header', value);
}

// Type 2 messages and Kerberos answers; the parameters of the other challenges are what we came for.
function redactChallenges(redaction: Redaction, value: string): string {
  const blobless = value.replace(
    /((?:^|,)[ \t]?(ntlm|negotiate|nego2|kerberos)[ \t])([A-Za-z0-9+/_.-]{8,}=*)(?![A-Za-z0-9"]|[ \t]?=)/gi,
    (_, before: string, scheme: string, blob: string) => {
      const known = /^nego2|kerberos$/i.test(scheme) ? 'negotiate' : scheme;
      return before + redactCredentials(redaction, known, blob);
    },
  );
  return redaction.sweep(blobless);
}

function isFailureContext(name: string): boolean {
  return name.toLowerCase() === 'x-failurecontext';
}

// FrontEnd;401;<base64 of the error's text>;…: the text stays when it is one and holds no secret.
function redactContext(redaction: Redaction, value: string): string {
  return value
    .split(';')
    .map((part) => (isPlainBase64(redaction, part) ? part : redaction.sweep(part)))
    .join(';');
}

function isPlainBase64(redaction: Redaction, part: string): boolean {
  const text = Buffer.from(part, 'base64').toString('latin1');
  return /^[ -~\r\n\t]*$/.test(text) && / /.test(text) && redaction.sweep(text) === text;
}
