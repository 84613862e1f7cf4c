import type { ClientProcess, Failure, FailureStage, Part, RawTransaction, Recorder, SourceKind } from '../types.js';
import { asFields, asList, asNumber, asText, type Fields, withoutUndefined } from './fields/json-fields.js';

/**
 * What the formats that we write have no place for stands beside each of their entries as JSON: `_hmaDoctor` in a HAR, the
 * flag `x-hma-doctor` in a SAZ. What other readers show stays in its own place in the format. A head stands here only when
 * it cannot be rebuilt from there byte for byte.
 */
export interface OwnFields<Message = OwnMessage> extends OwnParts {
  readonly request?: Message;
  readonly response?: Message;
}

/** `body`: its completeness; missing when there is no body. `bare`: no URL (request), no status (response). */
export interface OwnMessage {
  readonly head?: string;
  readonly body?: boolean;
  readonly bare?: boolean;
}

/** A transaction without its messages. */
export type OwnParts = Omit<RawTransaction, 'request' | 'response'>;

const parts: readonly string[] = [
  'request',
  'authorization',
  'request-body',
  'response',
  'response-headers',
  'response-body',
  'time',
] satisfies Part[];
const sources: readonly string[] = [
  'live',
  'har',
  'saz',
  'mitmproxy',
  'netlog',
  'charles',
  'log',
  'text',
  'token',
] satisfies SourceKind[];
const stages: readonly string[] = [
  'dns',
  'connect',
  'proxy',
  'tls',
  'client-tls',
  'request',
  'response',
  'client',
] satisfies FailureStage[];

const recorders: readonly string[] = [
  'browser',
  'fiddler',
  'charles',
  'mitmproxy',
  'proxyman',
  'burp',
  'zap',
  'http-toolkit',
  'browsermob',
] satisfies Recorder[];

/** What stands beside a transaction, without its messages. */
export function ownParts(t: RawTransaction): OwnParts {
  const { id, source, absent, startedAt, endedAt, connection, client, watched } = t;
  const { recorder, sameCertificate, failure, text } = t;
  return withoutUndefined<OwnParts>({
    id,
    source,
    absent,
    startedAt,
    endedAt,
    connection,
    client,
    watched,
    recorder,
    sameCertificate,
    failure,
    text,
  });
}

/**
 * Reads it again. Fields of a wrong type count as missing.
 *
 * @param read - What the file says elsewhere: it gives the id where none stands here, and the kind of source.
 */
export function readOwnParts(own: Fields, read: RawTransaction): OwnParts {
  return withoutUndefined<OwnParts>({
    id: asText(own.id)?.slice(0, 200) || read.id,
    source: sources.includes(own.source as string) ? (own.source as SourceKind) : read.source,
    absent: asList(own.absent).filter((part): part is Part => parts.includes(part as string)),
    startedAt: asNumber(own.startedAt),
    endedAt: asNumber(own.endedAt),
    connection: asText(own.connection),
    client: readClient(own.client),
    watched: typeof own.watched === 'boolean' ? own.watched : undefined,
    recorder: recorders.includes(own.recorder as string) ? (own.recorder as Recorder) : undefined,
    sameCertificate: own.sameCertificate === true ? true : undefined,
    failure: readFailure(own.failure),
    text: asText(own.text),
  });
}

function readClient(value: unknown): ClientProcess | undefined {
  const fields = asFields(value);
  if (!fields) return undefined;
  return withoutUndefined<ClientProcess>({ name: asText(fields.name), pid: asNumber(fields.pid) });
}

function readFailure(value: unknown): Failure | undefined {
  const fields = asFields(value);
  const stage = asText(fields?.stage) ?? '';
  if (!fields || !stages.includes(stage)) return undefined;
  return withoutUndefined<Failure>({
    stage: stage as FailureStage,
    code: asText(fields.code) ?? 'ERROR',
    message: asText(fields.message),
    certificate: readCertificate(fields.certificate),
  });
}

function readCertificate(value: unknown): Failure['certificate'] {
  const fields = asFields(value);
  if (!fields) return undefined;
  return withoutUndefined<NonNullable<Failure['certificate']>>({
    subject: asText(fields.subject),
    issuer: asText(fields.issuer),
    names: Array.isArray(fields.names) ? fields.names.filter((name) => typeof name === 'string') : undefined,
    validFrom: asText(fields.validFrom),
    validTo: asText(fields.validTo),
  });
}
