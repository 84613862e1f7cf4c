import { setImmediate } from 'node:timers/promises';
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
/** Sessions that are held at a time. */
const batchSize = 8;
/** So many of them are read before others may run. */
const turnAfter = 64;

/**
 * Unpacks sessions, a few at a time. Behind what could not be unpacked the event loop turns, so that it is let go of (Node
 * closes the inflater of a damaged stream in the next turn only).
 */
export async function* unzipSessions(zip: Zip, sessions: readonly SessionFiles[]): AsyncGenerator<UnzippedSession[]> {
  let count = 0;
  for (const batch of batchesOf(sessions)) {
    const unzipped = batch.map((files) => unzipSession(zip, files));
    yield unzipped;
    count += batch.length;
    if (count % turnAfter === 0 || unzipped.some(({ contents }) => isDamaged(contents))) await setImmediate();
  }
}

function unzipSession(zip: Zip, { number, request, response, metadata }: SessionFiles): UnzippedSession {
  const contents = {
    request: request && zip.read(request, messageLimitBytes),
    response: response && zip.read(response, messageLimitBytes),
    metadata: metadata && zip.read(metadata, metadataLimitBytes),
  };
  return { number, contents };
}

function isDamaged({ request, response, metadata }: SessionContents): boolean {
  return (request?.defect ?? response?.defect ?? metadata?.defect) !== undefined;
}

/** Decrypts and unpacks sessions, a few at a time. */
export async function* unzipSealedSessions(
  unlocked: UnlockedZip,
  sessions: readonly SessionFiles[],
): AsyncGenerator<UnzippedSession[]> {
  for (const batch of batchesOf(sessions)) {
    const files = batch.flatMap(({ request, response }) => [request, response]);
    const message = await unzipAll(unlocked, files, messageLimitBytes);
    const described = batch.map(({ metadata }) => metadata);
    const metadata = await unzipAll(unlocked, described, metadataLimitBytes);
    yield batch.map((one) => {
      const messages = { request: message(one.request), response: message(one.response) };
      return { number: one.number, contents: { ...messages, metadata: metadata(one.metadata) } };
    });
  }
}

function* batchesOf(sessions: readonly SessionFiles[]): Generator<readonly SessionFiles[]> {
  for (let at = 0; at < sessions.length; at += batchSize) yield sessions.slice(at, at + batchSize);
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
