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
      return settle(redaction, text, redaction.sweep);
    },
  };
}

const roundLimit = 5;

// Until nothing changes: where texts are glued together a cut can bring forth what looks like one more secret. The
// second look costs only where something was cut, and redacting twice gives the same bytes by construction.
// A pattern runs out of stack on some texts of tens of megabytes: what cannot be looked at is cut whole.
function settle(redaction: Redaction, text: string, redact: (text: string) => string): string {
  try {
    let settled = text;
    for (let round = 0; round < roundLimit; round++) {
      const before = settled;
      settled = redact(before);
      if (settled === before) return settled;
    }
  } catch {
    // cut whole, as what does not settle
  }
  return redaction.cut('text', text);
}

function redactTransaction(redaction: Redaction, raw: RawTransaction): RawTransaction {
  const { request, response, failure, client, text, connection } = raw;
  return {
    ...raw,
    ...(request ? { request: redactRequest(redaction, raw.source, request) } : {}),
    ...(response ? { response: redactMessage(redaction, raw.source, response) } : {}),
    ...(failure ? { failure: redactFailure(redaction, failure) } : {}),
    ...(client?.name === undefined
      ? {}
      : { client: { ...client, name: settle(redaction, client.name, redaction.sweep) } }),
    ...(text === undefined ? {} : { text: settle(redaction, text, (one) => redactPasted(redaction, raw.source, one)) }),
    ...(connection === undefined ? {} : { connection: settle(redaction, connection, redaction.sweep) }),
  };
}

function redactRequest(redaction: Redaction, source: SourceKind, request: RequestMessage): RequestMessage {
  const { url } = request;
  return {
    ...redactMessage(redaction, source, request),
    method: settle(redaction, request.method, redaction.sweep),
    ...(url === undefined ? {} : { url: settle(redaction, url, (one) => redactUrl(redaction, one)) }),
  };
}

function redactMessage<Sort extends RequestMessage | ResponseMessage | Message>(
  redaction: Redaction,
  source: SourceKind,
  message: Sort,
): Sort {
  const { body } = message;
  const head = settle(redaction, message.head, (one) => redactHead(redaction, one));
  if (!body) return { ...message, head };
  // By the redacted head, which is what there is the second time.
  const text = settle(redaction, body.text, (one) => redactBody(redaction, source, head, one));
  return { ...message, head, body: { ...body, text } };
}

function redactFailure(redaction: Redaction, failure: Failure): Failure {
  const swept = Object.entries(failure.certificate ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string'
      ? settle(redaction, value, redaction.sweep)
      : value.map((one) => settle(redaction, one, redaction.sweep)),
  ]);
  return {
    ...failure,
    code: settle(redaction, failure.code, redaction.sweep),
    ...(failure.message === undefined ? {} : { message: settle(redaction, failure.message, redaction.sweep) }),
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
