/**
 * Heads are kept as one string (start line and header lines joined by CRLF) and listed on demand: lists for every
 * transaction cost more than all the rest of the reading.
 */

/** One header line, name and value as sent; the value's outer blanks removed, folded lines joined by one blank. */
export type HeaderLine = readonly [name: string, value: string];

/** The start line of a head; empty when the head begins with a header line. */
export function startLine(head: string): string {
  const end = head.indexOf('\r\n');
  const line = end < 0 ? head : head.slice(0, end);
  return isStartLine(line) ? line : '';
}

/** Every header line in order, repeats kept (RFC 9110 §5.3). A line without a colon is left out. */
export function headerLines(head: string): HeaderLine[] {
  const lines: [string, string][] = [];
  for (const [index, line] of head.split('\r\n').entries()) {
    if (index === 0 && isStartLine(line)) continue;
    const last = lines.at(-1);
    if (last && (line.startsWith(' ') || line.startsWith('\t'))) {
      last[1] = `${last[1]} ${line.trim()}`; // obs-fold, RFC 9112 §5.2
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0) lines.push([line.slice(0, colon).trimEnd(), line.slice(colon + 1).trim()]);
  }
  return lines;
}

/** The values of every line with this name, compared case-insensitively. */
export function headerValues(head: string | undefined, name: string): string[] {
  if (head === undefined) return [];
  const wanted = name.toLowerCase();
  return headerLines(head)
    .filter(([given]) => given.toLowerCase() === wanted)
    .map(([, value]) => value);
}

/** The first value with this name. */
export function headerValue(head: string | undefined, name: string): string | undefined {
  return headerValues(head, name)[0];
}

// "HTTP/1.1 401 …" or "POST /mapi HTTP/1.1"; a header line has a colon before any blank.
function isStartLine(line: string): boolean {
  if (line.startsWith('HTTP/')) return true;
  const blank = line.indexOf(' ');
  const colon = line.indexOf(':');
  return blank > 0 && (colon < 0 || blank < colon);
}
