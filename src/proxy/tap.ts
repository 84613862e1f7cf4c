/**
 * Joins two sockets and lets an observer look on. Traps, each met: a data listener attached before the pipe loses what
 * comes in between (pipe first, same tick); destroying one side when the other closes drops what a slow reader has not
 * taken yet; a bare pipe leaves the other side hanging after a reset, and `pipeline` turns a reset into a clean end, so
 * that a cut body looks complete; a throwing observer would be an uncaught exception.
 */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One end: the stream which carries the bytes, and the TCP socket under it (the same one where there is no TLS). */
export interface TapEnd {
  readonly stream: Duplex;
  readonly raw: Socket;
}

/** Who looks on; the `HttpReader` is one. It may throw: it is then dropped, and the bytes flow on. */
export interface TapObserver {
  request(chunk: Buffer): void;
  response(chunk: Buffer): void;
  requestEnd(reset?: boolean): void;
  responseEnd(reset: boolean): void;
}

/** How long a client may linger after both directions to the server are closed, before its socket is closed too. */
const lingerMs = 5_000;

/** @param onObserverError - Called once, when the observer threw and was dropped. */
export function tap(
  client: TapEnd,
  upstream: TapEnd,
  observer?: TapObserver,
  onObserverError?: (error: unknown) => void,
): void {
  const watch = observer ? guard(observer, onObserverError) : undefined;
  join(client, upstream, watch?.request, watch?.requestEnd, () => !isOver(upstream.stream));
  join(upstream, client, watch?.response, watch?.responseEnd, () => false);
}

/**
 * One direction: pipe, then look; end follows end, reset follows reset, close waits for what is still to be sent.
 *
 * @param isOwed - Asked when `from` closes after its end: whether it goes away in the middle of what it is being sent.
 * A client that does so is gone, as after a reset. A server that takes no more has answered: its answer is not to be
 * lost to a reset.
 */
function join(
  from: TapEnd,
  to: TapEnd,
  look: ((chunk: Buffer) => void) | undefined,
  ended: ((reset: boolean) => void) | undefined,
  isOwed: () => boolean,
): void {
  from.stream.pipe(to.stream);
  if (look) from.stream.on('data', look);
  let over: 'no' | 'ended' | 'reset' = 'no';
  const finish = (reset: boolean) => {
    if (over !== 'no') return;
    over = reset ? 'reset' : 'ended';
    ended?.(reset);
    if (reset) resetWhenSent(to);
  };
  from.stream.on('end', () => finish(false));
  from.stream.on('error', () => finish(true));
  from.raw.on('error', () => finish(true));
  // Both may have happened before we came.
  if (from.stream.destroyed) finish(true);
  else if (from.stream.readableEnded) finish(false);
  from.stream.on('close', () => {
    if (over === 'ended' && isOwed()) over = 'no';
    // Closed without an end: destroyed, as a reset leaves it. Closed after its end: nothing more can be sent to it.
    if (over === 'no') finish(true);
    else closeWhenSent(to.stream);
  });
}

// TLSSocket.resetAndDestroy throws, the raw socket's does not; the stream is destroyed so that its own 'close' comes.
function resetWhenSent(end: TapEnd): void {
  whenSent(end.stream, () => {
    if (!end.raw.destroyed) end.raw.resetAndDestroy();
    end.stream.destroy();
  });
}

/** Closes once everything is sent and the other side has ended too, or has lingered for long enough. */
export function closeWhenSent(stream: Duplex): void {
  if (stream.destroyed) return;
  // What the client still sends has nowhere to go, and left unread it would turn our close into a reset.
  stream.resume();
  const close = () => {
    const timer = setTimeout(() => stream.destroy(), lingerMs).unref();
    stream.once('close', () => clearTimeout(timer));
    if (stream.readableEnded) stream.destroy();
    else stream.once('end', () => stream.destroy());
  };
  if (stream.writableFinished) close();
  else stream.once('finish', close);
}

function isOver(stream: Duplex): boolean {
  return stream.readableEnded || stream.destroyed;
}

function whenSent(stream: Duplex, then: () => void): void {
  if (stream.destroyed || stream.writableLength === 0) then();
  else if (stream.writableEnded) stream.once('finish', then);
  else stream.write(Buffer.alloc(0), then);
}

function guard(observer: TapObserver, onError: ((error: unknown) => void) | undefined) {
  let dropped = false;
  const careful = <T>(call: (argument: T) => void) => {
    return (argument: T): void => {
      if (dropped) return;
      try {
        call(argument);
      } catch (error) {
        dropped = true;
        onError?.(error);
      }
    };
  };
  return {
    request: careful((chunk: Buffer) => observer.request(chunk)),
    response: careful((chunk: Buffer) => observer.response(chunk)),
    requestEnd: careful((reset: boolean) => observer.requestEnd(reset)),
    responseEnd: careful((reset: boolean) => observer.responseEnd(reset)),
  };
}
