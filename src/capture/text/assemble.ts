import type { Body, Part, RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';
import { withoutUndefined } from '../har/json-fields.js';
import { joinHead } from '../har/read-headers.js';
import { isOurPlace } from './about-exchange.js';
import { curlCommandUrl, curlFailure, hostInCurlError, unsentRequest } from './curl-error.js';
import { isRequestName } from './header-names.js';
import { splitBody } from './pasted-body.js';
import type { PastedMessage, Piece } from './pieces.js';
import { statusNear } from './status-near.js';
import { transportError } from './transport-error.js';

interface Draft {
  request?: RequestMessage;
  response?: ResponseMessage;
  text?: string;
  failure?: RawTransaction['failure'];
  /** The request was made of the error that names its host: what it carried is not known. */
  unseen?: true;
}

/** Pieces of a paste as transactions: a response belongs to the request before it, prose stands alone. In order. */
export function assemble(pieces: readonly Piece[]): RawTransaction[] {
  const drafts: Draft[] = [];
  const open: { request?: Draft | undefined; command?: string | undefined } = {};
  for (const piece of pieces) {
    if (piece.kind === 'text') addText(drafts, open, piece.lines);
    else if (piece.kind === 'curl-error') addFailure(drafts, open, piece.number, piece.message);
    else addMessage(drafts, open, piece);
  }
  return drafts.map(toTransaction);
}

type Open = { request?: Draft | undefined; command?: string | undefined };

function addText(drafts: Draft[], open: Open, lines: readonly string[]): void {
  for (const line of lines) open.command = curlCommandUrl(line) ?? open.command;
  const text = lines
    .join('\n')
    .replace(/^(?:[ \t]{0,200}\n)+/, '')
    .trimEnd();
  if (!isLabel(text)) drafts.push({ text, ...brokenConnection(text) });
}

// The request is not in the paste; where the error names its host, that much of it is known.
function brokenConnection(text: string): Draft {
  const { failure, url } = transportError(text) ?? {};
  if (!failure) return {};
  return url === undefined ? { failure } : { failure, unseen: true, request: unsentRequest(url) };
}

// Punctuation between messages, and labels such as "Response headers:", say nothing of their own.
function isLabel(text: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return text.length < 60 && /^[\p{L} ()/-]{1,58}:$/u.test(text.trim()) && !/bearer|basic|ntlm|negotiate/i.test(text);
}

// A stranger's broken connection is text: it is nobody's sign-in to Exchange.
function addFailure(drafts: Draft[], open: Open, number: number, message: string): void {
  const failure = curlFailure(number, message);
  const text = `curl: (${number}) ${message}`;
  const url = open.request?.request?.url ?? open.command ?? hostInCurlError(message);
  const isOurs =
    url === undefined ||
    isOurPlace(
      url,
      drafts
        .map((draft) => draft.text ?? '')
        .join('\n')
        .slice(-2000),
    );
  if (!isOurs) drafts.push({ text });
  else if (open.request) open.request.failure = failure;
  else if (url === undefined) drafts.push({ failure, text });
  else drafts.push({ failure, unseen: true, request: unsentRequest(url) });
  open.request = undefined;
}

function addMessage(drafts: Draft[], open: Open, piece: PastedMessage): void {
  const { body, rest } = piece.body ? splitBody(piece.body) : { body: undefined, rest: '' };
  const kept: Body | undefined = body === undefined || body === '' ? undefined : { text: body, complete: true };
  if (isRequest(piece)) {
    open.request = { request: requestOf(piece, kept) };
    drafts.push(open.request);
  } else addResponse(drafts, open, responseOf(piece, kept, drafts.at(-1)));
  if (rest !== '') addText(drafts, open, rest.split('\n'));
}

function addResponse(drafts: Draft[], open: Open, response: ResponseMessage): void {
  const { status } = response;
  // 100 Continue is not the answer; the answer follows.
  if (status !== undefined && status < 200 && status !== 101 && open.request) return;
  if (open.request) open.request.response = withStatus(response);
  else drafts.push({ response });
  open.request = undefined;
}

// Consoles that show both messages may leave the status out; an answer with challenges is a 401 (RFC 9110 15.5.2). The
// last step of Negotiate stands in other answers, too, and is no challenge: it has a token.
function withStatus(response: ResponseMessage): ResponseMessage {
  const isChallenge = /(?:^|\r\n)www-authenticate: *(?:bearer .*=|[^\r\n ]{1,30}(?:\r\n|$))/i.test(response.head);
  return response.status === undefined && isChallenge ? { ...response, status: 401 } : response;
}

function isRequest({ start, headers }: PastedMessage): boolean {
  if (start) return start.kind === 'request';
  return headers.some(([name]) => isRequestName(name)) && !headers.some(([name]) => isAnswerName(name));
}

function isAnswerName(name: string): boolean {
  return /^(?:www-authenticate|server|set-cookie|x-ms-diagnostics|x-feserver|x-beserver|x-powered-by|location|retry-after)$/i.test(
    name,
  );
}

function requestOf({ start, headers }: PastedMessage, body: Body | undefined): RequestMessage {
  const line = start?.kind === 'request' ? start : undefined;
  const method = line?.method ?? '';
  const head = line ? joinHead(line.line, headers) : joinHead('', headers).slice(2);
  return withoutUndefined<RequestMessage>({ method, url: urlOf(method, line?.target, headers), head, body });
}

function urlOf(method: string, target: string | undefined, headers: PastedMessage['headers']): string | undefined {
  if (target === undefined) return undefined;
  if (/^https?:\/\//i.test(target)) return target;
  if (method === 'CONNECT') return `https://${target}/`;
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  if (!host || !target.startsWith('/')) return undefined;
  return `${/:80$/.test(host) ? 'http' : 'https'}://${host}${target}`;
}

function responseOf(
  { start, headers }: PastedMessage,
  body: Body | undefined,
  before: Draft | undefined,
): ResponseMessage {
  const line = start?.kind === 'response' ? start : undefined;
  const head = line ? joinHead(line.line, headers) : joinHead('', headers).slice(2);
  return withoutUndefined<ResponseMessage>({ status: line?.status ?? statusBefore(before, headers), head, body });
}

// "The remote server returned an error: (401) Unauthorized.", and below it the headers.
function statusBefore(before: Draft | undefined, headers: PastedMessage['headers']): number | undefined {
  const status = before?.text === undefined || before.request ? undefined : statusNear(before.text);
  const isChallenge = headers.some(([name]) => /^www-authenticate$/i.test(name));
  return isChallenge && status !== 401 ? undefined : status;
}

function toTransaction(draft: Draft, index: number): RawTransaction {
  const startedAt = dateOf(draft.response?.head);
  return withoutUndefined<RawTransaction>({
    id: String(index + 1),
    source: 'text',
    startedAt,
    endedAt: undefined,
    connection: undefined,
    client: undefined,
    watched: undefined,
    request: draft.request,
    response: draft.response,
    text: draft.text,
    failure: draft.failure,
    absent: absentParts(draft, startedAt),
  });
}

/** The server's own `Date`: the best a paste can say of when it was. */
function dateOf(head: string | undefined): number | undefined {
  const date = /(?:^|\r\n)date: ([A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)/i.exec(head ?? '')?.[1];
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : time;
}

// Of prose only the request and the time are called absent: what it quotes of a response is to be judged.
function absentParts({ request, response, text, failure, unseen }: Draft, startedAt: number | undefined): Part[] {
  const parts: (readonly [Part, boolean])[] = [
    ['request', !request],
    ['authorization', unseen === true],
    ['request-body', request !== undefined && !request.body && announcesBody(request.head)],
    ['response', !response && text === undefined && !failure],
    ['response-body', response !== undefined && !response.body && !isBodiless(response)],
    ['time', startedAt === undefined],
  ];
  return parts.filter(([, missing]) => missing).map(([part]) => part);
}

function announcesBody(head: string): boolean {
  return /\r\n(?:content-length: [1-9]|transfer-encoding:)/i.test(head);
}

function isBodiless({ status, head }: ResponseMessage): boolean {
  return status === 204 || status === 304 || /(?:^|\r\n)content-length: 0(?:\r|$)/i.test(head);
}
