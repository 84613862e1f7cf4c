import { startLine } from '../parse/head.js';
import { isLazy, lazyBody } from '../parse/lazy-body.js';
import { tidyTokenText } from '../parse/token-text.js';
import type {
  Body,
  Failure,
  Message,
  Mutable,
  RawTransaction,
  RequestMessage,
  SourceKind,
  Transaction,
} from '../types.js';
import { redactBody } from './body.js';
import { createHeads } from './heads.js';
import { createLedger } from './ledger.js';
import { createRecent, type Recent } from './memo.js';
import { createRedaction, type Redaction } from './redaction.js';
import { settle } from './settle.js';
import { sweepText } from './sweep.js';
import { redactClaims, redactToken } from './token.js';
import { redactUrl, redactUrlOf } from './url.js';

/** The one door: before it secrets, behind it none. */
export interface Door {
  /**
   * Cuts every secret and puts a placeholder in its place. What parsers read stays readable, so that a redacted
   * transaction says the same as before. Equal secrets of one door get equal placeholders; admitting what was admitted
   * changes nothing. A body that its reader decodes when it is looked at is redacted then. Never throws.
   */
  readonly admit: (raw: RawTransaction) => Transaction;
  /** Cuts the secrets of a free text that can be told as such: for log lines and error messages. */
  readonly redactText: (text: string) => string;
}

/** What stays while a door is open. */
interface Run {
  readonly redaction: Redaction;
  readonly redactHead: (head: string) => string;
  readonly urls: Recent;
  readonly connections: Recent;
}

/** Makes a door with a ledger of its own: one for each run. */
export function createDoor(): Door {
  const redaction = createRedaction(createLedger(), sweepText);
  const run: Run = {
    redaction,
    redactHead: createHeads(redaction),
    urls: createRecent(),
    connections: createRecent(),
  };
  return {
    admit: (raw) => redactTransaction(run, raw) as Transaction,
    redactText(text) {
      redaction.reserve(text);
      return settle(redaction, text, sweepText);
    },
  };
}

function redactTransaction(run: Run, raw: RawTransaction): RawTransaction {
  const { redaction } = run;
  const { request, response, failure, client, text, connection } = raw;
  reserveMessage(redaction, request);
  reserveMessage(redaction, response);
  reserve(redaction, request?.url);
  reserve(redaction, failure?.message);
  reserve(redaction, client?.name);
  reserve(redaction, text);
  const shown: Mutable<RawTransaction> = { ...raw };
  if (request) shown.request = redactRequest(run, raw.source, request);
  if (response) shown.response = redactMessage(run, raw.source, response);
  if (failure) shown.failure = redactFailure(redaction, failure);
  if (client?.name !== undefined) shown.client = { ...client, name: settle(redaction, client.name, sweepText) };
  if (text !== undefined) shown.text = settle(redaction, text, raw.source === 'token' ? redactPastedToken : sweepText);
  if (connection !== undefined) shown.connection = redactConnection(run, connection);
  return shown;
}

function reserveMessage(redaction: Redaction, message: Message | undefined): void {
  if (!message) return;
  redaction.reserve(message.head);
  if (message.body && !isLazy(message.body)) redaction.reserve(message.body.text);
}

function reserve(redaction: Redaction, text: string | undefined): void {
  if (text !== undefined) redaction.reserve(text);
}

function redactRequest(run: Run, source: SourceKind, request: RequestMessage): RequestMessage {
  const { redaction } = run;
  const shown: Mutable<RequestMessage> = redactMessage(run, source, request);
  shown.method = settle(redaction, request.method, sweepText);
  if (request.url !== undefined) shown.url = redactRequestUrl(run, request.url, request.head, shown.head);
  return shown;
}

function redactRequestUrl({ redaction, urls }: Run, url: string, head: string, shownHead: string): string {
  if (urls.has(url)) return url;
  const alike = redactUrlOf(redaction, url, startLine(head), startLine(shownHead));
  const shown = alike ?? settle(redaction, url, redactUrl);
  if (shown === url) urls.add(url);
  return shown;
}

function redactConnection({ redaction, connections }: Run, connection: string): string {
  if (connections.has(connection)) return connection;
  const shown = settle(redaction, connection, sweepText);
  if (shown === connection) connections.add(connection);
  return shown;
}

function redactMessage<Sort extends Message>(run: Run, source: SourceKind, message: Sort): Mutable<Sort> {
  const head = run.redactHead(message.head);
  const shown: Mutable<Sort> = { ...message, head };
  if (message.body) shown.body = redactedBody(run, source, head, message.body);
  return shown;
}

// By the redacted head, which is what there is the second time.
function redactedBody({ redaction }: Run, source: SourceKind, head: string, body: Body): Body {
  const redact = (_: Redaction, one: string) => redactBody(redaction, source, head, one);
  const shown = ({ text, complete }: Body): Body => ({ text: settle(redaction, text, redact), complete });
  if (!isLazy(body)) return shown(body);
  return lazyBody(() => {
    redaction.reserve(body.text);
    return shown(body);
  });
}

function redactFailure(redaction: Redaction, failure: Failure): Failure {
  const swept = Object.entries(failure.certificate ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string'
      ? settle(redaction, value, sweepText)
      : value.map((one) => settle(redaction, one, sweepText)),
  ]);
  return {
    ...failure,
    code: settle(redaction, failure.code, sweepText),
    ...(failure.message === undefined ? {} : { message: settle(redaction, failure.message, sweepText) }),
    ...(failure.certificate ? { certificate: Object.fromEntries(swept) } : {}),
  };
}

function redactPastedToken(redaction: Redaction, text: string): string {
  if (/[{}]/.test(text)) return redactClaims(redaction, text);
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
