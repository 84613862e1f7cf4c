/** Flow files as mitmproxy 12 writes them (flow format 21), from raw transactions. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { headerLines, headerValue, startLine } from '../../../src/parse/head.js';
import type { Failure, Message, RawTransaction } from '../../../src/types.js';
import { tnetstring, type Value } from './tnetstring.js';

/** A flow file with one flow for each transaction. */
export function writeMitmproxy(transactions: Iterable<RawTransaction>): Buffer {
  return Buffer.concat([...transactions].map((raw) => tnetstring(flowOf(raw))));
}

/** The state of a flow, with the members that mitmproxy writes in its order (which is from the last to the first). */
export function flowOf(raw: RawTransaction) {
  const { request, response, failure, startedAt, endedAt, connection = 'no connection', id } = raw;
  const url = new URL(request?.url ?? 'https://mail.contoso.com/');
  const tls = failure?.stage === 'client-tls';
  return {
    type: 'http',
    version: 21,
    websocket: null,
    response: response ? responseOf(raw) : null,
    request: request ? requestOf(raw, url) : null,
    timestamp_created: seconds(startedAt),
    comment: '',
    metadata: {},
    marked: '',
    is_replay: null,
    intercepted: false,
    server_conn: { address: [url.hostname, portOf(url)], certificate_list: [], error: null, via: null, id: `s-${id}` },
    client_conn: {
      peername: ['192.0.2.10', 50000],
      sockname: ['127.0.0.1', 8080],
      timestamp_start: seconds(startedAt),
      tls_version: 'TLSv1.3',
      error: tls ? sentenceOf(failure) : null,
      id: connection,
    },
    error: failure && !tls ? { timestamp: seconds(endedAt), msg: sentenceOf(failure) } : null,
    id: `00000000-0000-4000-8000-${id.padStart(12, '0').slice(-12)}`,
  } satisfies Value;
}

function requestOf({ request, startedAt, absent }: RawTransaction, url: URL) {
  const { method = 'GET', head = '' } = request ?? {};
  return {
    path: Buffer.from(url.pathname + url.search),
    authority: Buffer.from(method === 'CONNECT' ? `${url.hostname}:${portOf(url)}` : ''),
    scheme: Buffer.from(url.protocol.slice(0, -1)),
    method: Buffer.from(method),
    port: portOf(url),
    host: url.hostname,
    timestamp_end: seconds(startedAt),
    timestamp_start: seconds(startedAt),
    ...messageOf(request, absent.includes('request-body')),
    http_version: Buffer.from(startLine(head).split(' ').at(-1) ?? 'HTTP/1.1'),
  };
}

function responseOf({ response, endedAt, absent }: RawTransaction) {
  const [version = 'HTTP/1.1', , ...reason] = startLine(response?.head ?? '').split(' ');
  return {
    reason: Buffer.from(reason.join(' ')),
    status_code: response?.status ?? 0,
    timestamp_end: seconds(endedAt),
    timestamp_start: seconds(endedAt),
    ...messageOf(response, absent.includes('response-body')),
    http_version: Buffer.from(version),
  };
}

function messageOf(message: Message | undefined, lost: boolean) {
  const head = message?.head ?? '';
  return {
    trailers: null,
    content: lost ? null : coded(message?.body?.text ?? '', headerValue(head, 'Content-Encoding')),
    headers: headerLines(head).map((line) => line.map((part) => Buffer.from(part, 'latin1'))),
  };
}

function coded(text: string, coding: string | undefined): Buffer {
  const bytes = Buffer.from(text);
  if (text === '' || coding === undefined) return bytes;
  const code = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[coding];
  return code ? code(bytes) : bytes;
}

function seconds(ms: number | undefined): Value {
  return ms === undefined ? null : { float: ms / 1000 };
}

function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

const sentences: Readonly<Record<string, string>> = {
  dns: '[Errno -2] Name or service not known',
  connect: "[Errno 111] Connect call failed ('203.0.113.10', 443)",
  proxy: 'Upstream proxy proxy.contoso.com:8080 refused HTTP CONNECT request: 407 Proxy Authentication Required',
  tls: 'Certificate verify failed: unable to get local issuer certificate',
  'client-tls': "The client does not trust the proxy's certificate for mail.contoso.com (tlsv1 alert unknown ca)",
  request: 'server closed connection',
  response: 'server closed connection',
  client: 'Client disconnected.',
};

function sentenceOf({ stage }: Failure): string {
  return sentences[stage] ?? 'connection closed';
}
