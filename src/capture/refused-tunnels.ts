import { clientOf } from '../parse/client.js';
import { startLine } from '../parse/head.js';
import { readRequestHead } from '../parse/read-head.js';
import { isOtherProduct, isSignInHost, readService } from '../parse/service.js';
import { standalone } from '../parse/standalone.js';
import type { ClientKind, RawTransaction, RequestMessage } from '../types.js';
import type { Capture } from './capture.js';

/**
 * The same transactions, in which tunnels are marked as `watched` that their client or a proxy refused and that show themselves to be
 * on the way to Exchange: a CONNECT has no path, and the name of an on-premises host says nothing. Signs are the client that
 * asked, Autodiscover's name, and what else the capture showed of the host before. Other programs refuse interception all
 * day, and that is nobody's sign-in. What a proxy answered where it opened no tunnel is why there is no answer, there and
 * on the way to Entra ID; but for its wish for credentials, which may be granted.
 */
export function withRefusedTunnels(transactions: Capture['transactions']): Capture['transactions'] {
  if (Symbol.asyncIterator in transactions) {
    return { [Symbol.asyncIterator]: () => markLater(transactions, createMarker()) };
  }
  return { [Symbol.iterator]: () => mark(transactions, createMarker()) };
}

type Mark = (transaction: RawTransaction) => RawTransaction;

function* mark(transactions: Iterable<RawTransaction>, marker: Mark): Generator<RawTransaction> {
  for (const transaction of transactions) yield marker(transaction);
}

async function* markLater(transactions: AsyncIterable<RawTransaction>, marker: Mark): AsyncGenerator<RawTransaction> {
  for await (const transaction of transactions) yield marker(transaction);
}

/** More of Exchange's directories than any capture has. */
const directoryLimit = 1000;

function createMarker(): Mark {
  const seen = { hosts: new Set<string>(), directories: new Set<string>() };
  return (transaction) => {
    const { request, source } = transaction;
    if (!request?.url || source === 'live') return transaction;
    if (!isRefused(transaction)) {
      learn(seen, request.url, request.method);
      return transaction;
    }
    if (isOnTheWay(request, seen.hosts)) return { ...withoutProxyAnswer(transaction), watched: true };
    return isSignInHost(readService(request.url, request.method).host ?? '')
      ? withoutProxyAnswer(transaction)
      : transaction;
  };
}

function isRefused({ request, response, failure }: RawTransaction): boolean {
  if (failure?.stage === 'client-tls' || response?.status === 407) return true;
  return request?.method.toUpperCase() === 'CONNECT' && (response?.status ?? 0) >= 300;
}

// No server said it. Our own proxy gives it the same code.
function withoutProxyAnswer(transaction: RawTransaction): RawTransaction {
  const { response, ...rest } = transaction;
  const { status, head = '' } = response ?? {};
  if (status === undefined || status === 407) return transaction;
  const message = startLine(head).slice(0, 200);
  return { failure: { stage: 'proxy', code: `PROXY_STATUS_${status}`, ...(message && { message }) }, ...rest };
}

// A quick look; what is a directory of Exchange the parser decides.
const directory = /^https?:\/\/[^/]{1,300}\/(?:api|autodiscover|ecp|ews|mapi|microsoft-server|oab|owa|powershell|rpc)/i;

/** Hosts with a directory of Exchange, and the beginnings of URLs that showed it. */
interface Seen {
  readonly hosts: Set<string>;
  readonly directories: Set<string>;
}

function learn({ hosts, directories }: Seen, url: string, method: string): void {
  const begin = directory.exec(url)?.[0];
  if (begin === undefined || directories.has(begin) || directories.size >= directoryLimit) return;
  const { kind, host } = readService(url, method);
  if (kind !== 'exchange' || host === undefined) return;
  hosts.add(host);
  directories.add(standalone(begin));
}

/** Programs that speak with Exchange and with little else. */
const mailClients: ReadonlySet<ClientKind> = new Set([
  'outlook-2010',
  'outlook-2013',
  'outlook',
  'outlook-mac',
  'outlook-mobile',
  'exchange-online',
  'ews-client',
]);

function isOnTheWay({ url, method, head }: RequestMessage, exchange: ReadonlySet<string>): boolean {
  const { host } = readService(url, method);
  if (method.toUpperCase() !== 'CONNECT' || host === undefined) return false;
  if (exchange.has(host) || host.startsWith('autodiscover.')) return true;
  return mailClients.has(clientOf(readRequestHead(head)).kind) && !isOtherProduct(host);
}
