import type { Body, Mutable, RawTransaction, RequestMessage, ResponseMessage, Service } from '../types.js';
import { isLazy, lazyBody } from './lazy-body.js';
import { endOfMapiHead, mapiLookedAt } from './mapi.js';
import { isRefusal, readsRequestBody, readsResponseBody } from './read-bodies.js';
import { readRequestHead, requestLines, responseLines } from './read-head.js';
import { askedService, hasUserInformation } from './relevance.js';

/**
 * A transaction with the parts that are looked at and no others: what is left out need not go through the door. It is
 * not `absent` for that: it was there. Pasted text stays whole. Decodes nothing.
 */
export function partsRead(raw: RawTransaction, service: Service = askedService(raw)): RawTransaction {
  const { request, response, source } = raw;
  const isPasted = source === 'text' || source === 'token';
  if (isPasted || hasUserInformation(request?.url)) return raw;
  const read: Mutable<RawTransaction> = { ...raw };
  if (request) read.request = requestRead(request, service);
  if (response) read.response = responseRead(response, service);
  return read;
}

function requestRead({ method, url, head: whole, body }: RequestMessage, service: Service): RequestMessage {
  const head = requestLines(whole);
  const request: Mutable<RequestMessage> = { method, head };
  if (url !== undefined) request.url = url;
  if (body && readsRequestBody({ service, type: readRequestHead(head).first('content-type') })) request.body = body;
  return request;
}

function responseRead({ status, head: whole, body }: ResponseMessage, service: Service): ResponseMessage {
  const response: Mutable<ResponseMessage> = { head: responseLines(whole) };
  if (status !== undefined) response.status = status;
  if (body && readsResponseBody({ service, status }))
    response.body = isMail(service, status) ? withoutMail(body) : body;
  return response;
}

// Of what MAPI/HTTP carries nearly all is mail.
function isMail({ kind, protocol }: Service, status: number | undefined): boolean {
  return kind === 'exchange' && protocol === 'mapi' && !isRefusal(status);
}

function withoutMail(body: Body): Body {
  if (!isLazy(body) && body.text.length <= mapiLookedAt) return body;
  return lazyBody(() => {
    const { text, complete } = body.beginning?.(mapiLookedAt) ?? body;
    // Somebody's page or error in its place.
    if (/^\s{0,100}[{[<]/.test(text)) return { text: body.text, complete: body.complete };
    const end = endOfMapiHead(text);
    return end < text.length ? { text: text.slice(0, end), complete: false } : { text, complete };
  });
}
