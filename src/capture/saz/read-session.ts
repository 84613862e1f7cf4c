import type { Failure, Mutable, Part, RawTransaction } from '../../types.js';
import type { ZipContent } from '../zip/content.js';
import type { Clients } from './clients.js';
import { type Metadata, readMetadata } from './metadata.js';
import { withoutStripped } from './netlog-names.js';
import { ownFlag, restoreOwnFlag, type SessionBytes } from './own-flag.js';
import { readRequest, type SazRequest } from './read-request.js';
import { readResponse, type SazResponse } from './read-response.js';

/** The contents of a session's files; undefined for those that the archive does not have. */
export interface SessionContents {
  readonly request: ZipContent | undefined;
  readonly response: ZipContent | undefined;
  readonly metadata: ZipContent | undefined;
}

/** A session as a transaction, and what has to be told of it. */
export interface ReadSession {
  readonly transaction: RawTransaction;
  readonly about: Metadata | undefined;
  /** The capturing tool let a body go. */
  readonly bodyMissing: boolean;
}

/**
 * Reads a session. What is damaged in its files is absent, and not guessed at.
 *
 * @param number - Of its files; the id where the metadata has none.
 * @returns undefined when there is no request in it.
 */
export function readSession(contents: SessionContents, number: number, clients: Clients): ReadSession | undefined {
  const about = contents.metadata && readMetadata(contents.metadata.bytes);
  const asked = contents.request && readRequest(contents.request.bytes, isWhole(contents.request), about);
  if (!asked) return undefined;
  const answered = readAnswer(contents.response, asked, about);
  const head = withoutStripped(asked.message.head);
  const failure = answered.failure ?? abortOf(answered, about);
  const absent = absentParts({ contents, asked, answered, failure, about, isStripped: head !== undefined });
  const read: Mutable<RawTransaction> = { id: about?.sid ?? String(number), source: 'saz', absent };
  read.request = head === undefined ? asked.message : { ...asked.message, head };
  if (answered.message) read.response = answered.message;
  if (failure) read.failure = failure;
  if (about) addMetadata(read, about, clients);
  const own = about?.flags.get(ownFlag);
  const transaction = own === undefined ? read : restoreOwnFlag(read, own, bytesOf(contents));
  return { transaction, about, bodyMissing: asked.bodyMissing || answered.bodyMissing };
}

function bytesOf({ request, response }: SessionContents): SessionBytes {
  return { request: request?.bytes, response: response?.bytes };
}

function addMetadata(read: Mutable<RawTransaction>, about: Metadata, clients: Clients): void {
  if (about.startedAt !== undefined) read.startedAt = about.startedAt;
  if (about.endedAt !== undefined) read.endedAt = about.endedAt;
  const connection = clients.connectionOf(about);
  if (connection !== undefined) read.connection = connection;
  const client = clients.processOf(about);
  if (client) read.client = client;
}

function readAnswer(
  content: ZipContent | undefined,
  { message }: SazRequest,
  about: Metadata | undefined,
): SazResponse {
  if (!content || content.bytes.length === 0) return { bodyMissing: false, headEnded: true };
  return readResponse(content.bytes, isWhole(content), message.method, about);
}

function isWhole({ defect }: ZipContent): boolean {
  return defect === undefined;
}

// Damage may have changed or swallowed any line; a file that is only longer than what is read has its head.
function isDamaged(content: ZipContent | undefined): boolean {
  return content?.defect !== undefined && content.defect !== 'too-large';
}

// Some writers leave out the empty line behind a head without a body.
function isCut(content: ZipContent | undefined, { headEnded }: { readonly headEnded: boolean }): boolean {
  return content?.defect !== undefined && !headEnded;
}

interface Parts {
  readonly contents: SessionContents;
  readonly asked: SazRequest;
  readonly answered: SazResponse;
  readonly failure: Failure | undefined;
  readonly about: Metadata | undefined;
  readonly isStripped: boolean;
}

function absentParts({ contents, asked, answered, failure, about, isStripped }: Parts): Part[] {
  const absent: Part[] = [];
  const askedDamage = isDamaged(contents.request);
  if (isStripped || askedDamage || isCut(contents.request, asked)) absent.push('authorization');
  if (asked.bodyMissing || askedDamage) absent.push('request-body');
  if (answered.message) {
    const answeredDamage = isDamaged(contents.response);
    if (answeredDamage || isCut(contents.response, answered)) absent.push('response-headers');
    if (answeredDamage || answered.bodyMissing) absent.push('response-body');
  } else if (!failure) absent.push('response');
  if (about?.startedAt === undefined) absent.push('time');
  return absent;
}

// Fiddler says that a session ended early, and there is no answer: nobody can be blamed for that but who ended it.
function abortOf({ message, failure }: SazResponse, about: Metadata | undefined): Failure | undefined {
  return about?.aborted && !message && !failure ? { stage: 'client', code: 'ABORTED' } : undefined;
}
