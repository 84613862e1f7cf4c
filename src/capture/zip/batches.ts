import type { ZipEntry } from './entry.js';
import { createGunzipBatch, fitsBatch, type GunzipBatch } from './gunzip-batch.js';
import type { ReadPart } from './window.js';

/** The content of an entry, when it was inflated ahead; undefined when it has to be read by itself. */
export type TakeAhead = (entry: ZipEntry) => Buffer | undefined;

interface Batch {
  /** Positions in the list of entries: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  readonly contents: ReadonlyMap<ZipEntry, Buffer>;
}

const firstCount = 4;
const largestCount = 128;
const largestBytes = 256 * 1024;
/** A capture's requests, answers and metadata may stand in three runs, each read in order. */
const batchCount = 4;

/**
 * Inflates ahead where entries are read in the order of their list: a few at first, more and more while it goes on. An
 * entry that is read out of order costs no more than a few others.
 */
export function createBatches(part: ReadPart, entries: readonly ZipEntry[]): TakeAhead {
  const positions = new Map(entries.map((entry, index) => [entry, index]));
  const gunzip = createGunzipBatch(part);
  const batches: Batch[] = [];
  return (entry) => {
    const at = positions.get(entry);
    if (at === undefined || !fitsBatch(entry)) return undefined;
    const held = batches.find(({ from, to }) => from <= at && at < to);
    if (held) return held.contents.get(entry);
    const before = batches.findIndex(({ to }) => to === at);
    const last = batches[before];
    const count = last ? Math.min(largestCount, (last.to - last.from) * 2) : firstCount;
    if (last || batches.length >= batchCount) batches.splice(Math.max(before, 0), 1);
    const batch = inflateRun(gunzip, entries, at, count);
    batches.push(batch);
    return batch.contents.get(entry);
  };
}

function inflateRun(gunzip: GunzipBatch, entries: readonly ZipEntry[], from: number, count: number): Batch {
  const members: ZipEntry[] = [];
  let bytes = 0;
  let to = from;
  for (; to < Math.min(entries.length, from + count) && bytes < largestBytes; to++) {
    const entry = entries[to];
    if (!entry || !fitsBatch(entry)) continue;
    members.push(entry);
    bytes += entry.size ?? 0;
  }
  return { from, to, contents: gunzip(members) ?? new Map() };
}
