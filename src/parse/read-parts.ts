import type { RawTransaction, RequestMessage, ResponseMessage, Service } from '../types.js';
import { readsRequestBody, readsResponseBody } from './read-bodies.js';
import { readRequestHead, requestLines, responseLines } from './read-head.js';
import { hasUserInformation, targetOf } from './relevance.js';
import { readService } from './service.js';

/**
 * A transaction with the parts that are looked at and no others: what is left out need not go through the door. It is
 * not `absent` for that: it was there. Pasted text stays whole. Decodes nothing.
 */
export function partsRead(raw: RawTransaction): RawTransaction {
  const { request, response, source } = raw;
  const isPasted = source === 'text' || source === 'token';
  if (isPasted || hasUserInformation(request?.url)) return raw;
  const service = readService(request?.url ?? targetOf(request), request?.method);
  return {
    ...raw,
    ...(request && { request: requestRead(request, service) }),
    ...(response && { response: responseRead(response, service) }),
  };
}

function requestRead({ body, ...request }: RequestMessage, service: Service): RequestMessage {
  const head = requestLines(request.head);
  const type = readRequestHead(head).first('content-type');
  return { ...request, head, ...(body && readsRequestBody({ service, type }) && { body }) };
}

function responseRead({ body, ...response }: ResponseMessage, service: Service): ResponseMessage {
  const { status } = response;
  const head = responseLines(response.head);
  return { ...response, head, ...(body && readsResponseBody({ service, status }) && { body }) };
}
