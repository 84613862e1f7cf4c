import type { ClientProcess, Failure, Part, RawTransaction } from '../../types.js';
import { withoutUndefined } from '../har/json-fields.js';
import type { ZipContent } from '../zip/content.js';
import { type Metadata, readMetadata } from './metadata.js';
import { withoutStripped } from './netlog-names.js';
import { ownFlag, restoreOwnFlag } from './own-flag.js';
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

/** Names client connections; ports are used again in a long capture. */
export type NameConnection = (about: Metadata) => string | undefined;

/**
 * Reads a session. What is damaged in its files is absent, and not guessed at.
 *
 * @param number - Of its files; the id where the metadata has none.
 * @returns undefined when there is no request in it.
 */
export function readSession(
  contents: SessionContents,
  number: number,
  nameConnection: NameConnection,
): ReadSession | undefined {
  const about = contents.metadata && readMetadata(contents.metadata.bytes);
  const asked = contents.request && readRequest(contents.request.bytes, isWhole(contents.request), about);
  if (!asked) return undefined;
  const answered = readAnswer(contents.response, asked, about);
  const request = withoutStripped(asked.message.head);
  const read = withoutUndefined<RawTransaction>({
    id: about?.sid ?? String(number),
    source: 'saz',
    startedAt: about?.startedAt,
    endedAt: about?.endedAt,
    connection: about && nameConnection(about),
    client: readProcess(about?.flags.get('x-processinfo')),
    watched: undefined,
    request: request === undefined ? asked.message : { ...asked.message, head: request },
    response: answered.message,
    failure: answered.failure ?? abortOf(answered, about),
    text: undefined,
    absent: absentParts(contents, asked, answered, about, request !== undefined),
  });
  const transaction = restoreOwnFlag(read, about?.flags.get(ownFlag), {
    request: contents.request?.bytes,
    response: contents.response?.bytes,
  });
  return { transaction, about, bodyMissing: asked.bodyMissing || answered.bodyMissing };
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

function absentParts(
  contents: SessionContents,
  asked: SazRequest,
  answered: SazResponse,
  about: Metadata | undefined,
  stripped: boolean,
): Part[] {
  const [askedDamage, answeredDamage] = [isDamaged(contents.request), isDamaged(contents.response)];
  const hasAnswer = answered.message !== undefined;
  const parts: (readonly [Part, boolean])[] = [
    ['authorization', stripped || askedDamage || isCut(contents.request, asked)],
    ['request-body', asked.bodyMissing || askedDamage],
    ['response', !hasAnswer],
    ['response-headers', hasAnswer && (answeredDamage || isCut(contents.response, answered))],
    ['response-body', hasAnswer && (answered.bodyMissing || answeredDamage)],
    ['time', about?.startedAt === undefined],
  ];
  return parts.filter(([, missing]) => missing).map(([part]) => part);
}

// Fiddler says that a session ended early, and there is no answer: nobody can be blamed for that but who ended it.
function abortOf({ message, failure }: SazResponse, about: Metadata | undefined): Failure | undefined {
  return about?.aborted && !message && !failure ? { stage: 'client', code: 'ABORTED' } : undefined;
}

// "outlook:1234"
function readProcess(value: string | undefined): ClientProcess | undefined {
  const match = /^(.{1,200}?)(?::(\d{1,10}))?$/.exec(value?.trim() ?? '');
  if (!match) return undefined;
  const [, name, pid] = match;
  return withoutUndefined<ClientProcess>({ name, pid: pid === undefined || pid === '0' ? undefined : Number(pid) });
}

/** Names connections by the client's address and port; one port that was used by several in turn has several names. */
export function createConnectionNames(): NameConnection {
  const openings = new Map<string, number[]>();
  return ({ flags, connectedAt = 0 }) => {
    const port = flags.get('x-clientport')?.trim();
    if (port === undefined || !/^\d{1,5}$/.test(port) || port === '0') return undefined;
    const name = `${flags.get('x-clientip')?.trim().slice(0, 60) ?? ''}:${port}`;
    const known = openings.get(name) ?? [];
    if (!known.includes(connectedAt)) known.push(connectedAt);
    openings.set(name, known);
    const turn = known.indexOf(connectedAt);
    return turn === 0 ? name : `${name}#${turn + 1}`;
  };
}
