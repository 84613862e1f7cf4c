import { tidyTokenText } from '../parse/token-text.js';
import type {
  Failure,
  Message,
  RawTransaction,
  RequestMessage,
  ResponseMessage,
  SourceKind,
  Transaction,
} from '../types.js';
import { redactBody } from './body.js';
import { redactHead } from './head.js';
import { createLedger } from './ledger.js';
import { createRedaction, type Redaction } from './redaction.js';
import { sweepText } from './sweep.js';
import { redactClaims, redactToken } from './token.js';
import { redactUrl } from './url.js';

/** The one door: before it secrets, behind it none. */
export interface Door {
  /**
   * Cuts every secret and puts a placeholder in its place. What parsers read stays readable, so that a redacted
   * transaction says the same as before. Equal secrets of one door get equal placeholders; admitting what was admitted
   * changes nothing. Never throws.
   */
  readonly admit: (raw: RawTransaction) => Transaction;
  /** Cuts the secrets of a free text that can be told as such: for log lines and error messages. */
  readonly redactText: (text: string) => string;
}

/** Makes a door with a ledger of its own: one for each run. */
export function createDoor(): Door {
  const redaction = createRedaction(createLedger(), sweepText);
  return {
    admit(raw) {
      reserveAll(redaction, raw);
      return redactTransaction(redaction, raw) as Transaction;
    },
    redactText(text) {
      redaction.reserve(text);
      return redaction.sweep(text);
    },
  };
}

function redactTransaction(redaction: Redaction, raw: RawTransaction): RawTransaction {
  const { request, response, failure, client, text, connection } = raw;
  return {
    ...raw,
    ...(request ? { request: redactRequest(redaction, raw.source, request) } : {}),
    ...(response ? { response: redactMessage(redaction, raw.source, response) } : {}),
    ...(failure ? { failure: redactFailure(redaction, failure) } : {}),
    ...(client?.name === undefined ? {} : { client: { ...client, name: redaction.sweep(client.name) } }),
    ...(text === undefined ? {} : { text: redactPasted(redaction, raw.source, text) }),
    ...(connection === undefined ? {} : { connection: redaction.sweep(connection) }),
  };
}

function redactRequest(redaction: Redaction, source: SourceKind, request: RequestMessage): RequestMessage {
  const { url } = request;
  return {
    ...redactMessage(redaction, source, request),
    method: redaction.sweep(request.method),
    ...(url === undefined ? {} : { url: redactUrl(redaction, url) }),
  };
}

function redactMessage<Sort extends RequestMessage | ResponseMessage | Message>(
  redaction: Redaction,
  source: SourceKind,
  message: Sort,
): Sort {
  const { head, body } = message;
  return {
    ...message,
    head: redactHead(redaction, head),
    ...(body ? { body: redactBody(redaction, source, head, body) } : {}),
  };
}

function redactFailure(redaction: Redaction, failure: Failure): Failure {
  const swept = Object.entries(failure.certificate ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? redaction.sweep(value) : value.map((one) => redaction.sweep(one)),
  ]);
  return {
    ...failure,
    code: redaction.sweep(failure.code),
    ...(failure.message === undefined ? {} : { message: redaction.sweep(failure.message) }),
    ...(failure.certificate ? { certificate: Object.fromEntries(swept) } : {}),
  };
}

function redactPasted(redaction: Redaction, source: SourceKind, text: string): string {
  if (source !== 'token') return redaction.sweep(text);
  const brace = text.search(/[{}]/);
  if (brace >= 0) return redactClaims(redaction, text);
  const tidy = tidyTokenText(text);
  // What cannot be told from a token is one: there is nothing to keep of it.
  return tidy.followed ? redaction.sweep(redaction.cut('token', text)) : keepFrame(redaction, text, tidy.text);
}

// Quotes, `Bearer ` and blanks around the token stay where they can be told from it; else the token alone is kept.
function keepFrame(redaction: Redaction, pasted: string, token: string): string {
  const at = token === '' ? -1 : pasted.indexOf(token);
  const redacted = redactToken(redaction, token);
  if (at < 0) return redacted;
  return pasted.slice(0, at) + redacted + pasted.slice(at + token.length);
}

function reserveAll(redaction: Redaction, raw: RawTransaction): void {
  const { request, response, failure, client, text } = raw;
  for (const message of [request, response]) {
    redaction.reserve(message?.head ?? '');
    redaction.reserve(message?.body?.text ?? '');
  }
  for (const one of [request?.url, failure?.message, client?.name, text]) redaction.reserve(one ?? '');
}
