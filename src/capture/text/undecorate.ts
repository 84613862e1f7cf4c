import { isStrongName } from './header-names.js';
import { pastedHeader } from './lines.js';

/**
 * Takes off what mail, Markdown and `curl -v` put around lines: `> ` and `< `, fences, backticks, asterisks, list marks.
 * curl's own lines (`* …`, `{ [5 bytes data]`, its progress meter) go, its errors stay.
 */
export function undecorate(text: string): string {
  const curl = isCurlVerbose(text);
  const lines: string[] = [];
  for (const line of undoPythonDebug(text).split('\n')) {
    if (curl && isCurlNote(line)) continue;
    lines.push(undecorateLine(line));
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

function undecorateLine(line: string): string {
  let bare = line;
  if (/^[ \t]{0,40}(?:```|~~~)/.test(bare)) return '';
  bare = bare.replace(/^[ \t]{0,3}>(?:[ \t]?>){0,20}[ \t]?/, '');
  if (/^[ \t]{0,3}<$/.test(bare)) return '';
  bare = bare.replace(/^[ \t]{0,3}< (?=HTTP\/|[A-Za-z][\w.-]{0,80}:)/, '');
  const start = bare.trimStart();
  if (start.startsWith('`') && start.endsWith('`') && start.length > 1) bare = start.slice(1, -1);
  else if (/^[A-Z_]{3,30} `[^`]{1,8000}` HTTP\//.test(start)) bare = start.replaceAll('`', '');
  if (start.startsWith('**')) bare = bare.replaceAll('**', '');
  return bare.replace(/^[ \t]{0,10}[-*•·] {1,4}(?=\S)/, (mark) => (isHeader(bare.slice(mark.length)) ? '' : mark));
}

function isHeader(rest: string): boolean {
  const header = pastedHeader(rest);
  return header !== undefined && isStrongName(header.name);
}
