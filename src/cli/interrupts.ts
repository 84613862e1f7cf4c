import type { Io } from './io.js';

/** The two Ctrl-Cs of a live run: the first ends it with its report, the second at once. */
export interface Interrupts {
  readonly first: Promise<void>;
  readonly second: Promise<void>;
  /** Gives Ctrl-C back to Node. */
  close(): void;
}

/** Listens for SIGINT and SIGTERM from now on. */
export function watchInterrupts(io: Io): Interrupts {
  const first = withResolvers();
  const second = withResolvers();
  let count = 0;
  const close = io.onInterrupt(() => {
    count += 1;
    (count === 1 ? first : second).resolve();
  });
  return { first: first.promise, second: second.promise, close };
}

// Promise.withResolvers came with Node 22.
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
