import type { RawTransaction } from '../../../src/types.js';
import { tnetstring, type Value } from './tnetstring.js';
import { codedBody, headerLines, reasonOf } from './wire.js';

/** A file of flows as mitmproxy 10 and later write it (flow format 21). */
export function mitmproxyFlows(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.concat(transactions.map((one) => tnetstring({ ...flowOf(one), ...connectionsOf21(one), version: 21 })));
}

/** The same as mitmproxy 8 does (flow format 17). */
export function mitmproxyFlows17(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.concat(transactions.map((one) => tnetstring({ ...flowOf(one), ...connectionsOf17(one), version: 17 })));
}

/** The same as mitmproxy 0.17 did: names are bytes, the version is a list. */
export function mitmproxyFlows017(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.concat(transactions.map((one) => tnetstring({ ...flowOf017(one), version: [0, 17] }, ',')));
}

const seconds = (time: number | undefined): Value => (time === undefined ? null : { float: time / 1000 });

function headersOf(head: string): Value {
  return headerLines(head).map(([name, value]) => [Buffer.from(name, 'latin1'), Buffer.from(value, 'latin1')]);
}

function flowOf(t: RawTransaction): Record<string, Value> {
  return {
    id: `00000000-0000-4000-8000-${t.id.padStart(12, '0')}`,
    type: 'http',
    timestamp_created: seconds(t.startedAt),
    request: requestOf(t),
    response: responseOf(t),
    websocket: null,
    error: t.failure ? { msg: t.failure.message ?? t.failure.code, timestamp: seconds(t.endedAt) } : null,
    intercepted: false,
    is_replay: null,
    marked: '',
    comment: '',
    metadata: {},
  };
}

function requestOf({ request, startedAt }: RawTransaction): Record<string, Value> {
  const { method = '', url = '', head = '', body } = request ?? {};
  const { hostname, pathname, search } = new URL(url);
  return {
    host: hostname,
    port: 443,
    method: Buffer.from(method),
    scheme: Buffer.from('https'),
    authority: Buffer.alloc(0),
    path: Buffer.from(pathname + search),
    http_version: Buffer.from('HTTP/1.1'),
    headers: headersOf(head),
    content: codedBody(head, body),
    trailers: null,
    timestamp_start: seconds(startedAt),
    timestamp_end: seconds(startedAt),
  };
}

function responseOf({ response, endedAt }: RawTransaction): Record<string, Value> | null {
  if (!response) return null;
  const { status = 0, head, body } = response;
  return {
    http_version: Buffer.from('HTTP/1.1'),
    status_code: status,
    reason: Buffer.from(reasonOf(head)),
    headers: headersOf(head),
    content: codedBody(head, body),
    trailers: null,
    timestamp_start: seconds(endedAt),
    timestamp_end: seconds(endedAt),
  };
}

function tlsOf(t: RawTransaction): Record<string, Value> {
  return {
    sni: new URL(t.request?.url ?? '').hostname,
    alpn: null,
    alpn_offers: [],
    certificate_list: [],
    cipher_list: [],
    tls: true,
    tls_version: 'TLSv1.3',
    timestamp_start: seconds(t.startedAt),
    timestamp_tls_setup: seconds(t.startedAt),
    timestamp_end: null,
    error: null,
  };
}

const clientPort = ({ connection }: RawTransaction) => 50_000 + Number(connection);
const connectionId = ({ connection = '' }: RawTransaction) => `10000000-0000-4000-8000-${connection.padStart(12, '0')}`;

function connectionsOf21(t: RawTransaction): Record<string, Value> {
  const client = { id: connectionId(t), peername: ['127.0.0.1', clientPort(t)], sockname: ['127.0.0.1', 8080] };
  const server = { id: `2${connectionId(t).slice(1)}`, address: [new URL(t.request?.url ?? '').hostname, 443] };
  const shared = { cipher: 'TLS_AES_256_GCM_SHA384', transport_protocol: 'tcp' };
  return {
    client_conn: { ...tlsOf(t), ...shared, ...client, mitmcert: null, proxy_mode: 'regular' },
    server_conn: {
      ...tlsOf(t),
      ...shared,
      ...server,
      peername: ['192.0.2.10', 443],
      sockname: ['127.0.0.1', 40_000],
      timestamp_tcp_setup: seconds(t.startedAt),
      via: null,
    },
  };
}

function connectionsOf17(t: RawTransaction): Record<string, Value> {
  const shared = { cipher_name: 'TLS_AES_256_GCM_SHA384', state: 0, tls_established: true };
  return {
    client_conn: {
      ...tlsOf(t),
      ...shared,
      id: connectionId(t),
      address: ['127.0.0.1', clientPort(t)],
      sockname: ['127.0.0.1', 8080],
      mitmcert: null,
      tls_extensions: [],
    },
    server_conn: {
      ...tlsOf(t),
      ...shared,
      id: `2${connectionId(t).slice(1)}`,
      address: [new URL(t.request?.url ?? '').hostname, 443],
      ip_address: ['192.0.2.10', 443],
      source_address: ['127.0.0.1', 40_000],
      timestamp_tcp_setup: seconds(t.startedAt),
      via: null,
      via2: null,
    },
  };
}

function flowOf017(t: RawTransaction): Record<string, Value> {
  const { hostname } = new URL(t.request?.url ?? '');
  const { authority: _, trailers: __, ...request } = requestOf(t);
  const answer = responseOf(t);
  const { trailers: ___, ...response } = answer ?? {};
  const opened = { timestamp_start: { float: 1_700_000_000 + Number(t.connection) }, timestamp_end: null };
  const shared = { ...opened, ssl_established: true, timestamp_ssl_setup: null };
  return {
    id: t.id,
    type: 'http',
    request: { ...request, first_line_format: 'relative', is_replay: false, stickyauth: false, stickycookie: false },
    response: answer && response,
    error: t.failure ? { msg: t.failure.message ?? t.failure.code, timestamp: seconds(t.endedAt) } : null,
    intercepted: false,
    client_conn: {
      ...shared,
      address: { address: ['127.0.0.1', clientPort(t)], use_ipv6: false },
      clientcert: null,
    },
    server_conn: {
      ...shared,
      address: { address: [hostname, 443], use_ipv6: false },
      source_address: { address: ['127.0.0.1', 40_000], use_ipv6: false },
      peer_address: { address: ['192.0.2.10', 443], use_ipv6: false },
      timestamp_tcp_setup: null,
      cert: null,
      sni: hostname,
      via: null,
    },
  };
}
