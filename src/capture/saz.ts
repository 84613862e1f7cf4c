import { HmaError, sentence } from '../errors.js';
import type { RawTransaction } from '../types.js';
import type { Capture, CaptureFormat, ReadOptions } from './capture.js';
import { createClients } from './saz/clients.js';
import { readSession } from './saz/read-session.js';
import { isSealed, listSessions, type SessionFiles } from './saz/sessions.js';
import { createTally, type Tally } from './saz/tally.js';
import { unzipSealedSessions, unzipSessions } from './saz/unzip-sessions.js';
import type { Source } from './source.js';
import { type AskPassword, unlockZip } from './zip/unlock.js';
import { openZip, type Zip } from './zip/zip.js';

/**
 * Fiddler's Session Archive: a ZIP with `raw/N_c.txt`, `N_s.txt` and `N_m.xml` for each session. Traps: the number in
 * the names is not the session's id; answers still chunked and coded; answers that Fiddler made up itself; sessions without
 * an answer, metadata or times; other writers' padding, slashes and flags; encrypted archives, and archives cut short.
 */
export const saz: CaptureFormat = { name: 'saz', looksLike, read };

/** Telling an archive from others means reading its directory, which need not be read twice. */
const opened = new WeakMap<Source, Zip>();

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

/** Are there Fiddler's sessions in this archive? One that was saved without any has their folder. */
export function isSaz({ entries }: Zip): boolean {
  const named = (wanted: string) => entries.some(({ name }) => name.toLowerCase() === wanted);
  return listSessions(entries).length > 0 || (named('raw/') && named('[content_types].xml'));
}

function read(source: Source, { password }: ReadOptions): Capture {
  const zip = opened.get(source) ?? openZip(source);
  const archive: Archive = { name: source.name, zip, sessions: listSessions(zip.entries), tally: createTally(zip) };
  return {
    format: 'saz',
    transactions: { [Symbol.asyncIterator]: () => readAll(archive, password) },
    summary: () => ({ name: source.name, format: 'saz', ...archive.tally.report() }),
  };
}

interface Archive {
  readonly name: string;
  readonly zip: Zip;
  readonly sessions: readonly SessionFiles[];
  readonly tally: Tally;
}

async function* readAll(archive: Archive, ask: AskPassword | undefined): AsyncGenerator<RawTransaction> {
  const { zip, sessions, tally } = archive;
  const clients = createClients();
  tally.restart();
  const unlocked = sessions.some(isSealed) ? await unlockUnlessMixed(archive, ask) : undefined;
  for await (const batch of unlocked ? unzipSealedSessions(unlocked, sessions) : unzipSessions(zip, sessions)) {
    for (const { number, contents } of batch) {
      const transaction = tally.count(contents, readSession(contents, number, clients));
      if (transaction) yield transaction;
    }
  }
  requireSomething(archive);
}

// Without a password, sessions that somebody has put beside the encrypted ones are read all the same.
async function unlockUnlessMixed({ zip, name, sessions }: Archive, ask: AskPassword | undefined) {
  try {
    return await unlockZip(zip, name, ask);
  } catch (error) {
    const needed = error instanceof HmaError && error.code === 'ERR_CAPTURE_PASSWORD_NEEDED';
    if (needed && sessions.some(({ request }) => request?.encryption === 'none')) return undefined;
    throw error;
  }
}

function requireSomething({ name, sessions, tally }: Archive): void {
  if (sessions.length === 0 || tally.report().read > 0) return;
  const message = sentence`Cannot read capture "${name}": no request can be read in any of its sessions (${sessions.length}). Is the file damaged? Copy it again, or save it again: in Fiddler, File > Save > All Sessions.`;
  throw new HmaError('ERR_CAPTURE_INVALID', message);
}
