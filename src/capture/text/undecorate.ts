import { isLikelyName, isStrongName } from './header-names.js';
import { pastedHeader, startLineOf } from './lines.js';
import type { Mend } from './repair.js';

/**
 * Takes off what mail, Markdown and `curl -v` put around lines: `> ` and `< `, fences, backticks, asterisks, list marks.
 * curl's own lines (`* …`, `{ [5 bytes data]`, its progress meter) go, its errors stay. Marks of curl are no damage
 * and are not counted.
 */
export function undecorate(text: string, mend: Mend): string {
  const curl = isCurlVerbose(text);
  const quotes: Mend = curl ? () => {} : mend;
  const lines: string[] = [];
  let listed = false;
  for (const line of undoPythonDebug(text).split('\n')) {
    if (curl && isCurlNote(line)) continue;
    const unquoted = withoutQuotes(line, quotes);
    const plain = withoutTicks(unquoted);
    const bare = withoutMark(plain, listed);
    listed = bare !== plain;
    if (bare !== unquoted) mend('markup-undone');
    lines.push(bare);
  }
  return lines.join('\n');
}

// http.client with debuglevel: `reply: 'HTTP/1.1 401 Unauthorized\r\n'`, then `header: Server: x` for each header line.
function undoPythonDebug(text: string): string {
  if (!/\breply: ['"]HTTP\//.test(text)) return text;
  return text
    .replace(/\breply: ['"](HTTP\/[^\n'"]{1,200}?)(?:\\r)?(?:\\n)?['"]/g, '$1')
    .replace(/\bheader: (?=[A-Za-z][\w-]{0,80}:)/g, '');
}

/** Is it the output of `curl -v` (perhaps quoted in a mail)? */
function isCurlVerbose(text: string): boolean {
  return (
    /^[ \t>]{0,10}< HTTP\/\d/m.test(text) ||
    /^\*\s{1,5}(?:Trying|Connected to|Host |Could not|connect to|About to|Rebuilt URL|SSL|TLS|ALPN)/m.test(text)
  );
}

function isCurlNote(line: string): boolean {
  if (/^[ \t>]{0,4}\* /.test(line)) return true;
  if (/^[{}] \[\d{1,12} bytes data\]/.test(line)) return true;
  return /^ {0,4}% Total {1,6}%|^ {10,60}Dload {1,4}Upload|--:--:-- --:--:--/.test(line);
}

function withoutQuotes(line: string, mend: Mend): string {
  const bare = line.replace(/^[ \t]{0,3}>(?:[ \t]?>){0,20}[ \t]?/, '');
  if (bare !== line) mend('mail-quotes-undone');
  // Blanks at line ends come back where a text was unwrapped.
  if (/^[ \t]{0,3}<[ \t]{0,3}$/.test(bare)) return '';
  return bare.replace(/^[ \t]{0,3}< (?=HTTP\/|[A-Za-z][\w.-]{0,80}:)/, '');
}

function withoutTicks(line: string): string {
  if (/^[ \t]{0,40}(?:```|~~~)/.test(line)) return '';
  const start = line.trimStart();
  if (start.startsWith('`') && start.endsWith('`') && start.length > 1) return start.slice(1, -1);
  if (/^[A-Z_]{3,30} `[^`]{1,8000}` HTTP\//.test(start)) return start.replaceAll('`', '');
  return start.startsWith('**') ? line.replaceAll('**', '') : line;
}

// The mark of a list, before what belongs to a head beyond doubt; behind such a line, before any header's name.
function withoutMark(line: string, listed: boolean): string {
  return line.replace(/^[ \t]{0,10}[-*•·] {1,4}(?=\S)/, (mark) =>
    isOfHead(line.slice(mark.length), listed) ? '' : mark,
  );
}

function isOfHead(rest: string, listed: boolean): boolean {
  if (startLineOf(rest, false)) return true;
  const name = pastedHeader(rest)?.name;
  return name !== undefined && (isStrongName(name) || (listed && isLikelyName(name)));
}
