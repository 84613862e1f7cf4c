import { isStrongName } from './header-names.js';
import { lineLimit } from './lines.js';
import type { Mend } from './repair.js';

/**
 * Heads inside a log line's string (`msg="HTTP/1.1 401 Unauthorized\r\nServer: x\r\n"`) get their line breaks and quotes
 * back. Escapes elsewhere (JSON bodies) are left alone.
 */
export function undoEscapes(text: string, mend: Mend): string {
  if (!text.includes('\\n')) return text;
  return text
    .split('\n')
    .map((line) => (line.includes('\\n') && line.length <= lineLimit ? undoLine(line, mend) : line))
    .join('\n');
}

/** A whole paste on one line, its line ends written out (`\\n`): it was a string of some program, in its quotes or without. */
export function undoOneString(text: string, mend: Mend): string {
  if (!text.includes('\\n')) return text;
  const string = wholeString(text.trim());
  if (string !== undefined) mend('escapes-undone');
  if (string !== undefined || !isOneString(text)) return string ?? text;
  return text.replace(/(?:\\r)?\\n/g, () => {
    mend('escapes-undone');
    return '\n';
  });
}

function wholeString(text: string): string | undefined {
  if (!/^".{2,}"$/.test(text)) return undefined;
  try {
    return String(JSON.parse(text)).replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

function isOneString(text: string): boolean {
  const written = text.match(/\\n/g)?.length ?? 0;
  const isQuoted = text.includes('\\"') || /^\s{0,100}[{["']/.test(text);
  return written > 2 && !isQuoted && (text.trim().match(/\n/g)?.length ?? 0) < 2;
}

const headStart =
  /HTTP\/\d(?:\.\d)? \d{3}|\b[A-Z_]{3,15} [^\s"]{1,2000} HTTP\/\d|\b[A-Za-z][A-Za-z0-9-]{1,60}(?=: | ?→)/g;

function undoLine(line: string, mend: Mend): string {
  const parts: string[] = [];
  let from = 0;
  headStart.lastIndex = 0;
  for (let match = headStart.exec(line); match; match = headStart.exec(line)) {
    const slash = line.indexOf('\\', match.index);
    if (slash < 0) break;
    if (!isHeadAt(line, match.index, match[0])) continue;
    const end = stringEnd(line, match.index);
    parts.push(line.slice(from, match.index), unescapeHead(line.slice(match.index, end)));
    mend('escapes-undone');
    from = end;
    headStart.lastIndex = end;
  }
  if (parts.length === 0) return line;
  return [...parts, line.slice(from)].join('\n');
}

// A start line must be followed by an escaped line break; so must a header line, and another header line after it.
function isHeadAt(line: string, at: number, found: string): boolean {
  const rest = line.slice(at, at + 4000);
  const next = /\\{1,4}n([A-Za-z][A-Za-z0-9-]{1,60}) ?[:→]/.exec(rest);
  if (found.startsWith('HTTP/') || / HTTP\/\d$/.test(found)) return /\\{1,4}n/.test(rest);
  return next !== null && isStrongName(found) && isStrongName(next[1] ?? '');
}

// The string ends at the first quote that is not escaped, if it began with one; else with the line.
function stringEnd(line: string, from: number): number {
  const mark = line[from - 1];
  if (mark !== '"' && mark !== "'") return line.length;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === mark) return at;
  }
  return line.length;
}

function unescapeHead(head: string): string {
  return head.replace(/\\{1,4}([rnt"'\\/])/g, (_all, unit: string) => ({ r: '', n: '\n', t: '\t' })[unit] ?? unit);
}

/** `%3B`, `%22` in the value of a header that matters: a query string, or a log that encodes what it writes. */
export function undoPercent(text: string, mend: Mend): string {
  if (!/%(?:22|3B|3D)/i.test(text)) return text;
  return text.replace(percented, (run) => {
    const plain = percentDecoded(run);
    if (plain !== run) mend('escapes-undone');
    return plain;
  });
}

const percented =
  /(?:(?:x-ms-diagnostics|www-authenticate)(?:%22|["'])?(?:[:=]|%3A|%3D)|(?<![\d.])\d{7}(?=%3B))[ \t]{0,4}[^\s&]{1,20000}/gi;

function percentDecoded(run: string): string {
  if (!/%(?:22|3B|3D)/i.test(run)) return run;
  const spaced = /%20/.test(run) ? run : run.replaceAll('+', ' ');
  // One sequence at a time: a paste may be cut in the middle of one.
  return spaced.replace(/(?:%[0-9a-f]{2}){1,2000}/gi, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/** JSON whose quotes a word processor or a chat has curled. */
export function straightenJson(text: string, mend: Mend): string {
  if (!/[“„][\w$.-]{1,60}[”“]\s?:/.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (/[“„][\w$.-]{1,60}[”“]\s?:/.test(line) ? straightened(line, mend) : line))
    .join('\n');
}

function straightened(line: string, mend: Mend): string {
  return line.replace(/[“”„‟]/g, () => {
    mend('quotes-undone');
    return '"';
  });
}

/** Line ends that are written out: `<CR><LF>`, `[CRLF]`, `␍␊`, and `\\r\\n` at the ends of lines. */
export function undoWrittenLineEnds(given: string, mend: Mend): string {
  const text = /(?:\\r)?\\n\n[^\n]{0,2000}\\n(?:\n|$)/.test(given) ? given.replace(/(?:\\r)?\\n$/gm, '') : given;
  return text.replace(/(?:[<[]CR[>\]])?[<[]LF[>\]]|[<[]CRLF[>\]]|␍␊|␤/g, () => {
    mend('escapes-undone');
    return '\n';
  });
}

/** `WWW\-Authenticate`, `error\_description`: what Markdown editors write for signs that mean something to them. */
export function undoMarkdownEscapes(text: string, mend: Mend): string {
  if (!/\b(?:www\\-auth|x\\-ms|client\\_id|error\\_|invalid\\_|trusted\\_)/i.test(text)) return text;
  return text.replace(/\\([_*\-.[\]()#>~`!|])/g, (_all, sign: string) => {
    mend('markup-undone');
    return sign;
  });
}
