import type { ZipContent } from '../zip/content.js';
import type { ZipEntry } from '../zip/entry.js';
import type { UnlockedZip } from '../zip/unlock.js';
import type { Zip } from '../zip/zip.js';
import type { SessionContents } from './read-session.js';
import type { SessionFiles } from './sessions.js';

/** A session whose files are unpacked. */
export interface UnzippedSession {
  readonly number: number;
  readonly contents: SessionContents;
}

/** Of a message no more than this is read: its head, and the beginning of its body. */
const messageLimitBytes = 1024 * 1024;
/** In an archive of ours, pasted text stands in the metadata. */
const metadataLimitBytes = 16 * 1024 * 1024;
/** Sessions of an encrypted archive that are held at a time. */
const batchSize = 8;

/** Unpacks sessions one after the other. */
export function* unzipSessions(zip: Zip, sessions: readonly SessionFiles[]): Generator<UnzippedSession> {
  const unzip = (entry: ZipEntry | undefined, limit: number) => entry && zip.read(entry, limit);
  for (const { number, request, response, metadata } of sessions) {
    const contents = {
      request: unzip(request, messageLimitBytes),
      response: unzip(response, messageLimitBytes),
      metadata: unzip(metadata, metadataLimitBytes),
    };
    yield { number, contents };
  }
}

/** Decrypts and unpacks sessions, a few at a time. */
export async function* unzipSealedSessions(
  unlocked: UnlockedZip,
  sessions: readonly SessionFiles[],
): AsyncGenerator<UnzippedSession> {
  for (let at = 0; at < sessions.length; at += batchSize) {
    const batch = sessions.slice(at, at + batchSize);
    const messages = await unzipAll(
      unlocked,
      batch.flatMap(({ request, response }) => [request, response]),
      messageLimitBytes,
    );
    const metadata = await unzipAll(
      unlocked,
      batch.map((one) => one.metadata),
      metadataLimitBytes,
    );
    for (const one of batch) {
      const [request, response] = [messages(one.request), messages(one.response)];
      yield { number: one.number, contents: { request, response, metadata: metadata(one.metadata) } };
    }
  }
}

async function unzipAll(unlocked: UnlockedZip, entries: readonly (ZipEntry | undefined)[], limitBytes: number) {
  const present = entries.filter((entry) => entry !== undefined);
  const contents = await unlocked.read(present, limitBytes);
  const byEntry = new Map<ZipEntry, ZipContent>(present.flatMap((entry, index) => pair(entry, contents[index])));
  return (entry: ZipEntry | undefined) => entry && byEntry.get(entry);
}

function pair(entry: ZipEntry, content: ZipContent | undefined): (readonly [ZipEntry, ZipContent])[] {
  return content ? [[entry, content]] : [];
}
