import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One end of a connection in a test: says exactly the bytes given, keeps exactly the bytes received. */
export class Peer {
  readonly stream: Duplex;
  readonly raw: Socket;
  /** Set when the other side ended properly. */
  ended = false;
  closed = false;
  error: NodeJS.ErrnoException | undefined;
  /** Bytes received. */
  length = 0;
  #received: Buffer[] = [];
  #waiting = new Set<() => void>();

  constructor(raw: Socket, stream: Duplex = raw) {
    this.raw = raw;
    this.stream = stream;
    const keep = (error: NodeJS.ErrnoException) => {
      this.error ??= error;
      this.#wake();
    };
    raw.on('error', keep);
    stream.on('error', keep);
    stream.on('data', (chunk: Buffer) => {
      this.#received.push(chunk);
      this.length += chunk.length;
      this.#wake();
    });
    stream.on('end', () => {
      this.ended = true;
      this.#wake();
    });
    stream.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  get received(): Buffer {
    this.#received = [Buffer.concat(this.#received)];
    return this.#received[0] ?? Buffer.alloc(0);
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  send(bytes: string | Buffer): void {
    this.stream.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  }

  end(): void {
    this.stream.end();
  }

  reset(): void {
    this.raw.resetAndDestroy();
  }

  destroy(): void {
    this.stream.destroy();
    this.raw.destroy();
  }

  /** Resolves when `holds`; looked at again with everything that happens here. */
  until(holds: (peer: Peer) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds(this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  untilText(text: string): Promise<void> {
    return this.until((peer) => peer.text.includes(text));
  }

  untilLength(bytes: number): Promise<void> {
    return this.until((peer) => peer.length >= bytes);
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }
}
