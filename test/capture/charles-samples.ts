/** Sessions as Charles saves them, with contoso names. */

type Json = Record<string, unknown>;

export const message = (headers: Json[], body?: Json): Json => ({
  sizes: { headers: 100, body: body ? 1 : 0 },
  mimeType: null,
  charset: null,
  contentEncoding: null,
  header: { headers },
  ...(body ? { body } : {}),
});
export const line = (name: string, value: string): Json => ({ name, value });

/** A 401 of Exchange, as Charles 4 saves it. */
export function charlesSessionOf(parts: Json = {}): Json {
  return {
    status: 'COMPLETE',
    method: 'POST',
    protocolVersion: 'HTTP/1.1',
    scheme: 'https',
    host: 'mail.contoso.com',
    port: 443,
    actualPort: 443,
    path: '/EWS/Exchange.asmx',
    query: 'x=1',
    tunnel: false,
    keptAlive: true,
    webSocket: false,
    remoteAddress: 'mail.contoso.com/203.0.113.10',
    clientAddress: '/127.0.0.1',
    clientPort: 50123,
    times: {
      start: '2026-11-03T11:00:00.000+09:00',
      requestBegin: '2026-11-03T11:00:00.100+09:00',
      requestComplete: '2026-11-03T11:00:00.110+09:00',
      responseBegin: '2026-11-03T11:00:00.200+09:00',
      end: '2026-11-03T11:00:00.250+09:00',
    },
    durations: { total: 250, dns: 1, connect: 2, ssl: 3 },
    totalSize: 1000,
    ssl: { protocol: 'TLSv1.2', cipherSuite: 'x' },
    alpn: { protocol: 'http/1.1' },
    request: message([line('Host', 'mail.contoso.com'), line('Authorization', 'Bearer')]),
    response: {
      status: 401,
      ...message([line('WWW-Authenticate', 'Bearer client_id="x"'), line('WWW-Authenticate', 'NTLM')]),
      header: {
        firstLine: 'HTTP/1.1 401 Unauthorized',
        headers: [line('WWW-Authenticate', 'Bearer client_id="x"'), line('WWW-Authenticate', 'NTLM')],
      },
    },
    ...parts,
  };
}
