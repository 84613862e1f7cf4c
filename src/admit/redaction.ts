import type { Ledger } from './ledger.js';

/** What every cutter needs: the ledger, and the sweep for text that stays. */
export interface Redaction extends Ledger {
  /** Free text without the secrets that can be told by their shape or by what stands before them. */
  readonly sweep: (text: string) => string;
  /** How often something was unpacked on the way here (a URL in a query in a URL). */
  readonly depth: number;
  /** The same, one level further in; undefined where it is deep enough to cut without looking. */
  readonly deeper: () => Redaction | undefined;
}

const depthLimit = 4;

/** Binds a sweep to a ledger. */
export function createRedaction(ledger: Ledger, sweep: (redaction: Redaction, text: string) => string): Redaction {
  const level = (depth: number): Redaction => {
    let next: Redaction | undefined;
    const redaction: Redaction = {
      ...ledger,
      depth,
      sweep: (text) => sweep(redaction, text),
      deeper() {
        if (depth < depthLimit) next ??= level(depth + 1);
        return next;
      },
    };
    return redaction;
  };
  return level(0);
}
