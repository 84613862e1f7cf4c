import { isLikelyName, isStrongName } from './header-names.js';
import type { Print } from './prints.js';

/** A list's text is looked at no further than this: heads are small. */
const listLimit = 64 * 1024;

/** `[Name: value, Name: value]` (Apache HttpClient, java.net), also wrapped by hand. */
export function readJavaList(text: string, at: number, spend: (units: number) => void): Print | undefined {
  const first = /^\[\s{0,40}([A-Za-z][\w-]{1,60}):\s/.exec(text.slice(at, at + 120));
  if (!first || !isHeaderName(first[1] ?? '')) return undefined;
  const end = closing(text, at);
  spend(end - at);
  const inside = text.slice(at + 1, end);
  const lines = splitAtNames(inside).map((line) => line.replace(/\s+/g, ' ').trim());
  return { lines, end: text[end] === ']' ? end + 1 : end };
}

// The bracket that ends the list, outside quotes; where a quote is left open, the last one within reach.
function closing(text: string, at: number): number {
  const limit = Math.min(text.length, at + listLimit);
  let quoted = false;
  for (let next = at + 1; next < limit; next += 1) {
    if (text[next] === '"') quoted = !quoted;
    if (text[next] === ']' && !quoted) return next;
  }
  const last = text.lastIndexOf(']', limit);
  return last > at ? last : limit;
}

function splitAtNames(inside: string): string[] {
  const lines: string[] = [];
  let from = 0;
  const name = /"|,\s{1,200}([A-Za-z][\w-]{1,60}):\s/g;
  let quoted = false;
  for (let match = name.exec(inside); match; match = name.exec(inside)) {
    if (match[0] === '"') quoted = !quoted;
    else if (!quoted && isHeaderName(match[1] ?? '')) {
      lines.push(inside.slice(from, match.index));
      from = match.index + 1;
    }
  }
  return [...lines, inside.slice(from)];
}

function isHeaderName(name: string): boolean {
  return isStrongName(name) || isLikelyName(name);
}

/** `{null=[HTTP/1.1 401 Unauthorized], Server=[x], WWW-Authenticate=[Negotiate, NTLM]}` (URLConnection.getHeaderFields). */
export function readJavaMap(text: string, at: number, spend: (units: number) => void): Print | undefined {
  if (!/^\{\s{0,40}[A-Za-z][\w-]{0,60}=\[/.test(text.slice(at, at + 120))) return undefined;
  const lines: string[] = [];
  const member = /[{,]\s{0,40}([A-Za-z][\w-]{0,60})=\[([^\]]{0,4000})\]/y;
  let end = at;
  for (let match = at; match === end; ) {
    member.lastIndex = end;
    const found = member.exec(text);
    if (!found) break;
    end = member.lastIndex;
    match = end;
    const [, name = ''] = found;
    const value = oneLine(found[2]);
    if (name !== 'null') lines.push(`${name}: ${value}`);
    else if (value.startsWith('HTTP/')) lines.unshift(value);
  }
  spend(end - at + 4000);
  if (lines.length === 0) return undefined;
  return { lines, end: text[end] === '}' ? end + 1 : end };
}

// A value may have been wrapped on its way.
function oneLine(value = ''): string {
  return value.replace(/\s{0,80}\n\s{0,80}/g, ' ');
}
