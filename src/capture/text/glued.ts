import { isKnownName } from './header-names.js';
import { lineLimit, pastedHeader } from './lines.js';
import type { Mend } from './repair.js';

/** Header lines which lost their line breaks (`…Unauthorizedrequest-id: 1Server: x`, or a head on one line) get them back. */
export function splitGluedLines(text: string, mend: Mend): string {
  return text
    .split('\n')
    .map((line) => (mayBeGlued(line) ? splitLine(line, mend) : line))
    .join('\n');
}

/** The header lines of one value that was joined from several lines: whole, or parted where another name begins. */
export function splitGluedValue(name: string, value: string): (readonly [name: string, value: string])[] {
  const lines = splitLine(`${name}: ${value}`, () => {}).split('\n');
  return lines.map((line, index) => {
    const header = index === 0 ? undefined : pastedHeader(line);
    return header ? [header.name, header.value] : [name, line.slice(name.length + 1).trim()];
  });
}

function mayBeGlued(line: string): boolean {
  if (line.length > lineLimit || !line.includes(': ')) return false;
  if (/^\s{0,40}(?:HTTP\/\d|[A-Z_]{3,30} \S{1,2000} HTTP\/\d)/.test(line)) return true;
  const header = pastedHeader(line);
  return header !== undefined && header.certainty !== 'any' && /: .*: /.test(line);
}

function splitLine(line: string, mend: Mend): string {
  const cuts: number[] = [];
  const indent = line.length - line.trimStart().length;
  let quoted = false;
  let afterName = 0;
  for (let at = 0; at < line.length; at += 1) {
    const unit = line[at];
    if (unit === '"') quoted = !quoted;
    if (unit !== ':' || quoted || line[at + 1] !== ' ') continue;
    const start = nameStart(line, at, afterName, indent);
    if (start > 0) cuts.push(start);
    afterName = at + 1;
  }
  if (cuts.length === 0) return line;
  mend('glued-lines-split', cuts.length);
  return [0, ...cuts].map((from, index) => line.slice(from, cuts[index]).trimEnd()).join('\n');
}

// Where the header name before the colon begins; 0 when what stands there is no header name, or begins the line.
function nameStart(line: string, colon: number, from: number, indent: number): number {
  let start = colon;
  while (start > from && colon - start < 70 && /[A-Za-z0-9-]/.test(line[start - 1] as string)) start -= 1;
  if (start <= indent) return 0;
  const token = line.slice(start, colon);
  const apart = start === from || /[\s"');,>\]}]/.test(line[start - 1] as string);
  if (apart && isWholeName(token)) return start;
  for (let at = 1; at < token.length - 1; at += 1) if (isGluedName(token, at)) return start + at;
  return 0;
}

function isWholeName(token: string): boolean {
  if (/^[Xx]-[A-Za-z]/.test(token)) return true;
  return isKnownName(token) && (token.includes('-') || /^[A-Z]/.test(token));
}

// In "Unauthorizedrequest-id" or "ASP.NETDate": a name of hyphens, or one that begins with a capital letter.
function isGluedName(token: string, at: number): boolean {
  if (token[at - 1] === '-') return false;
  const name = token.slice(at);
  if (/^(?:X-[A-Z]|x-ms-|x-owa-|x-fe)/.test(name)) return true;
  return isKnownName(name) && (name.includes('-') || /^[A-Z]/.test(name));
}
