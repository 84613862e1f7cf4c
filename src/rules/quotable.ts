import { startLine } from '../parse/head.js';
import { createMemo } from '../parse/memo.js';
import { cutHead, headerNames } from '../parse/read-head.js';
import { pathEnd } from '../parse/service.js';
import { standalone } from '../parse/standalone.js';
import type { Mutable, Observation, RequestMessage, ResponseMessage, Transaction } from '../types.js';
import { quotedHeaders } from './evidence.js';

const inRequest = headerNames(quotedHeaders.request);
const inResponse = headerNames(quotedHeaders.response);
const texts = createMemo<string>(2000);
const requestHeads = createMemo<string>(200);

/**
 * An observation of which nothing is left but what rules look at, what they may quote and what a story tells: the
 * report stays the same. Very many of them have to fit into memory, so that equal texts are one string. Pasted text
 * stays whole.
 */
export function quotable(observation: Observation): Observation {
  const { transaction, server } = observation;
  if (transaction.text !== undefined || transaction.source === 'text') return observation;
  const slim: Mutable<Observation> = { ...observation };
  slim.transaction = quotableTransaction(transaction);
  if (server?.requestId !== undefined) slim.server = { ...server, requestId: standalone(server.requestId) };
  return slim;
}

function quotableTransaction(transaction: Transaction): Transaction {
  const { client, request, response } = transaction;
  const slim: Mutable<Transaction> = { ...transaction };
  if (client?.name !== undefined) slim.client = { ...client, name: shared(client.name) };
  if (request) slim.request = quotableRequest(request);
  if (response) slim.response = quotableResponse(response);
  return slim;
}

function quotableRequest({ method, url, head }: NonNullable<Transaction['request']>): RequestMessage {
  const slim = { method: shared(method), head: requestHeads(head, () => quotableLines(head)) };
  return url === undefined ? slim : { ...slim, url: shared(withoutQuery(url)) };
}

function quotableLines(head: string): string {
  const lines = cutHead(head, inRequest).slice(startLine(head).length).trimStart();
  return shared(lines.replace(/^(authorization[ \t]*:[ \t]*\S+).*$/gim, '$1'));
}

function quotableResponse({ status, head }: NonNullable<Transaction['response']>): ResponseMessage {
  const slim = { head: shared(cutHead(head, inResponse)) };
  return status === undefined ? slim : { ...slim, status };
}

function withoutQuery(url: string): string {
  return url.slice(0, pathEnd(url));
}

function shared(text: string): string {
  return texts(text, () => standalone(text));
}
