import type { ClientProcess } from '../types.js';
import { type Endpoints, isOnThisComputer } from './endpoints.js';

/** Asks one system which program holds the client's end of a connection. Undefined where it does not say. */
export interface ProcessTable {
  readonly lookUp: (endpoints: Endpoints) => Promise<ClientProcess | undefined>;
  /** Ends what runs beside us. */
  readonly close: () => void;
}

/** Finds the program that made a connection. */
export interface ProcessFinder {
  /** Never rejects, and answers in time: what fails, takes too long or waits behind too many others is unknown. */
  readonly find: (endpoints: Endpoints) => Promise<ClientProcess | undefined>;
  readonly close: () => void;
}

/** Limits of a finder. */
export interface FinderLimits {
  /** Milliseconds for one answer, with the time it waited for others. */
  readonly patienceMs?: number;
  /** Questions that may wait. */
  readonly waiting?: number;
}

/**
 * One question at a time, so that a burst of connections costs the machine little. A connection is asked for once, by
 * whoever holds it: its port will be another program's later, so answers are not kept here.
 */
export function createProcessFinder(table: ProcessTable, limits: FinderLimits = {}): ProcessFinder {
  const { patienceMs = 3_000, waiting = 100 } = limits;
  let last: Promise<unknown> = Promise.resolve();
  let open = 0;
  return {
    find(endpoints) {
      if (!isOnThisComputer(endpoints) || open >= waiting) return Promise.resolve(undefined);
      open += 1;
      const answer = last.then(() => table.lookUp(endpoints)).catch(() => undefined);
      last = atMost(answer, patienceMs).finally(() => {
        open -= 1;
      });
      return last as Promise<ClientProcess | undefined>;
    },
    close: () => table.close(),
  };
}

function atMost<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, undefined).unref();
    void promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
