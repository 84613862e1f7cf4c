import { pastedHeader, startLineOf } from './lines.js';
import type { Mend } from './repair.js';

/**
 * Takes off what a log puts before every line of a message: time and logger, arrows, line numbers, offsets, a name and a
 * bar. What such a prefix looks like is learned from a start line, and it counts only where header lines have it, too.
 * Quotes and printed line ends (`[\r][\n]"`) behind the lines go with it.
 */
export function undoPrefixes(text: string, mend: Mend): string {
  if (!/HTTP\/\d/.test(text)) return text;
  let lines = text.split('\n');
  for (const prefix of prefixesIn(lines)) lines = withoutPrefix(lines, prefix, mend, isHeader);
  return lines.flatMap((line, index) => parted(line, lines[index + 1])).join('\n');
}

/** The same where there is no start line, or curl's marks stand behind the prefix: nearly every line has to have it. */
export function undoCommonPrefix(text: string, mend: Mend): string {
  const lines = text.split('\n');
  const common = commonPrefix(lines);
  return common ? withoutPrefix(lines, common, mend, speaks).join('\n') : text;
}

const startLine = /HTTP\/\d(?:\.\d)? {1,3}\d{3}(?![\d.])|\b[A-Z][A-Z_]{2,14} (?:\/|https?:\/\/)[^\s"]{0,4000} HTTP\/\d/;
const prefixLimit = 160;
const shapeLimit = 12;

/** Patterns of what stands before start lines, each once, in the order of the text. */
function prefixesIn(lines: readonly string[]): RegExp[] {
  const shapes = new Set<string>();
  for (const line of lines) {
    const at = line.length < 20_000 ? line.search(startLine) : -1;
    if (at > 0 && at <= prefixLimit && shapes.size < shapeLimit && /\S/.test(line.slice(0, at))) {
      shapes.add(shapeOf(line.slice(0, at)));
    }
  }
  return [...shapes].map((shape) => new RegExp(`^${shape}`));
}

// Numbers count up, columns are filled with blanks, and arrows turn round between request and answer.
function shapeOf(prefix: string): string {
  return prefix
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/[0-9a-f]*\d[0-9a-f]*/g, (run) => (run.length > 3 ? '[0-9a-f]{1,20}' : '\\d{1,9}'))
    .replace(/[<>]+/g, '[<>]{1,3}')
    .replace(/ +/g, ' {1,12}');
}

// What nearly every line begins with: a time, a logger, a number, a bar. It ends before the first sign of a message.
function commonPrefix(lines: readonly string[]): RegExp | undefined {
  const full = lines.filter((line) => line.trim() !== '');
  const first = full.slice(0, 3).map((line) => mark.exec(line)?.[0] ?? '');
  if (full.length < 3 || first.some((one) => one.trim() === '')) return undefined;
  const shapes = first.map((one) => new RegExp(`^${shapeOf(one)}`));
  const fitting = shapes.map((shape) => full.filter((line) => line.length < 20_000 && shape.test(`${line} `)).length);
  const best = fitting.indexOf(Math.max(...fitting));
  return (fitting[best] ?? 0) * 10 >= full.length * 9 ? shapes[best] : undefined;
}

// Numbers, times, words in brackets, levels, the stream that a container runtime names, a name and a colon or a bar.
const mark =
  /^(?:(?=[:.,TZ/+-]{0,3}\d)[\d:.,TZ/+-]{1,40}|\[[^\]\n]{1,60}\]|(?:DEBUG|INFO|WARN|WARNING|ERROR|TRACE|FINE|FINER|FINEST)\b:?|[A-Z][a-z]{2}(?= {1,2}\d)|std(?:out|err) [FP]\b|[\w.-]{1,60}(?:\[\d{1,7}\]:| {1,3}\|)|\||[ \t]{1,8}){1,10}[ \t]{0,4}/;

function isHeader(line: string): boolean {
  return pastedHeader(line)?.certainty === 'strong';
}

function speaks(line: string): boolean {
  return isHeader(line) || startLineOf(line, true) !== undefined || said.test(line);
}

// By curl, or by the steps of Exchange's own test of OAuth.
const said = /^(?:curl: \(\d|[*<>] |\[[\w-]{2,40}: |\s{0,40}(?:Information|Warning|Error):\[OAuth)/;

function withoutPrefix(
  lines: readonly string[],
  prefix: RegExp,
  mend: Mend,
  isSign: (line: string) => boolean,
): string[] {
  const bare = lines.map((line) => (line.length < 20_000 && prefix.test(line) ? stripped(line, prefix) : undefined));
  if (bare.filter((line) => line !== undefined && isSign(line)).length < 2) return [...lines];
  return lines.map((line, index) => {
    const rest = bare[index];
    if (rest !== undefined) mend('line-prefixes-removed');
    // The blank line after a head lost the blank that ends its prefix.
    return rest ?? (prefix.test(`${line} `) ? '' : line);
  });
}

function stripped(line: string, prefix: RegExp): string {
  const mark = prefix.exec(line)?.[0] ?? '';
  const rest = line.slice(mark.length);
  if (!mark.endsWith('"')) return rest.replace(/(?:\\r)?\\n$/, '');
  return rest
    .replace(/"$/, '')
    .replace(/(?:\[\\r\])?\[\\n\]$|(?:\\r)?\\n$/, '')
    .replaceAll('\\"', '"');
}

// `RawContent : HTTP/1.1 401 Unauthorized`, `[HTTP/1.1 401 Unauthorized 12ms]`, `<entry>HTTP/1.1 401 Unauthorized`, a cell
// of CSV: the label stays, on a line of its own.
function parted(line: string, next: string | undefined): string[] {
  const at = line.length > 20_000 ? -1 : line.search(startLine);
  if (at <= 0 || !/[\s:[("'>\],;}]$/.test(line.slice(0, at))) return [line];
  if (gluedNames(line.slice(at)) > 1) return [line.slice(0, at), line.slice(at)];
  if (pastedHeader(next ?? '')?.certainty === undefined) return [line];
  const start = line.slice(at).replace(/(?: \d{1,7} ?ms)?\]$/, '');
  // What goes on behind a bracket is a list of Java's.
  return startLineOf(start, false) && !start.includes('],') ? [line.slice(0, at), start] : [line];
}

// The whole head may stand on the line.
function gluedNames(line: string): number {
  const names = /\b(?:Server|Date|request-id|WWW-Authenticate|X-[A-Z][\w-]{1,40}|Content-[A-Z][a-z]{2,12}): /gi;
  return line.match(names)?.length ?? 0;
}
