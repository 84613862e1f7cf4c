import { redactParameters } from './parameter.js';
import type { Redaction } from './redaction.js';
import { settled } from './settle.js';

// ASP.NET sessions without cookies, and Java's
const pathSession = /(\((?:S|F|A|X)\(|;[Jj][Ss][Ee][Ss][Ss][Ii][Oo][Nn][Ii][Dd]=)([A-Za-z0-9_.!-]+)/g;

/**
 * Cuts the secrets of a URL, absolute or relative, `urn:` and broken ones too: the password of its user information,
 * the values of its query and fragment that are not public, tokens in its path. What stays keeps its bytes.
 */
export function redactUrl(redaction: Redaction, url: string): string {
  const hash = url.indexOf('#');
  const rest = hash < 0 ? url : url.slice(0, hash);
  const mark = rest.indexOf('?');
  const path = mark < 0 ? rest : rest.slice(0, mark);
  const shown = redactPath(redaction, path);
  if (mark < 0 && hash < 0) return shown;
  const query = mark < 0 ? '' : `?${redactQuery(redaction, path, rest.slice(mark + 1))}`;
  return shown + query + (hash < 0 ? '' : `#${redactParameters(redaction, 'query', url.slice(hash + 1))}`);
}

/**
 * Redacts the URL of a request after its start line: mostly the start line asks for the same query, which is then not
 * read again.
 *
 * @param start - The start line as it came.
 * @param shown - The start line as it is shown, settled.
 * @returns undefined where the start line does not tell.
 */
export function redactUrlOf(redaction: Redaction, url: string, start: string, shown: string): string | undefined {
  const query = url.indexOf('?');
  const asked = start.indexOf('?');
  const end = start.lastIndexOf(' ');
  if (query < 0 || asked < 0 || url.includes('#') || start.slice(asked, end) !== url.slice(query)) return undefined;
  if (!/^ HTTP\/[\d.]{1,5}$/.test(start.slice(end)) || start.lastIndexOf('#', asked) >= 0) return undefined;
  const path = url.slice(0, query);
  if (path.endsWith('/error') !== start.slice(0, asked).endsWith('/error')) return undefined;
  const shownPath = settled(redaction, path, redactPath);
  if (shownPath === undefined) return undefined;
  return shownPath === path && shown === start
    ? url
    : shownPath + shown.slice(shown.indexOf('?'), shown.lastIndexOf(' '));
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
