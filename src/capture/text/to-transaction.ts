import type { Part, RawTransaction, ResponseMessage } from '../../types.js';
import { withoutUndefined } from '../fields/json-fields.js';
import type { Draft } from './draft.js';

/** A finished draft, numbered by its place in the paste, and what the paste cannot show of it. */
export function toTransaction(draft: Draft, index: number): RawTransaction {
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

// The server's own `Date`: the best a paste can say of when it was.
function dateOf(head: string | undefined): number | undefined {
  const date = /(?:^|\r\n)date: ([A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)/i.exec(head ?? '')?.[1];
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : time;
}

// Of prose only the request and the time are called absent: what it quotes of a response is to be judged.
function absentParts(draft: Draft, startedAt: number | undefined): Part[] {
  const { request, response, text, failure, unseen, shortened } = draft;
  const parts: (readonly [Part, boolean])[] = [
    ['request', !request],
    ['authorization', unseen === true],
    ['request-body', request !== undefined && !request.body && announcesBody(request.head)],
    ['response', !response && text === undefined && !failure],
    ['response-headers', response !== undefined && shortened === true],
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
