import type { RawTransaction } from '../../../src/types.js';
import { headerLines, headerValue, localTime, startLine } from './wire.js';

/** A JSON session file (`.chlsj`) as Charles saves it. */
export function charlesSession(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.from(JSON.stringify(transactions.map(transactionOf)));
}

function transactionOf(t: RawTransaction): object {
  const { method = '', url = '', head = '', body } = t.request ?? {};
  const { hostname, pathname, search, protocol } = new URL(url);
  const [start, end] = [localTime(t.startedAt ?? 0, 9), localTime(t.endedAt ?? 0, 9)];
  const total = (t.endedAt ?? 0) - (t.startedAt ?? 0);
  return {
    status: t.failure ? 'FAILED' : 'COMPLETE',
    method,
    protocolVersion: 'HTTP/1.1',
    scheme: protocol.slice(0, -1),
    host: hostname,
    port: 443,
    actualPort: 443,
    path: pathname,
    query: search === '' ? null : search.slice(1),
    tunnel: false,
    keptAlive: true,
    webSocket: false,
    remoteAddress: `${hostname}/192.0.2.10`,
    clientAddress: '127.0.0.1',
    clientPort: 50_000 + Number(t.connection),
    times: { start, requestBegin: start, requestComplete: start, responseBegin: end, end },
    durations: { total, dns: null, connect: null, ssl: null, request: 0, response: 0, latency: total },
    speeds: { overall: 1, request: 1, response: 1 },
    totalSize: 1000,
    ssl: { protocol: 'TLSv1.2', cipherSuite: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' },
    alpn: { protocol: null },
    request: messageOf(head, body?.text),
    response: t.response ? { status: t.response.status, ...messageOf(t.response.head, t.response.body?.text) } : null,
  };
}

function messageOf(head: string, text: string | undefined): object {
  const [mimeType = null, charset = null] = (headerValue(head, 'content-type') ?? '').split(/; ?charset=/);
  return {
    sizes: { headers: head.length + 4, body: text?.length ?? 0 },
    mimeType: mimeType === '' ? null : mimeType,
    charset,
    contentEncoding: headerValue(head, 'content-encoding') ?? null,
    header: {
      firstLine: startLine(head),
      headers: headerLines(head).map(([name, value]) => ({ name, value })),
    },
    ...(text !== undefined && text !== '' && { body: { text, charset, decoded: true } }),
  };
}
