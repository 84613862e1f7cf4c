/**
 * Finds the end of a head (a block up to an empty line) or of a line in bytes that come in any split. Lines may end in
 * a bare LF (RFC 9112 §2.2). Scanning goes on from the last offset: a version that began anew with each read blocked
 * for half a minute on a head without an end.
 */

/** Where a block ends: at its first line end, or at its first empty line. */
export type BlockKind = 'line' | 'block';

const lf = 10;
const cr = 13;

/** Reads one block after another; `text` (latin1, with its line ends) holds the last complete one. */
export class TextBlockReader {
  text = '';
  /** The last block had a line end without CR. */
  bareLineFeeds = false;
  readonly #limitBytes: number;
  #held = Buffer.alloc(0);
  #length = 0;
  #lineStart = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Bytes of an unfinished block are being kept. */
  get started(): boolean {
    return this.#length > 0;
  }

  /**
   * Takes bytes from `at` on.
   *
   * @returns The offset behind the block; -1 when it goes on (all bytes were taken); -2 when it exceeds the limit.
   */
  read(chunk: Buffer, at: number, kind: BlockKind): number {
    if (this.#length > 0) return this.#readHeld(chunk, at, kind);
    this.#lineStart = at;
    this.bareLineFeeds = false;
    const end = this.#scan(chunk, at, kind);
    if (end < 0) return this.#hold(chunk, at) ? -1 : -2;
    if (end - at > this.#limitBytes) return -2;
    this.text = chunk.toString('latin1', at, end);
    return end;
  }

  #readHeld(chunk: Buffer, at: number, kind: BlockKind): number {
    const before = this.#length;
    const room = this.#limitBytes - before;
    if (!this.#append(chunk, at, Math.min(chunk.length, at + room))) return -2;
    const end = this.#scan(this.#held.subarray(0, this.#length), before, kind);
    if (end < 0) return this.#length < this.#limitBytes ? -1 : -2;
    this.text = this.#held.toString('latin1', 0, end);
    this.#length = 0;
    return at + end - before;
  }

  #hold(chunk: Buffer, at: number): boolean {
    if (chunk.length - at >= this.#limitBytes) return false;
    this.#lineStart -= at;
    return this.#append(chunk, at, chunk.length);
  }

  // Doubles, so that a head that comes byte by byte is not copied once a byte.
  #append(chunk: Buffer, from: number, to: number): boolean {
    if (to <= from) return to === from && this.#length < this.#limitBytes;
    const needed = this.#length + to - from;
    if (needed > this.#held.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#held.length * 2, 1024));
      this.#held.copy(grown, 0, 0, this.#length);
      this.#held = grown;
    }
    chunk.copy(this.#held, this.#length, from, to);
    this.#length = needed;
    return true;
  }

  #scan(bytes: Buffer, from: number, kind: BlockKind): number {
    for (let at = bytes.indexOf(lf, from); at >= 0; at = bytes.indexOf(lf, at + 1)) {
      const afterReturn = at > this.#lineStart && bytes[at - 1] === cr;
      if (!afterReturn) this.bareLineFeeds = true;
      if (kind === 'line' || at === (afterReturn ? this.#lineStart + 1 : this.#lineStart)) return at + 1;
      this.#lineStart = at + 1;
    }
    return -1;
  }
}

/** A head without its last empty line. Its line ends become CRLF, as the rest of the project expects them. */
export function headText(block: string, bareLineFeeds: boolean): string {
  if (!bareLineFeeds) return block.slice(0, -4);
  const lines = block.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return lines.slice(0, -2).join('\r\n');
}
