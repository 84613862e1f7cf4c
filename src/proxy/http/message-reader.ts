import type { Framing } from './framing.js';
import { headText, TextBlockReader } from './text-block.js';

/** Heads (and trailers) longer than this are given up: no server takes them. */
export const headLimitBytes = 256 * 1024;

/** What one direction of a connection says. Heads are latin1 with CRLF, without the empty line. */
export interface MessageEvents {
  /** The first byte of a head; false when no message of this direction begins so. */
  beginsHead(byte: number): boolean;
  /** A head is complete; the answer is how its body ends. */
  head(text: string): Framing;
  /** Body bytes, dechunked: `chunk` from `from` up to `to`. The chunk is the caller's: copy what is kept. */
  body(chunk: Buffer, from: number, to: number): void;
  end(): void;
  /** Reading stops for good. `at` is the offset in the direction's bytes where the unread message or part began. */
  opaque(code: string, at: number): void;
}

type State = 'head' | 'length' | 'size' | 'chunk' | 'chunk-end' | 'trailers' | 'close' | 'opaque';

/**
 * Reads the messages of one direction, in any split. Never throws by itself; what it cannot read makes it opaque.
 *
 * @see RFC 9112 §2, §6, §7.1
 */
export class MessageReader {
  #state: State = 'head';
  #left = 0;
  #bodyBytes = 0;
  #offset = 0;
  /** Where the head or line being read began. */
  #blockAt = 0;
  readonly #block = new TextBlockReader(headLimitBytes);
  readonly #events: MessageEvents;

  constructor(events: MessageEvents) {
    this.#events = events;
  }

  /** A body was announced and none of its content has come. */
  get beforeBody(): boolean {
    return (this.#state === 'length' || this.#state === 'size') && this.#bodyBytes === 0 && !this.#block.started;
  }

  /** The body lasts until the connection closes. */
  get untilClose(): boolean {
    return this.#state === 'close';
  }

  /** Bytes of a counted body which have not come. */
  get bytesLeft(): number | undefined {
    return this.#state === 'length' ? this.#left : undefined;
  }

  /** The announced body will not come; a head is next. */
  abandonBody(): void {
    this.#state = 'head';
  }

  /** Reads no more. */
  stop(): void {
    this.#state = 'opaque';
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.#state !== 'opaque') at = this.#step(chunk, at);
    this.#offset += chunk.length;
  }

  #step(chunk: Buffer, at: number): number {
    switch (this.#state) {
      case 'head':
        return this.#readHead(chunk, at);
      case 'length':
      case 'chunk':
        return this.#readBytes(chunk, at);
      case 'size':
        return this.#readText(chunk, at, 'line', (line) => this.#beginChunk(line));
      case 'chunk-end':
        return this.#readText(chunk, at, 'line', (line) => this.#endChunk(line));
      case 'trailers':
        return this.#readTrailers(chunk, at);
      default:
        this.#bodyBytes += chunk.length - at;
        this.#events.body(chunk, at, chunk.length);
        return chunk.length;
    }
  }

  #readHead(chunk: Buffer, start: number): number {
    let at = start;
    if (!this.#block.started) {
      while (chunk[at] === 13 || chunk[at] === 10) at++; // an empty line before a head is allowed (RFC 9112 §2.2)
      const first = chunk[at];
      if (first === undefined) return at;
      if (!this.#events.beginsHead(first)) return this.#giveUp('not-http', this.#offset + at);
    }
    return this.#readText(chunk, at, 'block', (text) => {
      this.#begin(this.#events.head(headText(text, this.#block.bareLineFeeds)));
    });
  }

  #begin(framing: Framing): void {
    this.#bodyBytes = 0;
    if (this.#state === 'opaque') return;
    if (framing.kind === 'none') this.#end();
    else if (framing.kind === 'tunnel') this.#state = 'opaque';
    else if (framing.kind === 'unknown') this.#giveUp(framing.code, this.#blockAt);
    else if (framing.kind === 'chunked') this.#state = 'size';
    else this.#state = framing.kind;
    if (framing.kind === 'length') this.#left = framing.bytes;
  }

  #readBytes(chunk: Buffer, at: number): number {
    const to = Math.min(chunk.length, at + this.#left);
    this.#left -= to - at;
    this.#bodyBytes += to - at;
    this.#events.body(chunk, at, to);
    if (this.#left > 0) return to;
    if (this.#state === 'chunk') this.#state = 'chunk-end';
    else this.#end();
    return to;
  }

  #beginChunk(line: string): void {
    const size = /^[0-9a-f]{1,12}(?=[ \t;\r\n])/i.exec(line);
    if (!size) return void this.#giveUp('chunk-size-invalid', this.#blockAt);
    this.#left = Number.parseInt(size[0], 16);
    this.#state = this.#left === 0 ? 'trailers' : 'chunk';
  }

  #endChunk(line: string): void {
    if (line !== '\r\n' && line !== '\n') return void this.#giveUp('chunk-end-invalid', this.#blockAt);
    this.#state = 'size';
  }

  #readTrailers(chunk: Buffer, at: number): number {
    return this.#readText(chunk, at, 'block', () => this.#end());
  }

  #readText(chunk: Buffer, at: number, kind: 'line' | 'block', use: (text: string) => void): number {
    if (!this.#block.started) this.#blockAt = this.#offset + at;
    const end = this.#block.read(chunk, at, kind);
    if (end === -2) return this.#giveUp('head-too-long', this.#blockAt);
    if (end === -1) return chunk.length;
    use(this.#block.text);
    return end;
  }

  #end(): void {
    this.#state = 'head';
    this.#events.end();
  }

  #giveUp(code: string, at: number): number {
    this.#state = 'opaque';
    this.#events.opaque(code, at);
    return 0; // where to go on no longer matters
  }
}
