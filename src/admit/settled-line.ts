import { standalone } from '../parse/standalone.js';
import { redactLine, redactStartLine } from './head.js';
import { isPlaceholder } from './ledger.js';
import { redactPair } from './parameter.js';
import type { Redaction } from './redaction.js';
import { settled } from './settle.js';

/**
 * Lines of a head, settled. In the commonest with secrets these stand alone between separators, and one look is enough: the
 * separators stay, and what stands between them stays too or becomes a placeholder, so that a second look would find the same
 * parts and leave them.
 */

const cookies = /^cookie: [\w.-]{1,64}=[!#-:<-~]*(?:; [\w.-]{1,64}=[!#-:<-~]*)*$/i;
const request = /^[A-Z]{3,16} (\/[^\s?#();]*)\?([^\s?#]*) HTTP\/[\d.]{1,5}$/;

/** Redacts a header line without its end; undefined where it does not settle. */
export function settledLine(redaction: Redaction, line: string): string | undefined {
  return (cookies.test(line) ? cutCookies(redaction, line) : undefined) ?? settled(redaction, line, redactLine);
}

/** Redacts a start line; undefined where it does not settle. */
export function settledStart(redaction: Redaction, line: string): string | undefined {
  return cutQuery(redaction, line) ?? settled(redaction, line, redactStartLine);
}

// Undefined where a name does not stay.
function cutCookies(redaction: Redaction, line: string): string | undefined {
  const value = 'cookie:'.length;
  const shown: string[] = [];
  for (const pair of line.slice(value).split(';')) {
    const name = pair.slice(0, pair.indexOf('=') + 1);
    if (!isPublic(redaction, name)) return undefined;
    shown.push(name + redaction.cut('cookie', pair.slice(name.length)));
  }
  return line.slice(0, value) + shown.join(';');
}

// The same few names come with every cookie.
function isPublic({ swept, sweep }: Redaction, name: string): boolean {
  if (swept.get(name)) return true;
  if (sweep(name) !== name) return false;
  swept.set(standalone(name), true);
  return true;
}

// Undefined where a pair is neither left nor cut whole behind its name.
function cutQuery(redaction: Redaction, line: string): string | undefined {
  const [, path = '', query = ''] = request.exec(line) ?? [];
  if (path === '' || path.endsWith('/error') || redaction.sweep(path) !== path) return undefined;
  const shown: string[] = [];
  for (const pair of query.includes('&') ? query.split('&') : [query]) {
    const one = redactPair(redaction, 'query', pair);
    if (one !== pair && !isCutWhole(pair, one)) return undefined;
    shown.push(one);
  }
  const at = line.indexOf('?') + 1;
  return line.slice(0, at) + shown.join('&') + line.slice(at + query.length);
}

function isCutWhole(pair: string, shown: string): boolean {
  const value = pair.indexOf('=') + 1;
  return pair.slice(0, value) === shown.slice(0, value) && isPlaceholder(shown.slice(value));
}
