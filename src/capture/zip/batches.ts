import type { Patience } from './content.js';
import type { ZipEntry } from './entry.js';
import { createGunzipBatch, fitsBatch, type GunzipBatch } from './gunzip-batch.js';
import type { ReadPart } from './window.js';

/** The content of an entry, when it was inflated ahead; undefined when it has to be read by itself. */
export type TakeAhead = (entry: ZipEntry) => Buffer | undefined;

interface Batch {
  /** Positions in the list of entries: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** In the order of the list; undefined for those that do not fit a batch. */
  readonly contents: readonly (Buffer | undefined)[];
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
export function createBatches(part: ReadPart, entries: readonly ZipEntry[], patience: Patience): TakeAhead {
  const positionOf = createPositions(entries);
  const gunzip = createGunzipBatch(part, patience);
  const batches: Batch[] = [];
  return (entry) => {
    const at = fitsBatch(entry) ? positionOf(entry) : undefined;
    if (at === undefined) return undefined;
    for (const { from, to, contents } of batches) if (from <= at && at < to) return contents[at - from];
    const before = batches.findIndex(({ to }) => to === at);
    const last = batches[before];
    const count = last ? Math.min(largestCount, (last.to - last.from) * 2) : firstCount;
    if (last || batches.length >= batchCount) batches.splice(Math.max(before, 0), 1);
    const batch = inflateRun(gunzip, entries, at, count);
    batches.push(batch);
    return batch.contents[0];
  };
}

function inflateRun(gunzip: GunzipBatch, entries: readonly ZipEntry[], from: number, count: number): Batch {
  const members: ZipEntry[] = [];
  const places: number[] = [];
  let bytes = 0;
  let to = from;
  for (; to < Math.min(entries.length, from + count) && bytes < largestBytes; to++) {
    const entry = entries[to];
    if (!entry || !fitsBatch(entry)) continue;
    members.push(entry);
    places.push(to - from);
    bytes += entry.size ?? 0;
  }
  const contents = new Array<Buffer | undefined>(to - from).fill(undefined);
  const inflated = gunzip(members);
  for (const [index, place] of places.entries()) contents[place] = inflated?.[index];
  return { from, to, contents };
}

// A Map would take as much memory as the entries: their offsets tell them apart, in an index of a few bytes each.
function createPositions(entries: readonly ZipEntry[]): (entry: ZipEntry) => number | undefined {
  let next = 0;
  let ranks: Uint32Array | undefined;
  const offsetAt = (rank: number) => entries[ranks?.[rank] ?? 0]?.offset ?? 0;
  return (entry) => {
    // Nearly always the one behind the last.
    if (entries[next] === entry) return next++;
    ranks ??= ranksByOffset(entries);
    let [low, high] = [0, ranks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsetAt(middle) < entry.offset) low = middle + 1;
      else high = middle;
    }
    const position = ranks[low];
    // Entries of archives made to hurt share their bytes.
    if (position === undefined || entries[position] !== entry) return undefined;
    next = position + 1;
    return position;
  };
}

function ranksByOffset(entries: readonly ZipEntry[]): Uint32Array {
  return Uint32Array.from(entries.keys()).sort((a, b) => (entries[a]?.offset ?? 0) - (entries[b]?.offset ?? 0));
}
