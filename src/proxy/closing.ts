/** How connections end: when all is sent, at once where nobody takes it, and never because nothing is said. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { limitPatience } from './patience.js';

/** One end: the stream which carries the bytes, and the TCP socket under it (the same one where there is no TLS). */
export interface TapEnd {
  readonly stream: Duplex;
  readonly raw: Socket;
}

/** How long a client may linger after both directions to the server are closed, before its socket is closed too. */
const lingerMs = 5_000;

/** How long a peer may take none of what is sent to it, where nothing else is said. */
export const stallTimeoutMs = 600_000;

/**
 * Resets at once. TLSSocket.resetAndDestroy throws, the raw socket's does not; the stream is destroyed for its own 'close',
 * but only after the raw socket's: in the same turn, with a write on its way, Node 20 dies of it (segmentation fault).
 */
export function resetNow({ raw, stream }: TapEnd): void {
  if (raw.destroyed) return void stream.destroy();
  if (stream !== raw) raw.once('close', () => stream.destroy());
  raw.resetAndDestroy();
}

/** Resets once everything is sent. */
export function resetWhenSent(end: TapEnd, timeoutMs: number): void {
  const { stream } = end;
  const reset = () => resetNow(end);
  if (stream.destroyed || stream.writableLength === 0) return void reset();
  limitWait(stream, timeoutMs);
  if (stream.writableEnded) stream.once('finish', reset);
  else stream.write(Buffer.alloc(0), reset);
}

/** Closes once everything is sent and the other side has ended too, or has lingered for long enough. */
export function closeWhenSent(stream: Duplex, timeoutMs = stallTimeoutMs): void {
  if (stream.destroyed) return;
  // What the client still sends has nowhere to go, and left unread it would turn our close into a reset.
  stream.resume();
  const close = () => {
    limitWait(stream, lingerMs);
    if (stream.readableEnded) stream.destroy();
    else stream.once('end', () => stream.destroy());
  };
  if (stream.writableFinished) return void close();
  limitWait(stream, timeoutMs);
  stream.once('finish', close);
}

/** Calls `stalled` when `to` is full for so long, and holds `from` back. A quiet long poll sends nothing, and has no timer. */
export function watchStall(from: Duplex, to: Duplex, timeoutMs: number, stalled: () => void): void {
  let stopWaiting: (() => void) | undefined;
  const moved = () => {
    stopWaiting?.();
    stopWaiting = undefined;
  };
  from.on('pause', () => {
    stopWaiting ??= limitPatience(timeoutMs, stalled);
  });
  from.on('close', moved);
  to.on('drain', moved).on('close', moved);
}

function limitWait(stream: Duplex, timeoutMs: number): void {
  stream.once(
    'close',
    limitPatience(timeoutMs, () => stream.destroy()),
  );
}
