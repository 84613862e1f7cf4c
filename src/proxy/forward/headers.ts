import type { IncomingMessage, OutgoingMessage } from 'node:http';
import { renameHeader, type TwoNames } from './other-name.js';
import type { Passage } from './way.js';

// What is Node's to write on the way to the server, what ends at a proxy, and what was meant for us.
const byNode = /^(?:connection|transfer-encoding)$/i;
const forUs = /^(?:keep-alive|proxy-connection|proxy-authorization|upgrade|te|trailer)$/i;
const notNeeded = /^(?:connection|keep-alive|proxy-connection)$/i;

/**
 * Gives a request on with its own names, order and repeats, as far as Node's writer lets it.
 *
 * @param passage - What is said otherwise: the server's name, and what is for the next proxy on the way.
 */
export function copyRequestHeaders(
  from: IncomingMessage,
  to: OutgoingMessage,
  { host, proxyAuthorization, tellsClient }: Pick<Passage, 'host' | 'proxyAuthorization' | 'tellsClient'>,
): void {
  for (const name of to.getHeaderNames()) if (!byNode.test(name)) to.removeHeader(name);
  for (const [name, values] of groupHeaders(from.rawHeaders)) {
    const isPassed = proxyAuthorization === 'pass' && /^proxy-authorization$/i.test(name);
    if (byNode.test(name) || (forUs.test(name) && !isPassed)) continue;
    to.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
  }
  // With some methods Node writes a body without a word of its length, and the server would take it for the next request.
  if (isInChunks(from)) to.setHeader('Transfer-Encoding', 'chunked');
  if (tellsClient) for (const [name, value] of forwardedFields(from)) to.setHeader(name, value);
  if (host !== undefined) to.setHeader('Host', host);
  if (proxyAuthorization !== undefined && proxyAuthorization !== 'pass') {
    to.setHeader('Proxy-Authorization', proxyAuthorization);
  }
}

// http-proxy takes the header off requests that mostly have no body.
function isInChunks({ rawHeaders }: IncomingMessage): boolean {
  return pairs(rawHeaders).some(([name]) => /^transfer-encoding$/i.test(name));
}

// What a device before us has said of the client stays before what we say.
function forwardedFields({ headers, socket }: IncomingMessage): [string, string][] {
  const client = socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
  const host = headers.host ?? '';
  return [
    ['X-Forwarded-For', [headers['x-forwarded-for'], client].filter(Boolean).join(', ')],
    ['X-Forwarded-Host', host],
    ['X-Forwarded-Port', /:(\d{1,5})$/.exec(host)?.[1] ?? '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
}

/**
 * The header lines of an answer, names and values by turns, as `writeHead` takes them.
 *
 * @param names - Where the client knows the server by another name.
 */
export function answerHeaders({ rawHeaders }: IncomingMessage, names?: TwoNames): string[] {
  return pairs(rawHeaders).flatMap(([name, value]) => {
    if (notNeeded.test(name)) return [];
    return [name, names ? renameHeader(name, value, names) : value];
  });
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length >> 1 }, (_, index) => [raw[index * 2] ?? '', raw[index * 2 + 1] ?? '']);
}

// Names that differ only in case are one header to Node; the first spelling stands.
function groupHeaders(raw: readonly string[]): Iterable<[string, string[]]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of pairs(raw)) {
    const group = groups.get(name.toLowerCase());
    if (group) group[1].push(value);
    else groups.set(name.toLowerCase(), [name, [value]]);
  }
  return groups.values();
}
