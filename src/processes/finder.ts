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
  /** Milliseconds for one answer. */
  readonly patienceMs?: number;
  /** Questions asked at once; a connection that ends before its turn stays unknown. */
  readonly atOnce?: number;
  /** Questions that may wait. */
  readonly waiting?: number;
}

/**
 * A few questions at a time, so that a burst of connections costs the machine little. A connection is asked for once, by
 * whoever holds it: its port will be another program's later, so answers are not kept here.
 */
export function createProcessFinder(table: ProcessTable, limits: FinderLimits = {}): ProcessFinder {
  const { patienceMs = 3_000, atOnce = 4, waiting = 100 } = limits;
  const queue: (() => void)[] = [];
  let running = 0;
  const turn = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await ask();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return {
    find(endpoints) {
      if (!isOnThisComputer(endpoints) || queue.length >= waiting) return Promise.resolve(undefined);
      return turn(() => atMost(table.lookUp(endpoints), patienceMs)).catch(() => undefined);
    },
    close: () => table.close(),
  };
}

function atMost<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, undefined).unref();
    void promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
