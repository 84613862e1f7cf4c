import type { Socket } from 'node:net';

const limitBytes = 64 * 1024;

/**
 * Reads a socket ahead without answering, and gives the bytes back to whoever takes the socket over: what comes glued
 * to a CONNECT would be lost otherwise. Reading on (up to 64 KiB) while nothing is decided also shows a client that
 * goes away.
 */
export class HeldBytes {
  bytes: Buffer = Buffer.alloc(0);
  /** The client has ended its side. */
  ended = false;
  readonly #socket: Socket;
  #changed: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#add);
    socket.on('end', this.#end);
    socket.on('close', this.#end);
  }

  /** Called at once and with each change, until the next call of `watch`. */
  watch(changed: (() => void) | undefined): void {
    this.#changed = changed;
    changed?.();
  }

  /** Lets go of the first bytes. */
  drop(length: number): void {
    this.bytes = this.bytes.subarray(length);
  }

  /**
   * Stops reading; the socket is paused and gives the held bytes again.
   *
   * @returns What could not be given back, because the client's end was already read.
   */
  release(): Buffer {
    const { bytes } = this;
    const socket = this.#socket;
    this.#changed = undefined;
    socket.off('data', this.#add).off('end', this.#end).off('close', this.#end).pause();
    if (this.ended || bytes.length === 0) return bytes;
    socket.unshift(bytes);
    return Buffer.alloc(0);
  }

  readonly #add = (chunk: Buffer): void => {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    if (this.bytes.length >= limitBytes) this.#socket.pause();
    this.#changed?.();
  };

  readonly #end = (): void => {
    this.ended = true;
    this.#changed?.();
  };
}
