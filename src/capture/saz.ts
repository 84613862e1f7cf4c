import { HmaError } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat, ReadOptions } from './capture.js';
import { createConnectionNames, type NameConnection, readSession, type SessionContents } from './saz/read-session.js';
import { listSessions, type SessionFiles } from './saz/sessions.js';
import { createTally, type Tally } from './saz/tally.js';
import type { Source } from './source.js';
import type { ZipContent } from './zip/content.js';
import type { ZipEntry } from './zip/entry.js';
import { type UnlockedZip, unlockZip } from './zip/unlock.js';
import { openZip, type Zip } from './zip/zip.js';

/**
 * Fiddler's Session Archive: a ZIP with `raw/N_c.txt`, `N_s.txt` and `N_m.xml` for each session. Traps: the number in
 * the names is not the session's id; answers still chunked and coded; answers that Fiddler made up itself; sessions without
 * an answer, metadata or times; other writers' padding, slashes and flags; encrypted archives, and archives cut short.
 */
export const saz: CaptureFormat = { name: 'saz', looksLike, read };

/** Of a message no more than this is read: its head, and the beginning of its body. */
const messageLimitBytes = 1024 * 1024;
/** In an archive of ours, pasted text stands in the metadata. */
const metadataLimitBytes = 16 * 1024 * 1024;
/** Telling an archive from others means reading its directory, which need not be read twice. */
const opened = new WeakMap<Source, Zip>();
/** Sessions of an encrypted archive that are held at a time. */
const batchSize = 8;

function looksLike(beginning: Uint8Array, source: Source): boolean {
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  if (!bytes.includes('PK\x03\x04', 0, 'latin1')) return false;
  try {
    const zip = openZip(source);
    opened.set(source, zip);
    return isSaz(zip);
  } catch (error) {
    if (error instanceof HmaError && error.code === 'ERR_CAPTURE_INVALID') return false;
    throw error;
  }
}

/** Are there Fiddler's sessions in this archive? */
export function isSaz({ entries }: Zip): boolean {
  return listSessions(entries).length > 0;
}

function read(source: Source, options: ReadOptions): Capture {
  const zip = opened.get(source) ?? openZip(source);
  const sessions = listSessions(zip.entries);
  const tally = createTally(zip);
  const report = (): SourceReport => ({ name: source.name, format: 'saz', ...tally.report() });
  const names = createConnectionNames();
  const transactions = sessions.some(isEncrypted)
    ? { [Symbol.asyncIterator]: () => readEncrypted(zip, sessions, source.name, options, tally, names) }
    : { [Symbol.iterator]: () => readPlain(zip, sessions, tally, names) };
  return { format: 'saz', transactions, summary: report };
}

function isEncrypted({ request, response, metadata }: SessionFiles): boolean {
  return [request, response, metadata].some((entry) => entry !== undefined && entry.encryption !== 'none');
}

function* readPlain(
  zip: Zip,
  sessions: readonly SessionFiles[],
  tally: Tally,
  names: NameConnection,
): Generator<RawTransaction> {
  tally.restart();
  const unzip = (entry: ZipEntry | undefined, limit = messageLimitBytes) => entry && zip.read(entry, limit);
  for (const { number, request, response, metadata } of sessions) {
    const contents = {
      request: unzip(request),
      response: unzip(response),
      metadata: unzip(metadata, metadataLimitBytes),
    };
    const transaction = tally.count(contents, readSession(contents, number, names));
    if (transaction) yield transaction;
  }
}

async function* readEncrypted(
  zip: Zip,
  sessions: readonly SessionFiles[],
  name: string,
  options: ReadOptions,
  tally: Tally,
  names: NameConnection,
): AsyncGenerator<RawTransaction> {
  tally.restart();
  const unlocked = await unlockUnlessMixed(zip, sessions, name, options);
  if (!unlocked) return yield* readPlain(zip, sessions, tally, names);
  for (let at = 0; at < sessions.length; at += batchSize) {
    const batch = sessions.slice(at, at + batchSize);
    for (const [index, contents] of (await unzipAll(unlocked, batch)).entries()) {
      const transaction = tally.count(contents, readSession(contents, batch[index]?.number ?? 0, names));
      if (transaction) yield transaction;
    }
  }
}

// Without a password, sessions that somebody has put beside the encrypted ones are read all the same.
async function unlockUnlessMixed(zip: Zip, sessions: readonly SessionFiles[], name: string, options: ReadOptions) {
  try {
    return await unlockZip(zip, name, options.password);
  } catch (error) {
    const needed = error instanceof HmaError && error.code === 'ERR_CAPTURE_PASSWORD_NEEDED';
    if (needed && sessions.some(({ request }) => request?.encryption === 'none')) return undefined;
    throw error;
  }
}

async function unzipAll(unlocked: UnlockedZip, batch: readonly SessionFiles[]): Promise<SessionContents[]> {
  const entries = batch.flatMap(({ request, response, metadata }) => [request, response, metadata]);
  const present = entries.filter((entry) => entry !== undefined);
  const contents = await unlocked.read(present, messageLimitBytes);
  const byEntry = new Map<ZipEntry | undefined, ZipContent>(
    contents.map((content, index) => [present[index], content]),
  );
  const of = (entry: ZipEntry | undefined) => entry && byEntry.get(entry);
  return batch.map((one) => ({ request: of(one.request), response: of(one.response), metadata: of(one.metadata) }));
}
