import { passwordPlaceholder } from '../parse/placeholder.js';
import { isPlaceholder } from './ledger.js';
import { createMemo, limits, standalone } from './memo.js';
import { isPasswordName, isPublicName, isUrlName } from './parameter-name.js';
import type { Redaction } from './redaction.js';
import { isGuid, looksRandom } from './shape.js';
import { looksLikeJwt, redactToken } from './token.js';

// ASP.NET sessions without cookies, and Java's
const pathSession = /(\((?:S|F|A|X)\(|;[Jj][Ss][Ee][Ss][Ss][Ii][Oo][Nn][Ii][Dd]=)([A-Za-z0-9_.!-]+)/g;
const plainName = /^[\w.\-$:@[\]%+ ]{0,64}$/;

/**
 * Cuts the secrets of a URL, absolute or relative, `urn:` and broken ones too: the password of its user information,
 * the values of its query and fragment that are not public, tokens in its path. What stays keeps its bytes.
 */
export function redactUrl(redaction: Redaction, url: string): string {
  const hash = url.indexOf('#');
  if (hash < 0 && !url.includes('?')) return redactPath(redaction, url);
  const fragment = hash < 0 ? '' : url.slice(hash + 1);
  const rest = hash < 0 ? url : url.slice(0, hash);
  const mark = rest.indexOf('?');
  const path = mark < 0 ? rest : rest.slice(0, mark);
  return (
    redactPath(redaction, path) +
    (mark < 0 ? '' : `?${redactQuery(redaction, path, rest.slice(mark + 1))}`) +
    (hash < 0 ? '' : `#${redactParameters(redaction, 'query', fragment)}`)
  );
}

// Entra's error_uri: …/error?code=50011, where `code` is the number of the error.
function redactQuery(redaction: Redaction, path: string, query: string): string {
  if (path.endsWith('/error') && /^code=\d{4,7}$/.test(query)) return query;
  return redactParameters(redaction, 'query', query);
}

function redactPath(redaction: Redaction, path: string): string {
  if (!path.includes('(') && !path.includes(';')) return redaction.sweep(path);
  const opened = path.replace(pathSession, (_, before: string, id: string) => before + redaction.cut('path', id));
  return redaction.sweep(opened);
}

/** Cuts the values of `a=b&c=d`, but for the public ones. What stays keeps its bytes. */
export function redactParameters(redaction: Redaction, kind: string, text: string): string {
  if (!text.includes('&')) return redactPair(redaction, kind, text);
  return text
    .split('&')
    .map((pair) => redactPair(redaction, kind, pair))
    .join('&');
}

/** Cuts the value of one parameter, if it has to be. */
export function redactParameter(redaction: Redaction, kind: string, name: string, value: string): string {
  if (value === '' || isPlaceholder(value)) return value;
  switch (parameterKind(name)) {
    case 'public':
      return within(redaction, kind, value, sweepInner);
    case 'url':
      return within(redaction, kind, value, redactUrl);
    case 'password':
      return passwordPlaceholder;
    case 'secret':
      return redactSecret(redaction, kind, decodePercent(value));
  }
}

type ParameterKind = 'public' | 'url' | 'password' | 'secret';
const kinds = createMemo<ParameterKind>(limits.names);

function parameterKind(name: string): ParameterKind {
  const known = kinds.get(name);
  if (known) return known;
  const kind = kindOf(decodePercent(name).toLowerCase());
  if (name.length <= limits.nameLength && isPlainName(name)) kinds.set(standalone(name), kind);
  return kind;
}

function kindOf(name: string): ParameterKind {
  if (isPublicName(name)) return 'public';
  if (isUrlName(name)) return 'url';
  return isPasswordName(name) ? 'password' : 'secret';
}

function sweepInner(inner: Redaction, text: string): string {
  return inner.sweep(text);
}

/** Undoes percent-encoding and `+`; text with a broken escape comes back with its whole escapes undone. */
export function decodePercent(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

function redactPair(redaction: Redaction, kind: string, pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return isPlainName(pair) ? pair : redactSecret(redaction, kind, pair);
  const name = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  const shown = isPlainName(name) ? name : redaction.cut(kind, name);
  const redacted = redactParameter(redaction, kind, name, value);
  return shown === name && redacted === value ? pair : `${shown}=${redacted}`;
}

function isPlainName(name: string): boolean {
  if (kinds.get(name)) return true;
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
  return value === text ? redacted : encodeURIComponent(withoutLoneSurrogates(redacted));
}

// encodeURIComponent throws on them
function withoutLoneSurrogates(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd');
}
