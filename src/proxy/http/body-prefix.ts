/** The beginning of a body, up to a limit; what comes after it is counted and let go. */
export class BodyPrefix {
  #parts: Buffer[] = [];
  #kept = 0;
  /** All bytes of the body so far, kept or not. */
  size = 0;
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Copies what is kept: a view would hold the whole read buffer in memory as long as the transaction lives. */
  add(chunk: Buffer, from: number, to: number): void {
    this.size += to - from;
    const room = Math.min(to - from, this.#limitBytes - this.#kept);
    if (room <= 0) return;
    this.#parts.push(Buffer.from(chunk.subarray(from, from + room)));
    this.#kept += room;
  }

  /** Everything that came is kept. */
  get whole(): boolean {
    return this.size === this.#kept;
  }

  /** The kept bytes as one. */
  bytes(): Buffer {
    if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0] ?? Buffer.alloc(0);
  }
}
