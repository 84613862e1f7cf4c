import { startLine } from '../parse/head.js';
import { createMemo } from '../parse/memo.js';
import { cutHead, headerNames } from '../parse/read-head.js';
import { pathEnd } from '../parse/service.js';
import type { Observation, Transaction } from '../types.js';
import { quotedHeaders } from './evidence.js';

const inRequest = headerNames(quotedHeaders.request);
const inResponse = headerNames(quotedHeaders.response);
const texts = createMemo<string>(2000);

/**
 * An observation of which nothing is left but what rules look at, what they may quote and what a story tells: the
 * report stays the same. Very many of them have to fit into memory, so that equal texts are one string. Pasted text
 * stays whole.
 */
export function quotable(observation: Observation): Observation {
  const { transaction, server } = observation;
  if (transaction.text !== undefined || transaction.source === 'text') return observation;
  const slim = { ...observation, transaction: quotableTransaction(transaction) };
  return server?.requestId === undefined ? slim : { ...slim, server: { ...server, requestId: copy(server.requestId) } };
}

function quotableTransaction(transaction: Transaction): Transaction {
  const { client, request, response } = transaction;
  return {
    ...transaction,
    ...(client?.name !== undefined && { client: { ...client, name: shared(client.name) } }),
    ...(request && { request: quotableRequest(request) }),
    ...(response && { response: quotableResponse(response) }),
  };
}

function quotableRequest({ method, url, head }: NonNullable<Transaction['request']>) {
  const lines = cutHead(head, inRequest)
    .slice(startLine(head).length)
    .trimStart()
    .replace(/^(authorization[ \t]*:[ \t]*\S+).*$/gim, '$1');
  return { method: shared(method), head: shared(lines), ...(url !== undefined && { url: shared(withoutQuery(url)) }) };
}

function quotableResponse({ status, head }: NonNullable<Transaction['response']>) {
  return { head: shared(cutHead(head, inResponse)), ...(status !== undefined && { status }) };
}

function withoutQuery(url: string): string {
  return url.slice(0, pathEnd(url));
}

function shared(text: string): string {
  return texts(text, () => copy(text));
}

// A part of a string keeps the whole of it in memory.
function copy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
