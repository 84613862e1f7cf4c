import { append } from './append.js';
import { type Fields, field, headersOf } from './json-headers.js';
import { messageFields, messageLines } from './json-message.js';
import { messageEnd } from './pieces.js';
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
  // What may be looked at in all: braces that never close would otherwise be followed to the end again and again.
  let budget = text.length * 4 + 100_000;
  for (let at = nextValue(text, 0); at >= 0 && budget > 0; at = nextValue(text, at + 1)) {
    const end = jsonEnd(text, at);
    budget -= (end < 0 ? text.length : end) - at;
    const lines = end < 0 ? undefined : messagesIn(text.slice(at, end));
    if (!lines) {
      // What is no message holds none.
      if (end >= 0) at = end;
      continue;
    }
    mend('prints-undone');
    append(parts, [text.slice(from, at), ...lines, '']);
    from = end;
    at = end;
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)].join('\n');
}

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
    if (headers) addMessage(messageLines({}, headers), found);
    else for (const one of value) walk(one, found, depth + 1);
  } else if (typeof value === 'object' && value !== null) walkObject(value as Fields, found, depth);
}

function walkObject(fields: Fields, found: Found, depth: number): void {
  const own = headersOf(fields) ?? headersOf(field(fields, 'headers'));
  if (own) {
    addMessage(messageLines(fields, own), found, headersOf(fields) === undefined ? restOf(fields) : []);
    return;
  }
  // The request comes first, wherever it stands.
  const names = Object.keys(fields).sort((a, b) => Number(isAnswer(a)) - Number(isAnswer(b)));
  for (const name of names) {
    const headers = /head/i.test(name) ? headersOf(fields[name]) : undefined;
    if (headers) addMessage(messageLines({ ...fields, isAnswer: sideOf(name) }, headers), found);
    else walk(fields[name], found, depth + 1, name);
  }
}

function addMessage(lines: readonly string[], found: Found, rest: readonly string[] = []): void {
  found.messages += 1;
  append(found.lines, [...lines, ...rest, messageEnd]);
}

// An error beside the message: as JSON, which is how it is read.
function restOf(fields: Fields): readonly string[] {
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !messageFields.has(name.toLowerCase())));
  const json = JSON.stringify(rest);
  return speaks.test(json) ? ['', json, ''] : [];
}

function isAnswer(name: string): boolean {
  return /^resp|^answer|^reply/i.test(name);
}

function sideOf(name: string): boolean | undefined {
  return isAnswer(name) || (/^req/i.test(name) ? false : undefined);
}

function walkText(text: string, found: Found, depth: number, name: string): void {
  const start = text.trimStart();
  const inner = /^[{[]\s{0,100}["{[]/.test(start) ? parsed(text) : undefined;
  if (inner !== undefined) walkInner(text, inner, found, depth);
  else if (/^(?:HTTP\/\d|[A-Z_]{3,20} \S{1,2000} HTTP\/\d)/.test(start)) {
    found.messages += 1;
    append(found.lines, ['', ...start.split(/\r\n?|\n/), '']);
  } else if (wrappers.test(name) && text.split('\n').length > 2) {
    found.messages += 1;
    append(found.lines, ['', ...text.split(/\r\n?|\n/), '']);
  } else if (speaks.test(text)) append(found.lines, ['', ...text.split(/\r\n?|\n/), '']);
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
