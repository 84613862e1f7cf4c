import type { ZipEntry } from '../zip/entry.js';

/** The files of one session. Any may be missing: an archive cut short, a request without an answer. */
export interface SessionFiles {
  /** The number in the files' names; it is not the session's id. */
  readonly number: number;
  /** Where `raw/` lies in the archive; empty at its top. */
  readonly folder: string;
  /** `N_c.txt` */
  request?: ZipEntry;
  /** `N_s.txt` */
  response?: ZipEntry;
  /** `N_m.xml` */
  metadata?: ZipEntry;
}

const fileName = /^(.*\/)?(\d{1,9})_([csm])\.(?:txt|xml)$/i;
const parts = { c: 'request', s: 'response', m: 'metadata' } as const;

/**
 * The sessions of an archive, by number; empty where it is no SAZ. WebSocket and gRPC frames (`_w`, `_g`) are no part of a
 * transaction, and other files may lie beside them. Numbers may be padded, and may have gaps.
 */
export function listSessions(entries: readonly ZipEntry[]): readonly SessionFiles[] {
  const known = listed.get(entries) ?? list(entries);
  listed.set(entries, known);
  return known;
}

// Asked for by whoever asks what the archive is, and again by who reads it.
const listed = new WeakMap<readonly ZipEntry[], readonly SessionFiles[]>();

function list(entries: readonly ZipEntry[]): SessionFiles[] {
  const sessions = new Map<string, SessionFiles>();
  for (const entry of entries) {
    const match = fileName.exec(entry.name);
    const part = parts[match?.[3]?.toLowerCase() as keyof typeof parts];
    if (!match || !part) continue;
    const [, folder = '', digits] = match;
    const key = `${folder}${Number(digits)}`;
    const session = sessions.get(key) ?? { number: Number(digits), folder };
    session[part] = entry;
    sessions.set(key, session);
  }
  const all = [...sessions.values()];
  const raw = all.filter(({ folder }) => /(?:^|\/)raw\/$/i.test(folder));
  // The sessions' folder alone, zipped by hand: there the files must come as Fiddler's do, two of a number.
  const found = raw.length > 0 ? raw : all.filter(isPaired);
  return found.sort((a, b) => compare(a.folder, b.folder) || a.number - b.number);
}

/** Is any of a session's files encrypted? */
export function isSealed({ request, response, metadata }: SessionFiles): boolean {
  return [request, response, metadata].some((entry) => entry !== undefined && entry.encryption !== 'none');
}

function isPaired({ request, response, metadata }: SessionFiles): boolean {
  return request !== undefined && (response ?? metadata) !== undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
