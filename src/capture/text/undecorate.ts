import { isStrongName } from './header-names.js';
import { pastedHeader } from './lines.js';
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
  for (const line of undoPythonDebug(text).split('\n')) {
    if (curl && isCurlNote(line)) continue;
    lines.push(withoutMarkup(withoutQuotes(line, quotes), mend));
  }
  return lines.join('\n');
}

// http.client with debuglevel: `reply: 'HTTP/1.1 401 Unauthorized\r\n'`, then `header: Server: x` for each header line.
function undoPythonDebug(text: string): string {
  if (!/^reply: ['"]HTTP\//m.test(text)) return text;
  return text
    .replace(/^reply: ['"](HTTP\/[^\n]{1,200}?)(?:\\r)?(?:\\n)?['"]$/gm, '$1')
    .replace(/^header: (?=[A-Za-z][\w-]{0,80}:)/gm, '');
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

function withoutMarkup(line: string, mend: Mend): string {
  const bare = withoutMark(withoutTicks(line));
  if (bare !== line) mend('markup-undone');
  return bare;
}

function withoutTicks(line: string): string {
  if (/^[ \t]{0,40}(?:```|~~~)/.test(line)) return '';
  const start = line.trimStart();
  if (start.startsWith('`') && start.endsWith('`') && start.length > 1) return start.slice(1, -1);
  if (/^[A-Z_]{3,30} `[^`]{1,8000}` HTTP\//.test(start)) return start.replaceAll('`', '');
  return start.startsWith('**') ? line.replaceAll('**', '') : line;
}

function withoutMark(line: string): string {
  return line.replace(/^[ \t]{0,10}[-*•·] {1,4}(?=\S)/, (mark) => (isHeader(line.slice(mark.length)) ? '' : mark));
}

function isHeader(rest: string): boolean {
  const header = pastedHeader(rest);
  return header !== undefined && isStrongName(header.name);
}
