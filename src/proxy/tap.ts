/**
 * Joins two sockets and lets an observer look on. Traps, each met: a data listener attached before the pipe loses what
 * comes in between (pipe first, same tick); destroying one side when the other closes drops what a slow reader has not
 * taken yet; a bare pipe leaves the other side hanging after a reset, and `pipeline` turns a reset into a clean end, so
 * that a cut body looks complete; a throwing observer would be an uncaught exception.
 */
import type { Duplex } from 'node:stream';
import { closeWhenSent, resetNow, resetWhenSent, type TapEnd, watchStall } from './closing.js';

/** Who looks on; the `HttpReader` is one. It may throw: it is then dropped, and the bytes flow on. */
export interface TapObserver {
  request(chunk: Buffer): void;
  response(chunk: Buffer): void;
  requestEnd(reset?: boolean): void;
  responseEnd(reset: boolean): void;
}

/** How two ends are joined. */
export interface TapOptions {
  /** How long an end may take none of what is sent to it, before both are reset. */
  readonly stallTimeoutMs: number;
  readonly observer?: TapObserver;
  /** Called once, when the observer threw and was dropped. */
  readonly onObserverError?: (error: unknown) => void;
}

/** Joins them until both directions are over. A peer that takes nothing for too long ends it, by a reset of both. */
export function tap(client: TapEnd, upstream: TapEnd, options: TapOptions): void {
  const { observer, onObserverError, stallTimeoutMs } = options;
  const watch = observer ? guard(observer, onObserverError) : undefined;
  const ends = { stallTimeoutMs, isOwed: () => false };
  join(client, upstream, watch?.request, watch?.requestEnd, { ...ends, isOwed: () => !isOver(upstream.stream) });
  join(upstream, client, watch?.response, watch?.responseEnd, ends);
}

/**
 * One direction: pipe, then look; end follows end, reset follows reset, close waits for what is still to be sent.
 *
 * @param ends.isOwed - Asked when `from` closes after its end: whether it goes away in the middle of what it is being sent.
 * A client that does so is gone, as after a reset. A server that takes no more has answered: its answer is not to be
 * lost to a reset.
 */
function join(
  from: TapEnd,
  to: TapEnd,
  look: ((chunk: Buffer) => void) | undefined,
  ended: ((reset: boolean) => void) | undefined,
  { isOwed, stallTimeoutMs }: { readonly isOwed: () => boolean; readonly stallTimeoutMs: number },
): void {
  from.stream.pipe(to.stream);
  if (look) from.stream.on('data', look);
  let over: 'no' | 'ended' | 'reset' = 'no';
  const finish = (reset: boolean) => {
    if (over !== 'no') return;
    over = reset ? 'reset' : 'ended';
    ended?.(reset);
    if (reset) resetWhenSent(to, stallTimeoutMs);
  };
  watchStall(from.stream, to.stream, stallTimeoutMs, () => {
    resetNow(to);
    resetNow(from);
  });
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
    else closeWhenSent(to.stream, stallTimeoutMs);
  });
}

function isOver(stream: Duplex): boolean {
  return stream.readableEnded || stream.destroyed;
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
