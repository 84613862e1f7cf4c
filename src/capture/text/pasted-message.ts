import type { Body, RequestMessage, ResponseMessage } from '../../types.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { joinHead } from '../fields/read-headers.js';
import type { Draft } from './draft.js';
import { isRequestName } from './header-names.js';
import type { PastedMessage } from './pieces.js';
import { statusNear } from './status-near.js';

/** By its start line; a bare head by the names that only one side sends. */
export function isRequest({ start, headers }: PastedMessage): boolean {
  if (start) return start.kind === 'request';
  return headers.some(([name]) => isRequestName(name)) && !headers.some(([name]) => isAnswerName(name));
}

/** A bare head of a mail or of a part of one: no message of HTTP. */
export function isMailHead({ start, headers }: PastedMessage): boolean {
  const has = (pattern: RegExp) => headers.some(([name]) => pattern.test(name));
  return !start && has(mailName) && !headers.some(([name]) => isAnswerName(name) || isRequestName(name));
}

const mailName =
  /^(?:content-transfer-encoding|received|return-path|subject|message-id|in-reply-to|thread-topic|x-ms-has-attach|x-ms-exchange-organization-[\w-]{1,60})$/i;

function isAnswerName(name: string): boolean {
  return /^(?:www-authenticate|server|set-cookie|x-ms-diagnostics|x-feserver|x-beserver|x-powered-by|location|retry-after)$/i.test(
    name,
  );
}

/** The request; its URL only where a host is known. */
export function requestOf({ start, headers }: PastedMessage, body: Body | undefined): RequestMessage {
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

/** @param before - What stands before it: a bare head takes its status from there. */
export function responseOf(
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

/**
 * Consoles that show both messages may leave the status out; an answer with challenges is a 401 (RFC 9110 15.5.2). The last
 * step of Negotiate stands in other answers, too, and is no challenge: it has a token.
 */
export function withStatus(response: ResponseMessage): ResponseMessage {
  const isChallenge =
    /(?:^|\r\n)www-authenticate: *(?:bearer .*=|basic realm=|(?:[a-z][\w-]{1,30}(?:, ?|(?=\r|$))){1,8}(?:\r\n|$))/i.test(
      response.head,
    );
  return response.status === undefined && isChallenge ? { ...response, status: 401 } : response;
}
