import type { Redaction } from './redaction.js';
import { outerBlanks } from './shape.js';

const publicAttribute = /^(?:path|domain|expires|max-age|samesite|secure|httponly|partitioned|priority|version)$/i;
// The usual ones as they usually are, in which there is nothing to cut.
const plainAttribute =
  /^ ?(?:secure|httponly|partitioned|path=\/[a-z]{0,30}|samesite=[a-z]{1,10}|max-age=\d{1,12}|domain=(?:\.?[a-z\d-]{1,30}){1,5}|expires=[a-z]{3}, \d\d[ -][a-z]{3}[ -]\d{4} \d\d:\d\d:\d\d gmt)$/i;
// Several Set-Cookie lines joined by a comma: what follows it is a name at once, unlike the day in Expires.
const nextCookie = /,(?=\s*[^=;,\s]+=)/;

/** Keeps the names of a `Cookie` value and cuts what they stand for. */
export function redactCookies(redaction: Redaction, value: string): string {
  return value
    .split(';')
    .map((pair) => redactPair(redaction, pair))
    .join(';');
}

/** Keeps name and attributes of a `Set-Cookie` value (also of several in one line) and cuts the cookies' values. */
export function redactSetCookie(redaction: Redaction, value: string): string {
  return value
    .split(nextCookie)
    .map((cookie) => {
      const [pair = '', ...attributes] = cookie.split(';');
      return [redactPair(redaction, pair), ...attributes.map((one) => redactAttribute(redaction, one))].join(';');
    })
    .join(',');
}

function redactAttribute(redaction: Redaction, attribute: string): string {
  if (plainAttribute.test(attribute)) return attribute;
  const name = attribute.split('=', 1)[0] ?? '';
  return publicAttribute.test(name.trim()) ? redaction.sweep(attribute) : redactPair(redaction, attribute);
}

// A cookie without a name is a value (RFC 6265 §5.2 would drop it; browsers send it).
function redactPair(redaction: Redaction, pair: string): string {
  const equals = pair.indexOf('=');
  const name = equals < 0 ? '' : pair.slice(0, equals + 1);
  const [before, value, after] = outerBlanks(pair.slice(name.length));
  return redaction.sweep(name) + before + redaction.cut('cookie', value) + after;
}
