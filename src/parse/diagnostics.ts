/**
 * `x-ms-diagnostics` and its JSON successor. Traps: the reason is not escaped (it may hold quotes and semicolons),
 * blanks stand anywhere, parts are missing, and Skype, SharePoint and Information Protection use the same header with
 * another grammar. Read from the end: known pairs are peeled off, what is left is the reason. Linear, no backtracking.
 */
import type { Diagnostics, DiagnosticsDialect } from '../types.js';
import { diagnosticsText } from './diagnostics-text.js';

export { parseRefusalBody } from './refusal-body.js';

/** Longer values are cut: nothing honest is longer. */
const limit = 8192;

const pairNames = ['error_category', 'category', 'source', 'appname', 'reason'] as const;
type PairName = (typeof pairNames)[number];
type Pairs = Partial<Record<PairName, string>>;

/** Who said it, which tells Information Protection apart: it speaks Exchange's dialect. */
export interface DiagnosticsContext {
  /** The host that answered, lower case. */
  readonly host?: string | undefined;
  /** Something beside the value shows that Exchange answered. */
  readonly exchange?: boolean;
}

/**
 * Reads one `x-ms-diagnostics` value, also as PowerShell, IIS logs, devtools and the MIP SDK print it.
 *
 * @returns undefined when neither a code nor a known pair is there.
 */
export function parseDiagnostics(value: string, context: DiagnosticsContext = {}): Diagnostics | undefined {
  const raw = value.slice(0, limit).trim();
  const text = diagnosticsText(raw);
  const digits = /^\d{1,10}/.exec(text)?.[0];
  const pairs = readPairs(text.slice(digits?.length ?? 0));
  const code = digits !== undefined && /^\d+\s*(?:;|$)/.test(text) ? Number(digits) : undefined;
  if (code === undefined && pairs.reason === undefined && pairs.error_category === undefined && !pairs.category)
    return undefined;
  const isMip = raw.startsWith('[') || isInformationProtection(pairs.reason, context);
  return {
    dialect: isMip ? 'mip' : dialectOf(code, digits?.length ?? 0, pairs),
    ...(code === undefined ? {} : { code }),
    ...(pairs.reason === undefined ? {} : { reason: pairs.reason }),
    ...(pairs.error_category === undefined ? {} : { error_category: pairs.error_category.toLowerCase() }),
    ...(pairs.category === undefined ? {} : { category: pairs.category }),
    ...(pairs.source === undefined ? {} : { source: pairs.source }),
    ...(pairs.appname === undefined ? {} : { appName: pairs.appname }),
    raw,
  };
}

/** Reads a value in which a proxy or exporter joined several; parted only before what reads as the next code. */
export function parseDiagnosticsList(value: string, context: DiagnosticsContext = {}): Diagnostics[] {
  const starts = [0];
  for (const { index } of value.matchAll(/(?<!\d)\d{5,7};/g)) {
    const before = lastNonBlank(value, index);
    if (index > 0 && (value[before] === ',' || value.slice(before + 1, index).includes('\n'))) starts.push(index);
  }
  return starts.flatMap((start, number) => {
    const part = value.slice(start, starts[number + 1] ?? value.length).trim();
    const diagnostics = parseDiagnostics(part.endsWith(',') ? part.slice(0, -1) : part, context);
    return diagnostics ? [diagnostics] : [];
  });
}

function lastNonBlank(text: string, from: number): number {
  let at = from - 1;
  while (at >= 0 && ' \t\r\n'.includes(text[at] ?? 'x')) at--;
  return at;
}

// No Exchange is known to say it: the service behind Information Protection does, also where nothing else names it.
const informationProtectionSays = /OAuth\s{1,40}token\s{1,40}submitted\s{1,40}with\s{1,40}the\s{1,40}request/i;

function isInformationProtection(reason = '', { host, exchange = false }: DiagnosticsContext): boolean {
  if (host === undefined) return !exchange && informationProtectionSays.test(reason);
  return host === 'aadrm.com' || host.endsWith('.aadrm.com');
}

/** Whose dialect it is; the category decides before the number. */
function dialectOf(code: number | undefined, digits: number, pairs: Pairs): DiagnosticsDialect {
  if (pairs.category !== undefined) return 'sharepoint';
  if (digits === 7 && pairs.error_category !== undefined) return 'exchange';
  if (pairs.source !== undefined || digits === 4 || digits === 5) return 'skype';
  if (code === undefined) return pairs.error_category === undefined ? 'unknown' : 'exchange';
  if (digits !== 7) return 'unknown';
  const first = Math.floor(code / 1_000_000);
  if (first === 3) return 'sharepoint';
  return first === 2 || first === 4 ? 'exchange' : 'unknown';
}

/** `name="value"` pairs from both ends; the reason is what is left. */
function readPairs(text: string): Pairs {
  const pairs: Pairs = {};
  let end = trimEnd(text, text.length);
  for (let pair = lastPair(text, end); pair; pair = lastPair(text, end)) {
    if (pair.name && pairs[pair.name] === undefined) pairs[pair.name] = pair.value;
    end = trimEnd(text, pair.start, ' \t;,');
  }
  let start = trimStart(text, 0);
  for (let pair = firstPair(text, start, end); pair; pair = firstPair(text, start, end)) {
    if (pairs[pair.name] === undefined) pairs[pair.name] = pair.value;
    start = trimStart(text, pair.end);
  }
  const reason = readReason(text.slice(start, end));
  if (reason !== undefined) pairs.reason = reason;
  return pairs;
}

function trimEnd(text: string, from: number, chars = " \t.;,])'"): number {
  let end = from;
  while (end > 0 && chars.includes(text[end - 1] ?? 'x')) end--;
  return end;
}

function trimStart(text: string, from: number): number {
  let start = from;
  while (start < text.length && ' \t;,'.includes(text[start] ?? 'x')) start++;
  return start;
}

/** The pair which ends at `end`: quoted, or (as some logs print it) a bare word. Never the reason. */
function lastPair(text: string, end: number): { name: PairName | undefined; value: string; start: number } | undefined {
  const isQuoted = text[end - 1] === '"';
  const valueStart = isQuoted ? text.lastIndexOf('"', end - 2) + 1 : wordStart(text, end);
  if (valueStart <= 0 || (isQuoted && end < 2)) return undefined;
  const equals = lastNonBlank(text, isQuoted ? valueStart - 1 : valueStart);
  if (text[equals] !== '=') return undefined;
  const nameEnd = lastNonBlank(text, equals) + 1;
  const start = wordStart(text, nameEnd);
  const name = text.slice(start, nameEnd).toLowerCase();
  if (name === '' || name === 'reason') return undefined;
  const known = pairNames.find((known) => known === name);
  // of an unknown name only the full form `";name="value"` counts, for a reason may hold `x="y"`
  if (!known && !(isQuoted && text[start - 1] === ';' && text[start - 2] === '"')) return undefined;
  const value = text.slice(valueStart, isQuoted ? end - 1 : end);
  return { name: known, value: value.endsWith('.') ? value.slice(0, -1) : value, start };
}

function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && /[\w-]/.test(text[start - 1] ?? ' ')) start--;
  return start;
}

/** Skype and others put `source` and `appName` before the reason. */
function firstPair(
  text: string,
  start: number,
  end: number,
): { name: PairName; value: string; end: number } | undefined {
  const head = /^(error_category|category|source|appname)[ \t]*=[ \t]*"/i.exec(
    text.slice(start, Math.min(end, start + 64)),
  );
  const name = pairNames.find((known) => known === head?.[1]?.toLowerCase());
  if (!head || !name) return undefined;
  const valueStart = start + head[0].length;
  const close = text.indexOf('"', valueStart);
  return close < 0 || close >= end ? undefined : { name, value: text.slice(valueStart, close), end: close + 1 };
}

/** The text between `reason="` and the last quote; to the end where it was cut. */
function readReason(text: string): string | undefined {
  const head = /^reason[ \t]*=[ \t]*/i.exec(text.slice(0, 64));
  if (!head) return undefined;
  const rest = text.slice(head[0].length);
  if (!rest.startsWith('"')) return rest.trim();
  const close = rest.lastIndexOf('"');
  return (close > 0 ? rest.slice(1, close) : rest.slice(1)).trim();
}
