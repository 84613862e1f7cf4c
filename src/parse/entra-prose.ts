/**
 * Entra errors inside running text: logs, mails, exception prints, exports of the sign-in log. `raw` is a slice of the
 * text, so that it can be quoted.
 */
import type { EntraError } from '../types.js';
import { parseErrorJson } from './entra-json.js';
import { isTalkedAbout } from './entra-mention.js';
import { errorOfPage } from './entra-page.js';
import { parseErrorLocation } from './entra-redirect.js';
import { errorsBySentence } from './entra-sentences.js';
import { defined, isEntraError, isRegisteredError, oneLine, rawLimit, readErrorText } from './entra-text.js';
import { fieldOf, unescapeJson } from './json-fields.js';
import { isSignInHost } from './service.js';

const proseLimit = 1_048_576;

/** Reads the first Entra or AD FS error that a text names; undefined when it names none. */
export function parseErrorText(text: string): EntraError | undefined {
  return parseErrorTexts(text)[0];
}

/** Reads every Entra or AD FS error that a text names, nested codes as one. */
export function parseErrorTexts(text: string): EntraError[] {
  const cut = text.slice(0, proseLimit);
  const found = errorSlices(cut).flatMap(([start, end]) => {
    const error = errorOfSlice(cut.slice(start, end), cut.slice(Math.max(0, start - 160), start));
    return error && !isListing(error) ? [{ ...idsAfter(cut, end), ...error }] : [];
  });
  if (found.length > 0) return isCatalogue(found) ? [] : withoutEchoes(found);
  const logged = signInLog(cut) ?? errorOfPage(cut);
  return logged ? [logged] : errorsBySentence(cut);
}

// A page that explains one code after the other: what happened to somebody has ids, a time, or is one thing.
function isCatalogue(found: readonly EntraError[]): boolean {
  const bare = found.filter(
    (error) => error.form === 'text' && !(error.trace_id ?? error.correlation_id ?? error.timestamp),
  );
  return bare.length === found.length && new Set(found.map(({ code }) => code)).size > 3;
}

// An article's table of codes is nobody's error: errors nest two codes, and bring their ids.
function isListing({ form, codes, raw, trace_id, correlation_id, timestamp }: EntraError): boolean {
  if (form !== 'text' || (trace_id ?? correlation_id ?? timestamp)) return false;
  const rows = raw.match(/^\W{0,8}AADSTS\d/gm) ?? [];
  return codes.length > 3 || (codes.length > 2 && rows.length === codes.length);
}

/** A page prints its ids apart from the message, below it. */
function idsAfter(text: string, end: number): Partial<EntraError> {
  const next = text.slice(end, end + 400);
  const other = next.search(/AADSTS\d|\bMSIS\d/);
  const { trace_id, correlation_id, timestamp } = readErrorText(other < 0 ? next : next.slice(0, other));
  return defined<Partial<EntraError>>({ trace_id, correlation_id, timestamp });
}

/** An exception's message repeats the code of the JSON that it prints below: one error, the JSON says more. */
function withoutEchoes(found: readonly EntraError[]): EntraError[] {
  const told = new Set(found.filter(({ form }) => form === 'json').map(({ code }) => code));
  return found.filter(({ form, code }) => form !== 'text' || code === undefined || !told.has(code));
}

const marks =
  /AADSTS(?:\d{4,7}|[ *_`]{1,4}\d{5,7}(?!\d))|\bMSIS\d{4,5}\b|["“”]error(?:_description)?["“”]\s?:|[?&#]error=\w/gi;

interface Slice {
  readonly start: number;
  end: number;
  readonly kind: 'url' | 'json' | 'text';
}

/** Where errors stand: marks near each other belong to one error, until its timestamp or an empty line parts them. */
function errorSlices(text: string): [start: number, end: number][] {
  const slices: Slice[] = [];
  for (const { index, 0: mark } of text.matchAll(marks)) {
    const last = slices.at(-1);
    if (last && index < last.end) continue;
    const kind = /^[?&#]/.test(mark) ? 'url' : mark.endsWith(':') ? 'json' : 'text';
    const joins =
      last &&
      last.kind !== 'url' &&
      (kind === last.kind || (kind === 'text' && last.kind === 'json')) &&
      !parts(text.slice(last.end, index), kind === 'json');
    if (joins) last.end = index + mark.length;
    else slices.push(kind === 'url' ? runAround(text, index) : sliceAt(text, index, mark.length, kind));
  }
  return slices.map(({ start, end, kind }, number) => {
    if (kind === 'url') return [start, end];
    const limit = Math.min(slices[number + 1]?.start ?? text.length, end + 4 * rawLimit);
    return [start, endOfError(text, end, limit, kind === 'json')];
  });
}

function sliceAt(text: string, index: number, length: number, kind: 'json' | 'text'): Slice {
  return { start: kind === 'json' && text[index - 1] === '{' ? index - 1 : index, end: index + length, kind };
}

function parts(between: string, isJson: boolean): boolean {
  if (between.length > 800 || /\n[ \t]*\r?\n/.test(between)) return true;
  return isJson ? objectEnd.test(between) : /Timestamp/i.test(between);
}

/** A URL: from blank to blank. */
function runAround(text: string, index: number): Slice {
  const isEdge = (char: string | undefined) => char === undefined || /[\s"'<>`]/.test(char);
  let start = index;
  let end = index;
  while (start > 0 && !isEdge(text[start - 1])) start--;
  while (end < text.length && !isEdge(text[end])) end++;
  return { start, end, kind: 'url' };
}

// `{EmailHidden}` stands inside texts: only a brace behind a value ends the object
const objectEnd = /["”\]\d]\s{0,8}\}/;

/** An error ends with its JSON object or string, with its timestamp, or at an empty line. */
function endOfError(text: string, from: number, limit: number, isJson: boolean): number {
  const rest = text.slice(from, limit);
  const stops = isJson
    ? [endOf(/["”\]\d]\s{0,8}\}/, rest), rest.search(/\n\r?\n/)]
    : [rest.search(/(?<!\\)"\s{0,8}[,}\]]/), endOf(/Timestamp: ?[\d: TZ.-]{0,32}/i, rest), rest.search(/\n\r?\n/)];
  return from + Math.min(rest.length, ...stops.filter((stop) => stop >= 0));
}

function endOf(pattern: RegExp, text: string): number {
  const found = pattern.exec(text);
  return found ? found.index + found[0].length : -1;
}

function errorOfSlice(slice: string, before: string): EntraError | undefined {
  const raw = slice.trimEnd().slice(0, rawLimit);
  if (/[?&#]error=/.test(slice)) {
    const error = parseErrorLocation(slice);
    return error && (isEntraError(error) || isSignInUrl(slice))
      ? { ...errorBySentence(error), ...error, raw }
      : undefined;
  }
  const json = parseErrorJson(slice);
  if (json) return isEntraError(json) || json.code !== undefined ? { ...json, raw } : undefined;
  if (isTalkedAbout(slice, before)) return undefined;
  const said = readErrorText(unescapeJson(slice));
  const error = errorWord(before);
  const found = defined<EntraError>({ form: 'text', error, ...said, defects: [], raw });
  return isEntraError(found) ? found : undefined;
}

function isSignInUrl(url: string): boolean {
  return isSignInHost(/^https:\/\/([^/?#:]{1,253})/i.exec(url)?.[1] ?? '');
}

function errorBySentence({ error_description = '' }: EntraError): Pick<EntraError, 'code'> {
  return defined<Pick<EntraError, 'code'>>({ code: errorsBySentence(error_description)[0]?.code });
}

/** `Error code: 'invalid_client'. Description: '`, `invalid_grant: ` before the code. */
function errorWord(before: string): string | undefined {
  const near = /\b([a-z]{2,20}(?:_[a-z]{2,20}){1,3})\W{1,6}$/.exec(before.slice(-90))?.[1];
  if (isRegisteredError(near)) return near;
  const named = /\berror(?: code)?\W{1,4}([a-z]{2,20}(?:_[a-z]{2,20}){1,3})\b/i.exec(before)?.[1];
  return isRegisteredError(named) ? named : undefined;
}

/** An export of the sign-in log, or its page in the portal: a number and a reason, without `AADSTS`. */
function signInLog(text: string): EntraError | undefined {
  const number = /\b(?:errorCode|error code)["“”\s:]{1,12}(\d{4,7})\b/i.exec(text);
  const label = /\bfailure ?reason\b/i.exec(text);
  const code = Number(number?.[1] ?? 0);
  if (!number || !label || code === 0 || Math.abs(label.index - number.index) > 2000) return undefined;
  const start = Math.min(number.index, label.index);
  const end = endOfError(text, Math.max(number.index, label.index), Math.min(text.length, start + 4 * rawLimit), true);
  const reason = fieldOf(text, 'failureReason')?.value ?? text.slice(label.index + label[0].length, end);
  const said = readErrorText(reason);
  return defined<EntraError>({
    form: 'text',
    error_description: oneLine(reason).replace(/^[:\s]{0,3}/, ''),
    ...said,
    ...readErrorIds(text.slice(start, end)),
    codes: [...new Set([code, ...said.codes])],
    code: said.code ?? code,
    defects: [],
    raw: text.slice(start, end).trimEnd().slice(0, rawLimit),
  });
}

function readErrorIds(text: string): Pick<EntraError, 'correlation_id'> {
  return defined<Pick<EntraError, 'correlation_id'>>({ correlation_id: fieldOf(text, 'correlationId')?.value });
}
