/** Flow files as older versions of mitmproxy write them, from raw transactions. */
import type { RawTransaction } from '../../../src/types.js';
import { flowOf } from './mitmproxy.js';
import { tnetstring, type Value } from './tnetstring.js';

/** A flow file of mitmproxy 8 (flow format 17). */
export function writeMitmproxy17(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.concat(transactions.map((one) => tnetstring({ ...flowOf(one), ...connectionsOf17(one), version: 17 })));
}

/** A flow file of mitmproxy 0.17: names are bytes, the version is a list. */
export function writeMitmproxy017(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.concat(transactions.map((one) => tnetstring({ ...flowOf017(one), version: [0, 17] }, ',', ',')));
}

const seconds = (time: number | undefined): Value => (time === undefined ? null : { float: time / 1000 });

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
  const flow = flowOf(t);
  const { authority: _, trailers: __, ...request } = flow.request ?? {};
  const { trailers: ___, ...response } = flow.response ?? {};
  const opened = { timestamp_start: { float: 1_700_000_000 + Number(t.connection) }, timestamp_end: null };
  const shared = { ...opened, ssl_established: true, timestamp_ssl_setup: null };
  return {
    id: t.id,
    type: 'http',
    request: { ...request, first_line_format: 'relative', is_replay: false, stickyauth: false, stickycookie: false },
    response: flow.response && response,
    error: flow.error,
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
