import type { Transaction } from '../types.js';
import { createOutput, createTurns } from './create-output.js';
import type { HarCreator } from './har-write.js';
import { createIndexPage } from './saz/write-index.js';
import { writeRequest, writeResponse } from './saz/write-message.js';
import { writeMetadata } from './saz/write-metadata.js';
import { createZipWriter, newEntry, type ZipWriter } from './zip/write-zip.js';

/**
 * A Session Archive as Fiddler Classic writes it: `raw/`, for each session its request, response and metadata, then the
 * table for people and the content types. What SAZ has no place for stands in the flag `x-hma-doctor`.
 */
export interface SazFile {
  /** Appends a completed transaction. @throws HmaError ERR_OUTPUT when it cannot be written. */
  readonly add: (t: Transaction) => Promise<void>;
  /** Waits for what is being written, writes the archive's end, and closes the file. @throws HmaError ERR_OUTPUT */
  readonly close: () => Promise<void>;
}

/**
 * Creates a SAZ file, readable by its owner only. It never overwrites and never follows a link. Of each transaction only
 * some two hundred bytes are kept until `close`. Without it the archive lacks its end, and is read all the same by
 * readers that go by the local headers.
 *
 * @throws HmaError ERR_OUTPUT when the file exists or cannot be made.
 */
export async function createSazFile(path: string, creator: HarCreator): Promise<SazFile> {
  const file = await createOutput(path);
  const turns = createTurns();
  const archive = await createArchive(
    createZipWriter((bytes, position) => file.write(bytes, position)),
    creator,
  );
  return {
    add: (t) => turns.take(() => archive.add(t)),
    close: async () => {
      try {
        await turns.take(archive.end);
      } finally {
        await file.close();
      }
    },
  };
}

/** A whole SAZ file. Only transactions from behind the door, so it holds no secret. */
export async function writeSaz(transactions: Iterable<Transaction>, creator: HarCreator): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const zip = createZipWriter(async (bytes) => {
    parts.push(bytes);
  });
  const archive = await createArchive(zip, creator);
  for (const transaction of transactions) await archive.add(transaction);
  await archive.end();
  return Buffer.concat(parts);
}

interface Archive {
  readonly add: (t: Transaction) => Promise<void>;
  readonly end: () => Promise<void>;
}

const contentTypes = [
  '<?xml version="1.0" encoding="utf-8" ?>',
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
  '<Default Extension="htm" ContentType="text/html" />',
  '<Default Extension="xml" ContentType="application/xml" />',
  '<Default Extension="txt" ContentType="text/plain" />',
  '</Types>',
].join('\r\n');

async function createArchive(zip: ZipWriter, { name, version }: HarCreator): Promise<Archive> {
  const index = createIndexPage();
  let count = 0;
  await zip.add([newEntry('raw/', Buffer.alloc(0))]);
  return {
    async add(t) {
      const files = fileNumber(count + 1);
      const sid = sidOf(t, count + 1);
      await zip.add(sessionEntries(t, files, sid));
      index.add(t, files, sid);
      count += 1;
    },
    async end() {
      await zip.add([index.entry(), newEntry('[Content_Types].xml', Buffer.from(contentTypes))]);
      await zip.end(`${name} (v${version}) Session Archive`);
    },
  };
}

function sessionEntries(t: Transaction, files: string, sid: string) {
  const request = writeRequest(t.request);
  const response = writeResponse(t.response);
  const own = { ...(request.own && { request: request.own }), ...(response.own && { response: response.own }) };
  const metadata = writeMetadata(t, sid, own);
  return [
    newEntry(`raw/${files}_c.txt`, request.bytes),
    newEntry(`raw/${files}_s.txt`, response.bytes),
    newEntry(`raw/${files}_m.xml`, Buffer.from(metadata)),
  ];
}

// Fiddler opens sessions in the archive's order; those who sort the names find the same one.
function fileNumber(count: number): string {
  return String(count).padStart(6, '0');
}

// The number in Fiddler's window: people know their sessions by it.
function sidOf({ id }: Transaction, count: number): string {
  return /^[1-9]\d{0,8}$/.test(id) ? id : String(count);
}
