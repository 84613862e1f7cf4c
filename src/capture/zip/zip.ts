import { HmaError, sentence } from '../../errors.js';
import type { Source } from '../source.js';
import { createBatches } from './batches.js';
import { chooseEntries, type ZipDefect } from './choose-entries.js';
import { newPatience, type Patience, unpack, type ZipContent } from './content.js';
import { readDirectory } from './directory.js';
import { findEndRecord } from './end-record.js';
import type { ZipEntry } from './entry.js';
import { walkLocalHeaders } from './local-headers.js';
import { locate } from './locate.js';
import { createReadAhead, type ReadPart } from './window.js';

/**
 * ZIP archives as captures come in (PKWARE's APPNOTE.TXT 6.3), by our own lines on node:zlib, because the libraries take
 * several times as long for tens of thousands of small entries. Traps: ZIP64 fields where nothing is large, sizes behind
 * the content, back-slashes, names given twice, archives cut short, bytes before the archive, and archives made to hurt.
 */

/** An opened archive. The source must stay open while entries are read. */
export interface Zip {
  /** In the order of the directory; one a name (the last one wins); names that lead out of a folder are left out. */
  readonly entries: readonly ZipEntry[];
  /** The archive's comment, as latin1. */
  readonly comment: string;
  readonly defects: Readonly<Partial<Record<ZipDefect, number>>>;
  /** No directory was found: the file is cut short, and entries behind its end are lost. */
  readonly truncated: boolean;
  /**
   * Reads an entry; fastest in the order of the file. Never throws for what is in the archive: what cannot be read is a
   * defect of the content. An encrypted entry gives nothing here: see `unlockZip`.
   *
   * @param limitBytes - No more than this is unpacked; 512 MiB where nothing is said.
   * @throws HmaError ERR_INPUT_UNREADABLE when the disk does not give the bytes.
   */
  readonly read: (entry: ZipEntry, limitBytes?: number) => ZipContent;
  /** The bytes in the archive as they are: encrypted ones, for whoever has the password. */
  readonly packed: (entry: ZipEntry) => Uint8Array | undefined;
}

const contentLimitBytes = 512 * 1024 * 1024;
const nothing = Buffer.alloc(0);

/** Do the bytes begin as a ZIP archive does? (An archive in parts, or with bytes before it, may begin otherwise.) */
export function looksLikeZip(beginning: Uint8Array): boolean {
  const [p, k, third = 0, fourth] = beginning;
  return p === 0x50 && k === 0x4b && ['3,4', '5,6', '7,8'].includes(`${third},${fourth}`);
}

/**
 * Opens a ZIP archive. Where its directory is lost or damaged, the entries are found by their local headers.
 *
 * @param totalBytes - So much may be unpacked of all entries together, and two hundred times the archive's size besides:
 *   entries may share their bytes, and a small archive may hold terabytes. What is behind it counts as too large.
 * @throws HmaError ERR_CAPTURE_INVALID when there is neither a directory nor an entry in it.
 */
export function openZip(source: Source, totalBytes = contentLimitBytes): Zip {
  const { entries, defects, comment, truncated, part } = listingOf(source);
  const patience = newPatience();
  const ahead = createBatches(part, entries, patience);
  const budget = { packed: source.size * 2 + totalBytes, unpacked: source.size * 200 + totalBytes, patience };
  return {
    entries,
    comment,
    defects,
    truncated,
    read(entry, limitBytes = contentLimitBytes) {
      const bytes = (entry.size ?? 0) <= limitBytes && budget.packed > 0 ? ahead(entry) : undefined;
      if (!bytes) return readEntry(part, entry, limitBytes, budget);
      budget.packed -= entry.compressedSize;
      budget.unpacked -= bytes.length;
      return { bytes };
    },
    packed(entry) {
      const length = Math.min(entry.compressedSize, contentLimitBytes);
      const located = budget.packed > 0 ? locate(part, entry, length) : undefined;
      budget.packed -= length;
      return located && Buffer.from(located.bytes);
    },
  };
}

type Listed = Pick<Zip, 'entries' | 'defects' | 'comment' | 'truncated'> & { readonly part: ReadPart };

/** An archive is opened by whoever asks what it is, and then to be read: its list may be long, and is made once. */
const listings = new WeakMap<Source, Listed>();

function listingOf(source: Source): Listed {
  const known = listings.get(source) ?? list(source);
  listings.set(source, known);
  return known;
}

function list(source: Source): Listed {
  const end = findEndRecord(source);
  const listed = end && readDirectory(source, end);
  const walked = !listed || listed.broken ? walkLocalHeaders(source) : undefined;
  if (!end && walked?.entries.length === 0) throw noArchive(source.name);
  const part = createReadAhead(source);
  return { ...chooseEntries(listed, walked, part), comment: end?.comment ?? '', truncated: !end, part };
}

function noArchive(name: string): HmaError {
  const message = sentence`Cannot read capture "${name}": it begins like a ZIP archive, but no entry of it can be found. Is the file cut short? Copy it again.`;
  return new HmaError('ERR_CAPTURE_INVALID', message);
}

/** What may still be read of an archive, so that entries which share their bytes cannot be read for ever. */
interface Budget {
  packed: number;
  unpacked: number;
  readonly patience: Patience;
}

function readEntry(part: ReadPart, entry: ZipEntry, limitBytes: number, budget: Budget): ZipContent {
  if (entry.encryption !== 'none') return { bytes: nothing, defect: 'encrypted' };
  // Deflate never makes a content much larger than it is; of a longer one only the beginning is looked at.
  const enough = Math.min(entry.compressedSize, limitBytes + (limitBytes >> 3) + 1024);
  const content = unpackEntry(part, entry, enough, limitBytes, budget);
  if (content.defect !== 'damaged' || entry.size === undefined || entry.size > limitBytes) return content;
  // The directory's word on the size may be what is damaged: the content ends by itself, and the checksum tells.
  const again = unpackEntry(part, entry, entry.size + 1024, limitBytes, budget);
  return again.defect || entry.crc === undefined ? content : again;
}

function unpackEntry(part: ReadPart, entry: ZipEntry, length: number, limitBytes: number, budget: Budget): ZipContent {
  const located = budget.packed > 0 ? locate(part, entry, length) : undefined;
  if (!located) return { bytes: nothing, defect: 'damaged' };
  budget.packed -= located.bytes.length;
  const { size, crc } = entry;
  const room = Math.min(limitBytes, Math.max(0, budget.unpacked));
  const content = unpack({ ...located, size, crc }, room, budget.patience);
  budget.unpacked -= content.bytes.length;
  return located.renamed && (content.defect || crc === undefined) ? { bytes: nothing, defect: 'damaged' } : content;
}
