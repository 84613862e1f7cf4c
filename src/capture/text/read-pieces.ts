import { append } from './append.js';
import { continues, expectsMore, joint, listItem, type OpenValue, openValue } from './continuation.js';
import { splitGluedValue } from './glued.js';
import { lineLimit, type PastedHeader, pastedHeader, startLineOf } from './lines.js';
import { type Ahead, lookAhead } from './look-ahead.js';
import { expectsBody, isComplaint, isGroup, isRule, isSingleNameAgain, spacedHeader } from './odd-lines.js';
import { endsInOmission, isOmission } from './omission.js';
import { messageEnd, type PastedMessage, type Piece } from './pieces.js';
import type { Mend } from './repair.js';

/**
 * Cuts a paste into HTTP messages, curl's errors and prose. Every line ends up in exactly one piece, in order. A line is looked at
 * together with the next one that is not blank, never further, so the whole is linear.
 */
export function readPieces(text: string, mend: Mend): Piece[] {
  const lines = text.split('\n');
  const reader = new PieceReader(lines, lookAhead(lines), mend);
  while (reader.at < lines.length) reader.readLine();
  for (const message of reader.joined) {
    const headers = message.headers.flatMap(([name, value]) => splitGluedValue(name, value));
    message.headers.length = 0;
    append(message.headers, headers);
  }
  return reader.pieces;
}

class PieceReader {
  at = 0;
  readonly pieces: Piece[] = [];
  /** Messages with a value that was joined: it may hold headers which had lost their line break before it was wrapped. */
  readonly joined = new Set<PastedMessage>();
  readonly #lines: readonly string[];
  readonly #ahead: Ahead;
  readonly #mend: Mend;
  #message: PastedMessage | undefined;
  #open: OpenValue | undefined;
  #braced = false;

  constructor(lines: readonly string[], ahead: Ahead, mend: Mend) {
    this.#lines = lines;
    this.#ahead = ahead;
    this.#mend = mend;
  }

  readLine(): void {
    const line = this.#lines[this.at] as string;
    if (this.#readEnd(line) || this.#readStart(line) || this.#readCurlError(line)) this.at += 1;
    else if (!this.#message) this.#readOutside(line);
    else if (this.#message.body) this.#readBody(this.#message.body, line);
    else this.#readHead(this.#message, line);
  }

  #after(): string {
    return this.#lines[this.#ahead.next[this.at] as number] ?? '';
  }

  #readEnd(line: string): boolean {
    if (line !== messageEnd) return false;
    this.#end();
    return true;
  }

  #readStart(line: string): boolean {
    const start = startLineOf(line, true);
    if (!start) return false;
    // Without a version it is a request line only where a header line follows, or its answer.
    if (!line.includes('HTTP/') && !this.#leadsToHead()) return false;
    this.#begin({ kind: 'message', start, headers: [] });
    return true;
  }

  #leadsToHead(): boolean {
    const leads = this.#ahead.leads[this.#ahead.next[this.at] as number];
    return leads === true || startLineOf(this.#after(), false)?.kind === 'response';
  }

  #begin(message: PastedMessage): void {
    this.#message = message;
    this.#open = undefined;
    this.#braced = false;
    this.pieces.push(message);
  }

  #end(): void {
    this.#message = undefined;
    this.#open = undefined;
  }

  #readCurlError(line: string): boolean {
    const match = line.length < 2000 ? /^(?:\s|[#/*+|>-]){0,10}curl: \((\d{1,3})\) ?(.*)$/.exec(line) : null;
    if (!match) return false;
    this.#end();
    this.pieces.push({ kind: 'curl-error', number: Number(match[1]), message: match[2] ?? '' });
    return true;
  }

  #readOutside(line: string): void {
    const header = pastedHeader(line);
    const last = this.pieces.at(-1);
    if (header && this.#ahead.leads[this.at]) {
      this.#begin({ kind: 'message', headers: [] });
      this.#push(header, line);
    } else if (last?.kind === 'text') last.lines.push(line);
    else this.pieces.push({ kind: 'text', lines: [line] });
    this.at += 1;
  }

  #readHead(message: PastedMessage, line: string): void {
    if (line.trim() === '') {
      this.#readGap(message);
      return;
    }
    const header = pastedHeader(line);
    if (header && !this.#open?.quoted && isComplaint(header)) {
      this.#end();
      this.#readOutside(line);
      return;
    }
    if (header && (!this.#open?.quoted || header.certainty !== 'any')) {
      this.#push(header, line);
      this.at += 1;
      return;
    }
    this.#readOddLine(message, line);
  }

  #push({ name, value }: PastedHeader, line: string): void {
    this.#message?.headers.push([name, value]);
    if (this.#message && /^www-authenticate$/i.test(name) && endsInOmission(value)) this.#message.shortened = true;
    this.#open = openValue(line, value);
  }

  // A blank line ends a head; but pages and consoles put one after every line, and then the next header line follows.
  #readGap(message: PastedMessage): void {
    const after = this.#after();
    const next = pastedHeader(after);
    this.at += 1;
    if (
      next &&
      next.certainty !== 'any' &&
      !isSingleNameAgain(message.headers, next.name) &&
      !startLineOf(after, false)
    )
      return;
    if (this.#open && expectsMore(this.#open, after)) return;
    // .NET's brace around the headers, where every line has an empty one behind it.
    if (message.headers.length === 0 && after.trim() === '{') return;
    if (expectsBody(message, after)) message.body = [];
    else this.#end();
  }

  #readOddLine(message: PastedMessage, line: string): void {
    if (!this.#open?.quoted && isOmission(line)) {
      message.shortened = true;
      this.at += 1;
      return;
    }
    const bare = line.trim();
    const header = pastedHeader(this.#after());
    const spaced = spacedHeader(bare);
    const beforeHeader = header !== undefined && header.certainty !== 'any';
    if (bare === '{' && beforeHeader && message.headers.length === 0) {
      this.#braced = true;
      this.at += 1;
    } else if (bare === '}' && this.#braced) {
      this.at += 1;
      this.#end();
    } else if (this.#open && line.length <= lineLimit && !isRule(bare) && continues(this.#open, line)) {
      this.#join(message, line);
    } else if (/^[[{<]/.test(bare) && bare.length > 1) {
      message.body = [];
    } else if (bare === '{' || bare === '[') {
      message.body = [];
    } else if ((isRule(bare) || isGroup(bare)) && beforeHeader) {
      this.at += 1;
    } else if (message.start && spaced) {
      this.#push(spaced, line);
      this.at += 1;
    } else if (this.#isBetweenHeaders(message)) {
      this.#join(message, line);
    } else this.#end();
  }

  // Every line of a head is a header line: what stands between two of them was one.
  #isBetweenHeaders({ start, headers }: PastedMessage): boolean {
    const next = pastedHeader(this.#lines[this.at + 1] ?? '');
    const isNext = next !== undefined && next.certainty !== 'any' && !isSingleNameAgain(headers, next.name);
    return isNext && this.#open !== undefined && headers.length >= (start ? 1 : 3);
  }

  #join(message: PastedMessage, line: string): void {
    const last = message.headers.at(-1);
    if (!last || !this.#open) return;
    const item = listItem(line);
    if (item !== undefined) {
      if (last[1] === '') message.headers.pop();
      message.headers.push([last[0], item]);
      this.at += 1;
      return;
    }
    message.headers[message.headers.length - 1] = [last[0], last[1] + joint(this.#open, line) + line.trim()];
    this.#mend('wrapped-lines-joined');
    this.joined.add(message);
    this.at += 1;
  }

  #readBody(body: string[], line: string): void {
    body.push(line);
    this.at += 1;
  }
}
