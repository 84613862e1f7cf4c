import type { Listing } from './directory.js';
import { entryLimit, isEncrypted, isUnsafeName, nameLimitBytes, type ZipEntry } from './entry.js';
import type { ReadPart } from './window.js';

/** What was mended or refused in an archive, by code; nothing of it ends the reading. */
export type ZipDefect = 'directory-rebuilt' | 'duplicate-names' | 'unsafe-names' | 'too-many-entries';

/** The entries of an archive, one a name, and what was wrong with others. */
export interface ChosenEntries {
  readonly entries: readonly ZipEntry[];
  readonly defects: Readonly<Partial<Record<ZipDefect, number>>>;
}

/**
 * Chooses what counts of an archive's lists.
 *
 * @param listed - By the directory, where there is one.
 * @param walked - By the local headers, where the directory does not show all.
 */
export function chooseEntries(listed: Listing | undefined, walked: Listing | undefined, part: ReadPart): ChosenEntries {
  const all = merge(listed, walked);
  const defects: Partial<Record<ZipDefect, number>> = {};
  const count = (defect: ZipDefect) => {
    defects[defect] = (defects[defect] ?? 0) + 1;
  };
  const byName = new Map<string, ZipEntry>();
  for (const entry of all) {
    if (entry.name.length > nameLimitBytes || isUnsafeName(entry.name)) {
      count('unsafe-names');
      continue;
    }
    const known = byName.size;
    byName.set(entry.name, entry);
    if (byName.size === known) count('duplicate-names');
  }
  if (walked) count('directory-rebuilt');
  if (all.length >= entryLimit) count('too-many-entries');
  return { entries: doubtFewSealed([...byName.values()], part), defects };
}

// What the directory lists is known better; what it lacks stands in the file all the same.
function merge(listed: Listing | undefined, walked: Listing | undefined): readonly ZipEntry[] {
  if (!listed || !walked) return (listed ?? walked)?.entries ?? [];
  const known = new Set(listed.entries.map(({ offset }) => offset));
  return [...listed.entries, ...walked.entries.filter(({ offset }) => !known.has(offset))];
}

// A few encrypted entries among many others may be one damaged bit of the directory, and nobody knows a password for that:
// their own headers are asked.
function doubtFewSealed(entries: ZipEntry[], part: ReadPart): ZipEntry[] {
  const sealed = entries.filter(({ encryption }) => encryption !== 'none');
  if (sealed.length === 0 || sealed.length * 2 > entries.length) return entries;
  return entries.map((entry) => (entry.encryption === 'none' || isSealed(entry, part) ? entry : unsealed(entry)));
}

function isSealed({ offset }: ZipEntry, part: ReadPart): boolean {
  const header = part(offset, offset + 8);
  return header.length < 8 || header.readUInt32LE(0) !== 0x04034b50 || isEncrypted(header.readUInt16LE(6));
}

function unsealed(entry: ZipEntry): ZipEntry {
  return { ...entry, encryption: 'none' };
}
