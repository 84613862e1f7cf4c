import type { Mend } from './repair.js';

/**
 * JSON in which whole messages stand: `{"status": 401, "headers": {…}, "body": …}`, headers as an object, a list of
 * `{"name": …, "value": …}`, of `["name", "value"]` or flat, a request beside its response, heads as strings; also JSON
 * inside a string of JSON. Becomes the messages, and behind them the strings that speak of an error. JSON in which there
 * are none stays: it may be a body, and is read for what it says.
 */
export function undoJson(text: string, mend: Mend): string {
  const parts: string[] = [];
  let from = 0;
  let budget = parseLimit;
  for (let at = nextValue(text, 0); at >= 0 && budget > 0; at = nextValue(text, at + 1)) {
    const end = jsonEnd(text, at);
    budget -= (end < 0 ? text.length : end) - at;
    const lines = end < 0 ? undefined : messagesIn(text.slice(at, end));
    if (!lines) {
      // What does not end does not end from any later brace of it either, and what is no message holds none.
      if (end < 0) break;
      at = end;
      continue;
    }
    mend('prints-undone');
    parts.push(text.slice(from, at), ...lines, '');
    from = end;
    at = end;
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)].join('\n');
}

/** UTF-16 units that are parsed in all. */
const parseLimit = 20_000_000;
const depthLimit = 40;

// At the beginning of a line, or after a label: braces inside running text belong to it.
function nextValue(text: string, from: number): number {
  opening.lastIndex = Math.max(0, from - 1);
  const found = opening.exec(text);
  return found ? found.index + found[0].length - 1 : -1;
}

const opening = /(?:^|\n)[ \t]{0,40}(?:[A-Za-z][\w .()-]{0,60}[:=] ?)?[{[](?=\s{0,200}["{[])/g;

function jsonEnd(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '\\') at += 1;
    else if (unit === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (unit === '{' || unit === '[') depth += 1;
    else if (unit === '}' || unit === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

interface Found {
  readonly lines: string[];
  messages: number;
}

function messagesIn(json: string): string[] | undefined {
  const found: Found = { lines: [], messages: 0 };
  walk(parsed(json), found, 0);
  return found.messages === 0 ? undefined : found.lines;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function walk(value: unknown, found: Found, depth: number, name = ''): void {
  if (depth > depthLimit) return;
  if (typeof value === 'string') walkText(value, found, depth, name);
  else if (Array.isArray(value)) {
    const headers = headersOf(value);
    if (headers) addMessage({ headers: value }, headers, found);
    else for (const one of value) walk(one, found, depth + 1);
  } else if (typeof value === 'object' && value !== null) walkObject(value as Fields, found, depth);
}

type Fields = Readonly<Record<string, unknown>>;

function walkObject(fields: Fields, found: Found, depth: number): void {
  const own = headersOf(fields) ?? headersOf(field(fields, 'headers'));
  if (own) {
    addMessage(fields, own, found);
    return;
  }
  // The request comes first, wherever it stands.
  const names = Object.keys(fields).sort((a, b) => Number(isAnswer(a)) - Number(isAnswer(b)));
  for (const name of names) {
    const headers = /head/i.test(name) ? headersOf(fields[name]) : undefined;
    if (headers) addMessage({ ...fields, isAnswer: isAnswer(name) }, headers, found);
    else walk(fields[name], found, depth + 1, name);
  }
}

function isAnswer(name: string): boolean {
  return /^resp|^answer|^reply/i.test(name);
}

function walkText(text: string, found: Found, depth: number, name: string): void {
  const start = text.trimStart();
  const inner = /^[{[]\s{0,100}["{[]/.test(start) ? parsed(text) : undefined;
  if (inner !== undefined) walkInner(text, inner, found, depth);
  else if (/^(?:HTTP\/\d|[A-Z_]{3,20} \S{1,2000} HTTP\/\d)/.test(start)) {
    found.messages += 1;
    found.lines.push('', ...start.split(/\r\n?|\n/), '');
  } else if (wrappers.test(name) && text.split('\n').length > 2) {
    found.messages += 1;
    found.lines.push('', ...text.split(/\r\n?|\n/), '');
  } else if (speaks.test(text)) found.lines.push('', ...text.split(/\r\n?|\n/), '');
}

// JSON in a string of JSON: the messages in it, or else itself, without the escapes.
function walkInner(text: string, inner: unknown, found: Found, depth: number): void {
  const before = found.messages;
  walk(inner, found, depth + 1);
  if (found.messages > before || !speaks.test(text)) return;
  found.messages += 1;
  found.lines.push('', text, '');
}

/** Fields in which programs keep what others said, line by line. An error's own texts are none: their JSON is read. */
const wrappers =
  /^(?:@?m(?:sg|essage)?|text|log|output|std(?:out|err)|_?raw|lines?|content|paste|trace|dump|exception|data)$/i;

const speaks = /AADSTS|error_category|reason\s?=|invalid_|bearer\s|authenticate/i;

type Headers = readonly (readonly [name: string, value: string])[];

/** The headers of an object or list that is a collection of them; undefined for anything else. */
function headersOf(value: unknown): Headers | undefined {
  const pairs = Array.isArray(value) ? pairsOfList(value) : pairsOfObject(value);
  const isHeaders = pairs?.some(([name]) => strong.test(name)) === true;
  return isHeaders && pairs.every(([name]) => /^:?[A-Za-z0-9][\w.:-]{0,80}$/.test(name)) ? pairs : undefined;
}

const strong =
  /^(?:x-[a-z0-9-]{2,60}|www-authenticate|content-(?:type|length|encoding)|user-agent|authorization|accept(?:-[a-z]{3,12})?|cache-control|transfer-encoding|set-cookie|location|strict-transport-security)$/i;

function pairsOfObject(value: unknown): Headers | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const pairs: (readonly [string, string])[] = [];
  for (const [name, given] of Object.entries(value)) {
    for (const one of Array.isArray(given) ? given : [given]) {
      if (typeof one !== 'string' && typeof one !== 'number') return undefined;
      pairs.push([name, String(one)]);
    }
  }
  return pairs;
}

function pairsOfList(list: readonly unknown[]): Headers | undefined {
  if (list.length === 0) return undefined;
  if (list.every((one) => typeof one === 'string')) return flatPairs(list);
  const pairs = list.flatMap(pairOf);
  return pairs.length >= list.length ? pairs : undefined;
}

function flatPairs(list: readonly string[]): Headers | undefined {
  if (list.length % 2 !== 0) return undefined;
  return list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] as string] as const] : []));
}

// ["Server", "x"], {"name": "Server", "value": "x"}, {"Key": "Server", "Value": ["x"]}
function pairOf(one: unknown): Headers {
  if (Array.isArray(one)) return typeof one[0] === 'string' && one.length === 2 ? valuesOf(one[0], one[1]) : [];
  if (typeof one !== 'object' || one === null) return [];
  const name = field(one as Fields, 'name') ?? field(one as Fields, 'key');
  return typeof name === 'string' ? valuesOf(name, field(one as Fields, 'value')) : [];
}

function valuesOf(name: string, value: unknown): Headers {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [[name, String(one)]] : []));
}

function field(fields: Fields, wanted: string): unknown {
  const name = Object.keys(fields).find((one) => one.toLowerCase() === wanted);
  return name === undefined ? undefined : fields[name];
}

function addMessage(fields: Fields, headers: Headers, found: Found): void {
  found.messages += 1;
  const start = startLineOf(fields, headers);
  const lines = headers
    .filter(([name]) => !name.startsWith(':'))
    .map(([name, value]) => `${name}: ${value.replace(/\s{1,1000}/g, ' ').trim()}`);
  const body = bodyOf(fields);
  found.lines.push(
    '',
    ...(start === undefined ? [] : [start]),
    ...lines,
    '',
    ...(body === undefined ? [] : [body, '']),
  );
}

function startLineOf(fields: Fields, headers: Headers): string | undefined {
  const status = Number(firstOf(fields, ['status', 'statuscode', 'status_code', 'code']));
  if (Number.isInteger(status) && status >= 100 && status <= 599 && fields.isAnswer !== false) {
    return `HTTP/1.1 ${status}`;
  }
  const method = firstOf(fields, ['method', 'requestmethod']);
  const url = firstOf(fields, ['url', 'uri', 'requesturi', 'href', 'path']);
  if (fields.isAnswer === true || typeof method !== 'string' || !/^[A-Za-z_]{3,20}$/.test(method)) return undefined;
  const path = headers.find(([name]) => name === ':path')?.[1] ?? '/';
  return `${method.toUpperCase()} ${typeof url === 'string' && !/\s/.test(url) ? url : path} HTTP/1.1`;
}

function bodyOf(fields: Fields): string | undefined {
  const content = firstOf(fields, ['content']);
  const inner = typeof content === 'object' && content !== null ? firstOf(content as Fields, ['text']) : content;
  const body = firstOf(fields, ['body', 'data', 'text', 'responsetext', 'responsebody', 'payload']) ?? inner;
  if (typeof body === 'string') return body === '' ? undefined : body;
  return typeof body === 'object' && body !== null ? JSON.stringify(body) : undefined;
}

function firstOf(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = field(fields, name);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
