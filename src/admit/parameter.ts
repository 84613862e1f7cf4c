import { passwordPlaceholder } from '../parse/placeholder.js';
import { standalone } from '../parse/standalone.js';
import { isPlaceholder } from './ledger.js';
import { createMemo, limits } from './memo.js';
import { isPasswordName, isPublicName, isUrlName } from './parameter-name.js';
import { decodePercent, encodePercent } from './percent.js';
import type { Redaction } from './redaction.js';
import { isGuid, looksRandom } from './shape.js';
import { looksLikeJwt, redactToken } from './token.js';
import { redactUrl } from './url.js';

/** What is done with the value of a query parameter or form field. */
type ParameterKind = 'public' | 'url' | 'password' | 'secret';

const plainName = /^[\w.\-$:@[\]%+ ]{0,64}$/;
// Of plain names only: those stay as they are.
const kinds = createMemo<ParameterKind>(limits.names);

/** Cuts the values of `a=b&c=d`, but for the public ones. What stays keeps its bytes. */
export function redactParameters(redaction: Redaction, kind: string, text: string): string {
  if (!text.includes('&')) return redactPair(redaction, kind, text);
  return text
    .split('&')
    .map((pair) => redactPair(redaction, kind, pair))
    .join('&');
}

/** Cuts the value of `a=b`, but of a public one. */
export function redactPair(redaction: Redaction, kind: string, pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return isPlainName(pair) ? pair : redactSecret(redaction, kind, pair);
  const name = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  const known = kinds.get(name);
  const shown = known || isPlainName(name) ? name : redaction.cut(kind, name);
  const redacted = redactValue(redaction, kind, known ?? parameterKind(name), value);
  return shown === name && redacted === value ? pair : `${shown}=${redacted}`;
}

/** Cuts the value of one parameter, if it has to be. */
export function redactParameter(redaction: Redaction, kind: string, name: string, value: string): string {
  return redactValue(redaction, kind, kinds.get(name) ?? parameterKind(name), value);
}

function redactValue(redaction: Redaction, kind: string, parameter: ParameterKind, value: string): string {
  if (value === '' || isPlaceholder(value)) return value;
  switch (parameter) {
    case 'public':
      return within(redaction, kind, value, (inner, text) => inner.sweep(text));
    case 'url':
      return within(redaction, kind, value, redactUrl);
    case 'password':
      return passwordPlaceholder;
    case 'secret':
      return redactSecret(redaction, kind, decodePercent(value));
  }
}

function parameterKind(name: string): ParameterKind {
  const kind = kindOf(decodePercent(name).toLowerCase());
  if (name.length <= limits.nameLength && isPlainName(name)) kinds.set(standalone(name), kind);
  return kind;
}

function kindOf(name: string): ParameterKind {
  if (isPublicName(name)) return 'public';
  if (isUrlName(name)) return 'url';
  return isPasswordName(name) ? 'password' : 'secret';
}

function isPlainName(name: string): boolean {
  return isPlaceholder(name) || isGuid(name) || (plainName.test(name) && !looksRandom(name, 16));
}

function redactSecret(redaction: Redaction, kind: string, value: string): string {
  return looksLikeJwt(value) ? redactToken(redaction, value) : redaction.cut(kind, value);
}

// Encoded anew only when something was cut. Too deep inside other values nobody looks any more: cut.
function within(
  redaction: Redaction,
  kind: string,
  value: string,
  redact: (inner: Redaction, text: string) => string,
): string {
  const inner = redaction.deeper();
  if (!inner) return redaction.cut(kind, value);
  const text = decodePercent(value);
  const redacted = redact(inner, text);
  if (redacted === text) return value;
  return value === text ? redacted : encodePercent(redacted);
}
