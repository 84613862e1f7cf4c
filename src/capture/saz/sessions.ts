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
  let last: SessionFiles | undefined;
  for (const entry of entries) {
    const named = usualName(entry.name) ?? anyName(entry.name);
    if (!named) continue;
    // The files of a session stand together, mostly.
    if (last?.number !== named.number || last.folder !== named.folder) last = sessionOf(named, sessions);
    last[named.part] = entry;
  }
  const all = [...sessions.values()];
  const raw = all.filter(({ folder }) => folder === rawFolder || /(?:^|\/)raw\/$/i.test(folder));
  // The sessions' folder alone, zipped by hand: there the files must come as Fiddler's do, two of a number.
  const found = raw.length > 0 ? raw : all.filter(isPaired);
  return found.sort((a, b) => compare(a.folder, b.folder) || a.number - b.number);
}

interface FileName {
  readonly folder: string;
  readonly number: number;
  readonly part: (typeof parts)[keyof typeof parts];
}

function sessionOf({ folder, number }: FileName, sessions: Map<string, SessionFiles>): SessionFiles {
  const key = `${folder}${number}`;
  const session = sessions.get(key) ?? { number, folder };
  sessions.set(key, session);
  return session;
}

function anyName(name: string): FileName | undefined {
  const match = fileName.exec(name);
  const part = parts[match?.[3]?.toLowerCase() as keyof typeof parts];
  return match && part ? { folder: match[1] ?? '', number: Number(match[2]), part } : undefined;
}

const rawFolder = 'raw/';

// As Fiddler writes it: there are tens of thousands.
function usualName(name: string): FileName | undefined {
  const end = name.length - '_c.txt'.length;
  const part = parts[name[end + 1] as keyof typeof parts];
  if (!part || end <= rawFolder.length || end > rawFolder.length + 9 || !name.startsWith(rawFolder)) return undefined;
  if (name[end] !== '_' || !(name.endsWith('.txt') || name.endsWith('.xml'))) return undefined;
  let number = 0;
  for (let at = rawFolder.length; at < end; at += 1) {
    const digit = name.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return { folder: rawFolder, number, part };
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
