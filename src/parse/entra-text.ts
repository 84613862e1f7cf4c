/**
 * What the text of an Entra or AD FS error says. Traps: codes are nested (the last is the innermost), the text is
 * wrapped by whoever pasted it, and the names in it are the customer's, quoted or not.
 */
import type { EntraError } from '../types.js';

/** `raw` is not longer than this, in UTF-16 units. */
export const rawLimit = 1000;

/** Texts are read up to here: no error of Entra is longer. */
export const textLimit = 65_536;

/** OAuth and OpenID error words which a sign-in host may answer with. */
const registered: ReadonlySet<string> = new Set(
  (
    'invalid_request invalid_grant unauthorized_client invalid_client unsupported_grant_type invalid_resource ' +
    'interaction_required temporarily_unavailable access_denied login_required consent_required invalid_scope ' +
    'server_error unsupported_response_type account_selection_required authorization_pending slow_down expired_token ' +
    'invalid_target invalid_request_uri invalid_request_object request_not_supported request_uri_not_supported ' +
    'registration_not_supported'
  ).split(' '),
);

/** Is it a registered OAuth or OpenID error word? */
export function isRegisteredError(word: string | undefined): boolean {
  return word !== undefined && registered.has(word);
}

/**
 * Does the error bear a mark of Entra ID or AD FS (a code, MSIS, a trace id)? Other products answer with OAuth's JSON
 * too; where the host is not known to be a sign-in host, only such an error is ours.
 */
export function isEntraError(error: EntraError): boolean {
  return (
    error.codes.length > 0 || [error.msis, error.trace_id, error.correlation_id].some((mark) => mark !== undefined)
  );
}

type Said = Pick<
  EntraError,
  'codes' | 'code' | 'msis' | 'trace_id' | 'correlation_id' | 'timestamp' | 'resource' | 'tenant'
>;

/** Reads codes, ids, resource and tenant out of an error text; what is not there is missing. */
export function readErrorText(text: string): Said {
  const line = oneLine(text.slice(0, textLimit));
  const codes = [
    ...new Set(
      [...line.matchAll(/AADSTS(?:(\d{4,7})|[ *_`]{1,4}(\d{5,7}))(?!\d)/gi)].map(([, bare, set]) =>
        Number(bare ?? set),
      ),
    ),
  ];
  return defined({
    codes,
    code: codes.at(-1),
    msis: /\bMSIS\d{4,5}\b/.exec(line)?.[0],
    trace_id: idAfter(line, /\b(?:Trace|Request) ?ID:? ?/i),
    correlation_id: idAfter(line, /\bCorrelation ?ID:? ?/i) ?? idAfter(line, /\bActivity ?ID:? ?/i),
    timestamp: /\bTimestamp:? ?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,7})?Z?)/i.exec(line)?.[1],
    ...names(line),
  });
}

/** The object without its undefined fields. */
export function defined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** Runs of blanks and line ends as one blank. */
export function oneLine(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}

function idAfter(line: string, label: RegExp): string | undefined {
  const found = label.exec(line);
  if (!found) return undefined;
  const start = found.index + found[0].length;
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(line.slice(start, start + 36))?.[0];
}

const notFound = [' was not found in the tenant named ', ' was not found in the directory '];
const openings = [' principal named ', ' application named ', ' resource named '];

/** "The resource principal named X was not found in the tenant named Y.", and the sentences like it. */
function names(line: string): { resource: string | undefined; tenant: string | undefined } {
  const phrase = notFound.find((words) => line.includes(words));
  const at = phrase === undefined ? -1 : line.indexOf(phrase);
  return {
    resource: resourceOf(line, at),
    tenant: phrase === undefined ? undefined : tenantAt(line, at + phrase.length),
  };
}

function resourceOf(line: string, notFoundAt: number): string | undefined {
  const before = ` ${line.slice(0, Math.max(0, notFoundAt))}`;
  for (const opening of openings) {
    const start = before.lastIndexOf(opening);
    if (start >= 0) return unquoted(before.slice(start + opening.length));
  }
  // 500014 and 650057 name it in another way
  const named = /\b(?:service principal for resource|Resource value from request:) ('[^']{1,300}'|\S{1,300})/i.exec(
    line,
  )?.[1];
  return unquoted(named ?? '');
}

function tenantAt(line: string, start: number): string | undefined {
  const rest = line.slice(start, start + 300);
  const quoted = /^['"]([^'"]{1,253})['"]/.exec(rest)?.[1];
  if (quoted !== undefined) return quoted;
  const sentence = rest.indexOf('. This can happen');
  const stop = sentence >= 0 ? sentence : rest.search(/\.(?:\s|$|["'<\\])/);
  return unquoted(stop >= 0 ? rest.slice(0, stop) : (rest.split(' ')[0] ?? ''));
}

function unquoted(name: string): string | undefined {
  const plain = name.trim().replace(/^['"]|['"]$/g, '');
  return plain === '' || plain.length > 300 ? undefined : plain;
}
