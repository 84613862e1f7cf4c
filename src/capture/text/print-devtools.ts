import { append } from './append.js';
import { isLikelyName, isRequestName } from './header-names.js';
import type { Mend } from './repair.js';

/**
 * The Headers pane of a browser's developer tools, copied as text: `Request URL: …`, `Request Method: …`, `Status Code: …`,
 * then response headers, then request headers; newer versions put each value on a line of its own. Becomes a request
 * and its response.
 */
export function undoDevtools(text: string, mend: Mend): string {
  if (!/^\s{0,40}Request URL:?(?:\s{1,20}https?:|$)/im.test(text)) return text;
  const lines = text.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const url = fieldAt(lines, at, 'request url');
    if (!url) {
      out.push(lines[at] as string);
      at += 1;
      continue;
    }
    const block = readBlock(lines, at);
    append(out, block.lines);
    mend('prints-undone');
    at = block.end;
  }
  return out.join('\n');
}

type Section = 'general' | 'response' | 'request' | 'after';

interface Block {
  readonly fields: Map<string, string>;
  readonly response: string[];
  readonly request: string[];
}

function readBlock(lines: readonly string[], from: number): { lines: string[]; end: number } {
  const block: Block = { fields: new Map(), response: [], request: [] };
  let section: Section = 'general';
  let at = from;
  while (at < lines.length && !(at > from && fieldAt(lines, at, 'request url'))) {
    const titled: Section | undefined = sectionOf(lines[at] as string);
    if (titled === 'after') break;
    section = titled ?? section;
    at = titled ? at + 1 : readField(lines, at, section, block);
  }
  return { lines: writeBlock(block), end: at };
}

function sectionOf(line: string): Section | undefined {
  const title = line
    .trim()
    .toLowerCase()
    .replace(/(?:\s?\(\d{1,4}\)|\s?view source|\s?raw|:)$/, '')
    .trim();
  if (title === 'general') return 'general';
  if (title === 'response headers') return 'response';
  if (title === 'request headers') return 'request';
  return /^(?:query string parameters|form data|request payload|payload|preview|response|timing)$/.test(title)
    ? 'after'
    : undefined;
}

const generalNames = new Set(['request url', 'request method', 'status code', 'remote address', 'referrer policy']);

function readField(lines: readonly string[], at: number, section: Section, block: Block): number {
  const line = (lines[at] as string).trim();
  const [, name = line, inline = ''] = /^(:?[A-Za-z][\w -]{0,60}):(?:\s{1,20}(.{1,20000}))?$/.exec(line) ?? [];
  if (name === '') return at + 1;
  const onNextLine = inline === '' && name.length < 60 && /^:?[\w -]+$/.test(name);
  const value = onNextLine ? (lines[at + 1] ?? '').trim() : inline;
  if (generalNames.has(name.toLowerCase())) block.fields.set(name.toLowerCase(), value);
  else addHeader(section === 'general' ? untitled(name, block) : section, name, value, block);
  return at + (onNextLine ? 2 : 1);
}

function addHeader(section: Section | undefined, name: string, value: string, block: Block): void {
  if (section === undefined || name.startsWith(':')) return;
  (section === 'request' ? block.request : block.response).push(value === '' ? name : `${name}: ${value}`);
}

// Copied without the panes' titles: response headers come first, and only clients send some names.
function untitled(name: string, { request }: Block): Section | undefined {
  if (name.startsWith(':') || !isLikelyName(name)) return undefined;
  return request.length > 0 || isRequestName(name) ? 'request' : 'response';
}

function fieldAt(lines: readonly string[], at: number, name: string): string | undefined {
  const match = /^\s{0,40}([A-Za-z ]{3,20}):?\s{0,20}(https?:\S{1,8000})?$/.exec(lines[at] ?? '');
  if (match?.[1]?.trim().toLowerCase() !== name) return undefined;
  return match[2] ?? /^\s{0,40}https?:\S{1,8000}$/.exec(lines[at + 1] ?? '')?.[0].trim();
}

function writeBlock({ fields, request, response }: Block): string[] {
  const method = /^[A-Z_]{2,20}/.exec(fields.get('request method') ?? '')?.[0] ?? 'GET';
  const status = /^(\d{3})(?:\s{1,5}(.{0,80}))?/.exec(fields.get('status code') ?? '');
  const answer = status
    ? [`HTTP/1.1 ${status[1]} ${status[2] ?? ''}`.trimEnd(), ...response, '']
    : ['', ...response, ''];
  return [`${method} ${fields.get('request url')} HTTP/1.1`, ...request, '', ...answer];
}
