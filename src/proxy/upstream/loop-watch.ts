import { randomUUID } from 'node:crypto';

/**
 * Finds loops that no address shows: another proxy on the way, whose own way out leads to us. What is passed on is as the
 * client wrote it, until so many wait for one server that it may be a loop; from then on it carries a mark (`Via`,
 * RFC 9110 §7.6.3) by which we know it when it comes back.
 */
export interface LoopWatch {
  /** One more CONNECT waits for a proxy on the way. @returns Ends that. */
  readonly wait: (target: string) => () => void;
  /** The head as it is to be sent on. */
  readonly mark: (head: string, target: string) => string;
  /** Whether a CONNECT with this head has been here before. */
  readonly isBack: (head: string) => boolean;
}

const suspicious = 30;

/** One for each proxy. */
export function createLoopWatch(): LoopWatch {
  const mark = `Via: 1.1 hma-doctor-${randomUUID()}`;
  const waiting = new Map<string, number>();
  return {
    wait(target) {
      waiting.set(target, (waiting.get(target) ?? 0) + 1);
      return () => {
        const left = (waiting.get(target) ?? 1) - 1;
        if (left > 0) waiting.set(target, left);
        else waiting.delete(target);
      };
    },
    mark: (head, target) => ((waiting.get(target) ?? 0) > suspicious ? `${head}\r\n${mark}` : head),
    isBack: (head) => head.includes(mark),
  };
}
