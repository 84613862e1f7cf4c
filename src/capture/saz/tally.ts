import type { RawTransaction, SourceReport } from '../../types.js';
import { createIds, type Ids } from '../ids.js';
import type { ZipContentDefect } from '../zip/content.js';
import type { Zip } from '../zip/zip.js';
import type { ReadSession, SessionContents } from './read-session.js';

/** Counts what was read of an archive, and why the rest was not. */
export interface Tally {
  /** Reading begins anew. */
  readonly restart: () => void;
  /** Notes a session that was looked at; gives its transaction, with an id of its own. */
  readonly count: (contents: SessionContents, read: ReadSession | undefined) => RawTransaction | undefined;
  readonly report: () => Omit<SourceReport, 'name' | 'format'>;
}

/** Starts counting. */
export function createTally(zip: Zip): Tally {
  let counts = newCounts();
  return {
    restart() {
      counts = newCounts();
    },
    count(contents, read) {
      if (!read) {
        add(counts.skips, skipCode(contents));
        return undefined;
      }
      counts.read += 1;
      note(counts, contents, read);
      return withOwnId(read.transaction, counts.ids);
    },
    report: () => reportOf(zip, counts),
  };
}

interface Counts {
  read: number;
  readonly skips: Record<string, number>;
  readonly repairs: Record<string, number>;
  readonly ids: Ids;
  timed: number;
  bodiesMissing: boolean;
  local: boolean;
}

function newCounts(): Counts {
  return { read: 0, skips: {}, repairs: {}, ids: createIds(), timed: 0, bodiesMissing: false, local: false };
}

function add(counts: Record<string, number>, code: string, count = 1): void {
  counts[code] = (counts[code] ?? 0) + count;
}

const skipCodes: Readonly<Record<ZipContentDefect, string>> = {
  'too-large': 'damaged', // so long, and no request line at its beginning
  damaged: 'damaged',
  'checksum-mismatch': 'damaged',
  encrypted: 'encrypted',
  unsupported: 'unsupported',
};

function skipCode({ request }: SessionContents): string {
  return request?.defect ? skipCodes[request.defect] : 'no-request';
}

function note(counts: Counts, contents: SessionContents, { transaction, about, bodyMissing }: ReadSession): void {
  if (hasDefect(contents, 'damaged')) add(counts.repairs, 'damaged-sessions-kept');
  else if (hasDefect(contents, 'checksum-mismatch')) add(counts.repairs, 'checksum-mismatches');
  if (transaction.startedAt !== undefined) counts.timed += 1;
  counts.bodiesMissing ||= bodyMissing;
  counts.local ||= about?.local ?? false;
}

function hasDefect({ request, response, metadata }: SessionContents, defect: ZipContentDefect): boolean {
  return request?.defect === defect || response?.defect === defect || metadata?.defect === defect;
}

// Archives put together by hand have the same session numbers more than once.
function withOwnId(read: RawTransaction, ids: Ids): RawTransaction {
  const id = ids.ofName(read.id);
  return id === read.id ? read : { ...read, id };
}

function reportOf(zip: Zip, counts: Counts): Omit<SourceReport, 'name' | 'format'> {
  const { read, skips, timed, bodiesMissing, local } = counts;
  const repairs = { ...zip.defects, ...counts.repairs };
  const producer = producerOf(zip.comment);
  const limits = [
    ...(zip.truncated || zip.defects['too-many-entries'] ? ['truncated'] : []),
    ...(read > 0 && timed === 0 ? ['no-times'] : []),
    ...(local ? ['local-times'] : []),
    ...(bodiesMissing ? ['bodies-dropped'] : []),
  ];
  return {
    ...(producer !== undefined && { producer }),
    read,
    skipped: Object.values(skips).reduce((sum, count) => sum + count, 0),
    ...(Object.keys(skips).length > 0 && { skips: { ...skips } }),
    ...(Object.keys(repairs).length > 0 && { repairs }),
    limits,
  };
}

// "Fiddler (v5.0.20253.3311) Session Archive. See https://…"
function producerOf(comment: string): string | undefined {
  const name = /^[^\r\n]{1,200}/
    .exec(comment.trim())?.[0]
    .replace(/\s?(?:Session Archive|See https?:).*$/i, '')
    .trim();
  return name || undefined;
}
