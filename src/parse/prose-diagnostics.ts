import { refusalCategories } from '../knowledge/diagnostics.js';
import type { Diagnostics } from '../types.js';
import { parseDiagnostics } from './diagnostics.js';
import { oneLine } from './entra-text.js';
import { type ReasonSentence, sentences } from './reason-sentences.js';
import { parseRefusalBody } from './refusal-body.js';

const numbered =
  /(?<![\d.])\d{4,7}[\s+]{0,80};[\s+]{0,80}(?:reason|error_category|category|source|appname)[ \t+]{0,8}=/gi;
const unnumbered = /(?<![\w-])reason[ \t]{0,8}=\s{0,8}(?:\\"|["“”„‟]|&quot;)/gi;
const category =
  /(?<![\w-])(error_)?category[ \t+]{0,8}=\s{0,8}(?:""([\w-]{1,64})""|(?:\\"|["“”„‟]|&quot;)([\w-]{1,64})(?:\\"|["“”„‟]|&quot;)?|([\w-]{1,64}))/i;
const everyCategory = new RegExp(category, 'gi');
const informationProtection = /\bmip::|\baadrm\.com\b|\bMIP ?SDK\b/i;
const exchangeNear = /\bX-(?:FE|BE)Server\b|\/EWS\/|\/mapi\/|\/Autodiscover|\bExchange\b/i;
const reach = 2000;

type Span = readonly [start: number, end: number];

const most = 1000;

/**
 * Diagnostics inside text: as JSON refusal, with a number, without one, as known sentence, as a category alone, as
 * X-CasErrorCode; in the order of the text, each place once, a thousand at most.
 */
export function diagnosticsInProse(text: string): Diagnostics[] {
  const found: { start: number; diagnostics: Diagnostics }[] = [];
  const taken = new Uint8Array(text.length);
  for (const [[start, end], read] of candidates(text)) {
    if (found.length === most) break;
    const diagnostics = taken[start] ? undefined : read();
    if (!diagnostics) continue;
    taken.fill(1, start, end);
    found.push({ start, diagnostics });
  }
  return found.sort((a, b) => a.start - b.start).map(({ diagnostics }) => diagnostics);
}

type Candidate = readonly [Span, read: () => Diagnostics | undefined];

/** The surest forms first. */
function* candidates(text: string): Generator<Candidate> {
  const refusal = parseRefusalBody(text);
  if (refusal) yield [spanOf(text, refusal.raw), () => refusal];
  for (const span of valueSpans(text, numbered)) yield [span, () => valueAt(text, span)];
  for (const span of valueSpans(text, unnumbered)) yield [span, () => withoutNumber(text, span)];
  for (const [span, diagnostics] of sentencesIn(text)) yield [span, () => diagnostics];
  for (const [span, diagnostics] of categoriesIn(text)) yield [span, () => diagnostics];
  const casError = /\bX-CasErrorCode\W{1,8}UserNotFound\b/i.exec(text);
  if (casError) yield [[casError.index, casError.index + casError[0].length], () => userNotFound(casError[0])];
}

function spanOf(text: string, raw: string): Span {
  const start = text.indexOf(raw);
  return [start, start + raw.length];
}

/** From each start to the end of its category, and no further than the next start or an empty line. */
function* valueSpans(text: string, starts: RegExp): Generator<Span> {
  let last: { index: number; head: string } | undefined;
  for (const { index, 0: head } of text.matchAll(starts)) {
    if (last) yield spanAt(text, last, index);
    last = { index, head };
  }
  if (last) yield spanAt(text, last, text.length);
}

function spanAt(text: string, { index, head }: { index: number; head: string }, next: number): Span {
  const window = text.slice(index, Math.min(next, index + reach));
  const empty = window.search(/\n[ \t]{0,8}\r?\n/);
  return [index, index + valueEnd(empty < 0 ? window : window.slice(0, empty), head.length)];
}

/** Behind the category; without one, behind the reason's quote and the pairs that follow; else the whole line. */
function valueEnd(window: string, from: number): number {
  const named = firstCategory(window);
  // behind words it would belong to something else
  if (named && /(?:[";“”.,')]|&quot;)[\s+]{0,40}$/.test(window.slice(Math.max(0, named.start - 48), named.start)))
    return named.end;
  const pairs = /^(?:[\s+;]{0,8}(?:reason|source|appname)[ \t]{0,8}=[ \t]{0,8}"[^"\n]{0,800}"){1,4}/i.exec(
    window.slice(window.indexOf(';') + 1),
  );
  if (pairs) return window.indexOf(';') + 1 + pairs[0].length;
  const close = window.slice(from + 1).search(/["”](?:[\s;.,)\]]|$)/);
  const line = window.indexOf('\n', from);
  return close >= 0 ? from + close + 2 : line < 0 ? window.length : line;
}

/** A numbered value, by its place: Information Protection prints it in brackets, or names itself before. */
function valueAt(text: string, [start, end]: Span): Diagnostics | undefined {
  const before = text.slice(Math.max(0, start - 600), start);
  const around = before + text.slice(end, end + 200);
  // "…: [2000001;…]", wrapped or not; Go and Java print a bracket too, but no blank before it
  const isMip = /:\s{1,40}\[$/.test(before) || informationProtection.test(around);
  const context = isMip ? { host: 'aadrm.com' } : { exchange: exchangeNear.test(around) };
  return parseDiagnostics(text.slice(start, end), context);
}

/** A reason without its number counts when a category or a known sentence stands by it. */
function withoutNumber(text: string, span: Span): Diagnostics | undefined {
  const value = parseDiagnostics(text.slice(...span));
  if (value?.error_category !== undefined || value?.category !== undefined) return value;
  const known = sentences.find(({ begins }) => value?.reason?.toLowerCase().includes(begins.toLowerCase()));
  return value && known ? { ...value, dialect: 'exchange', ...implied(known.error_category) } : undefined;
}

/** Line breaks of a wrapped print, with the indent behind them, count as blanks. */
const beginnings = sentences.map((sentence) => {
  const words = sentence.begins
    .toLowerCase()
    .split(' ')
    .map((word) => word.replace(/[.()[\]*+?^$]/g, '\\$&'));
  return [sentence, new RegExp(words.join('\\s{1,80}'), 'g')] as const;
});

/** Known sentences of Exchange that stand alone, with the category printed behind them if there is one. */
function* sentencesIn(text: string): Generator<readonly [Span, Diagnostics]> {
  // lower case of ASCII only, a quote for a quote, a blank for the plus sign of a log: offsets must stay
  const straight = text.replace(/[‘’‚‛]/g, "'").replace(/(?<=[A-Za-z'.])\+(?=[A-Za-z'])/g, ' ');
  const lower = straight.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  for (const [sentence, beginning] of beginnings) {
    for (const { index, 0: begun } of lower.matchAll(beginning)) {
      const found = isMipNear(text, index) ? undefined : sentenceAt(text, straight, index, begun.length, sentence);
      if (found) yield [[index, index + found.raw.length], found];
    }
  }
}

function sentenceAt(
  text: string,
  straight: string,
  at: number,
  begun: number,
  { error_category, alone, near, dialect }: ReasonSentence,
): Diagnostics | undefined {
  const window = straight.slice(at, at + 700);
  const named = firstCategory(window.slice(0, 500));
  const isForeign = named !== undefined && !named.isError;
  if (isForeign || (!alone && !named) || (near !== undefined && !oneLine(window).includes(near))) return undefined;
  const sentence = sentenceEnd(window, begun, named?.start);
  // `"… does not exist.");`: a program's own text
  if (!named && /^"(?:\)[;,]|;)[ \t]{0,8}$/m.test(window.slice(sentence, sentence + 20).split('\n', 1)[0] ?? ''))
    return undefined;
  return {
    dialect: dialect ?? 'exchange',
    reason: oneLine(window.slice(0, sentence)),
    ...implied(named?.value.toLowerCase() ?? error_category),
    raw: text.slice(at, at + (named?.end ?? sentence)).trimEnd(),
  };
}

const categories: ReadonlySet<string> = new Set(refusalCategories.map(({ category }) => category));
// `outcome="error" error_category=`, `path="/api",error_category=`: a log's or a metric's own pairs
const foreignPair = /[\w-]{1,60}=(?:"[^"\n]{0,200}"|[^"\s;,]{1,200})(?:[ \t]{1,8}|, ?)$/;

/** An `error_category` of Exchange's with a reason that we do not know: the category counts, the line is the quotation. */
function* categoriesIn(text: string): Generator<readonly [Span, Diagnostics]> {
  for (const { index, 0: pair, 1: isError, 2: doubled, 3: quoted, 4: plain } of text.matchAll(everyCategory)) {
    if (isError === undefined || isMipNear(text, index)) continue;
    const before = text.slice(Math.max(0, index - 400), index);
    const start = index - before.length + before.lastIndexOf('\n') + 1;
    const error_category = (doubled ?? quoted ?? plain ?? '').toLowerCase();
    if (!categories.has(error_category) || foreignPair.test(before)) continue;
    yield [
      [index, index + pair.length],
      { dialect: 'exchange', error_category, raw: text.slice(start, index + pair.length) },
    ];
  }
}

function isMipNear(text: string, at: number): boolean {
  return informationProtection.test(text.slice(Math.max(0, at - 600), at));
}

interface Category {
  readonly value: string;
  readonly isError: boolean;
  readonly start: number;
  readonly end: number;
}

function firstCategory(window: string): Category | undefined {
  const found = category.exec(window);
  if (!found) return undefined;
  const value = found[2] ?? found[3] ?? found[4] ?? '';
  return { value, isError: found[1] !== undefined, start: found.index, end: found.index + found[0].length };
}

// "… is invalid. Expected 'https://…'. Actual 'http://…'.": the sentences behind belong to the reason.
const goesOn = /^\s{1,40}(?:Expected|Actual|However,|Issuer was|Audience claim is)\b/;

function sentenceEnd(window: string, from: number, before = window.length): number {
  const full = window.slice(from).search(/\.(?=["'\s]|$)|["”;](?![\w'])|\n[ \t]{0,8}\r?\n/);
  if (full < 0) return Math.min((window.indexOf('\n', from) + 1 || window.length + 1) - 1, before);
  const end = from + full + (window[from + full] === '.' ? 1 : 0);
  return goesOn.test(window.slice(end, end + 60)) ? sentenceEnd(window, end + 2, before) : Math.min(end, before);
}

function implied(error_category: string | undefined): { error_category?: string } {
  return error_category === undefined ? {} : { error_category };
}

function userNotFound(raw: string): Diagnostics {
  return { dialect: 'exchange', reason: 'UserNotFound', error_category: 'invalid_user', raw };
}
