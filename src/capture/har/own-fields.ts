import type { ClientProcess, Failure, FailureStage, Part, RawTransaction, SourceKind } from '../../types.js';
import { asFields, asList, asNumber, asText, type Fields, withoutUndefined } from './json-fields.js';
import { bodyLimit } from './read-body.js';

/**
 * What HAR has no place for stands in `_hmaDoctor` beside each entry that we write; the fields a HAR reader shows
 * stay in their HAR places. A head stands here only when it cannot be rebuilt from them byte for byte.
 */
export interface OwnFields {
  readonly id: string;
  readonly source: SourceKind;
  readonly absent: readonly Part[];
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly connection?: string;
  readonly client?: ClientProcess;
  readonly watched?: boolean;
  readonly failure?: Failure;
  readonly text?: string;
  readonly request?: OwnMessage;
  readonly response?: OwnMessage;
}

/** `body`: its completeness; missing when there is no body. `bare`: no URL (request), no status (response). */
export interface OwnMessage {
  readonly head?: string;
  readonly body?: boolean;
  readonly bare?: boolean;
}

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

/** Puts what `_hmaDoctor` says over what the HAR fields say. Fields of a wrong type count as missing. */
export function restoreOwn(read: RawTransaction, entry: Fields): RawTransaction {
  const own = asFields(entry._hmaDoctor);
  if (!own) return read;
  return withoutUndefined<RawTransaction>({
    id: asText(own.id)?.slice(0, 200) || read.id,
    source: sources.includes(own.source as string) ? (own.source as SourceKind) : 'har',
    absent: asList(own.absent).filter((part): part is Part => parts.includes(part as string)),
    startedAt: asNumber(own.startedAt),
    endedAt: asNumber(own.endedAt),
    connection: asText(own.connection),
    client: readClient(own.client),
    watched: own.watched === true ? true : undefined,
    failure: readFailure(own.failure),
    text: asText(own.text),
    request: restoreRequest(read, entry, asFields(own.request)),
    response: restoreResponse(read, entry, asFields(own.response)),
  });
}

function restoreRequest(read: RawTransaction, entry: Fields, own: Fields | undefined): RawTransaction['request'] {
  if (!own) return undefined;
  const fields = asFields(entry.request);
  return withoutUndefined<NonNullable<RawTransaction['request']>>({
    method: asText(fields?.method) ?? '',
    url: own.bare === true ? undefined : read.request?.url,
    head: asText(own.head) ?? read.request?.head ?? '',
    body: restoreBody(asFields(fields?.postData)?.text, own.body),
  });
}

function restoreResponse(read: RawTransaction, entry: Fields, own: Fields | undefined): RawTransaction['response'] {
  if (!own) return undefined;
  const fields = asFields(entry.response);
  return withoutUndefined<NonNullable<RawTransaction['response']>>({
    status: own.bare === true ? undefined : read.response?.status,
    head: asText(own.head) ?? read.response?.head ?? '',
    body: restoreBody(asFields(fields?.content)?.text, own.body),
  });
}

function restoreBody(text: unknown, complete: unknown): { text: string; complete: boolean } | undefined {
  if (typeof complete !== 'boolean') return undefined;
  const whole = asText(text) ?? '';
  return { text: whole.slice(0, bodyLimit), complete: complete && whole.length <= bodyLimit };
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
