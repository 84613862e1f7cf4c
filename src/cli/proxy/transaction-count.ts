import type { RawTransaction } from '../../types.js';

/** Counts the transactions of a run. */
export interface TransactionCount {
  add(transaction: Pick<RawTransaction, 'id' | 'endedAt'>): void;
  count(): number;
}

/** Each transaction is told more than once, and a run may last for weeks: only those that go on are remembered. */
export function countTransactions(): TransactionCount {
  const open = new Set<string>();
  let count = 0;
  return {
    add({ id, endedAt }) {
      if (!open.has(id)) count += 1;
      if (endedAt === undefined) open.add(id);
      else open.delete(id);
    },
    count: () => count,
  };
}
