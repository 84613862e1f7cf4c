import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaptureFormat } from '../../src/capture/capture.js';
import { mitmproxy } from '../../src/capture/mitmproxy.js';
import { memorySource } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction, SourceReport } from '../../src/types.js';
import { flowOf, writeMitmproxy } from '../support/formats/mitmproxy.js';
import { tnetstring, type Value } from '../support/formats/tnetstring.js';
import { runs } from '../support/long.js';
import { bearerChallenge, type Exchange, mapiUrl, start, traffic } from '../support/traffic.js';

interface Read {
  readonly transactions: RawTransaction[];
  readonly summary: SourceReport;
}

function readAll(bytes: Uint8Array, format: CaptureFormat = mitmproxy): Read {
  const capture = format.read(memorySource(bytes, 'a.mitm'), {});
  const transactions = [...(capture.transactions as Iterable<RawTransaction>)];
  return { transactions, summary: capture.summary() };
}

function readOne(flow: Value, keys: ';' | ',' = ';'): RawTransaction {
  const { transactions } = readAll(tnetstring(flow, keys));
  expect(transactions).toHaveLength(1);
  return transactions[0] as RawTransaction;
}

function flow(exchange: Exchange = {}) {
  const [raw] = traffic({
    connection: 'c1',
    authorization: 'Bearer',
    status: 401,
    headers: [bearerChallenge()],
    ...exchange,
  });
  return flowOf(raw as RawTransaction);
}

const plain = () =>
  flow({ requestHeaders: [], userAgent: 'curl/8', url: 'https://mail.contoso.com/EWS/Exchange.asmx?x=1' });

describe('a flow', () => {
  test('becomes heads as on the wire, with its place in the file as id', () => {
    expect(readOne(plain())).toEqual({
      id: '1',
      source: 'mitmproxy',
      startedAt: start,
      endedAt: start + 50,
      connection: 'c1',
      request: {
        method: 'POST',
        url: 'https://mail.contoso.com/EWS/Exchange.asmx?x=1',
        head: 'POST /EWS/Exchange.asmx?x=1 HTTP/1.1\r\nHost: mail.contoso.com\r\nUser-Agent: curl/8\r\nAuthorization: Bearer',
      },
      response: { status: 401, head: `HTTP/1.1 401\r\nWWW-Authenticate: ${bearerChallenge()[1]}` },
      absent: [],
    });
  });

  test('that was written from a transaction gives it back', () => {
    const raws = traffic(
      {
        url: mapiUrl,
        authorization: 'Bearer',
        status: 401,
        headers: [bearerChallenge(), ['WWW-Authenticate', 'NTLM']],
      },
      {
        url: 'https://login.microsoftonline.com/common/oauth2/token',
        requestBody: 'grant_type=x',
        status: 400,
        body: '{"error":"x"}',
      },
      { failure: { stage: 'dns', code: 'ENOTFOUND' } },
    );
    const { transactions, summary } = readAll(writeMitmproxy(raws));
    expect(transactions.map(contentOf)).toEqual(raws.map(contentOf));
    expect(summary).toEqual({
      name: 'a.mitm',
      format: 'mitmproxy',
      producer: 'mitmproxy (flow format 21)',
      read: 3,
      skipped: 0,
      limits: [],
    });
  });

  const bodyRows: [string, string, string][] = [
    ['gzip', 'gzip', '{"error":"invalid_grant"}'],
    ['br', 'br', '{"error":"invalid_grant"}'],
    ['no coding', 'identity', 'plain'],
  ];
  test.each(bodyRows)('has its body undone from %s', (_what, coding, body) => {
    expect(readOne(flow({ status: 200, headers: [['Content-Encoding', coding]], body })).response?.body).toEqual({
      text: body,
      complete: true,
    });
  });

  test('has no more than the beginning of a long body, and is not said to be complete', () => {
    const { response } = readOne(flow({ status: 200, body: 'x'.repeat(2_000_000) }));
    expect([response?.body?.text.length, response?.body?.complete]).toEqual([256 * 1024, false]);
  });

  const urlRows: [string, object, string | undefined, string][] = [
    ['the Host header', { host: '203.0.113.10' }, 'https://mail.contoso.com/p', '/p'],
    [
      'the authority of HTTP/2',
      { host: '203.0.113.10', authority: Buffer.from('mail.contoso.com'), headers: [] },
      'https://mail.contoso.com/p',
      '/p',
    ],
    [
      'where mitmproxy went',
      { host: 'mail.contoso.com', port: 8443, headers: [] },
      'https://mail.contoso.com:8443/p',
      '/p',
    ],
    ['an address of IPv6', { host: '2001:db8::1', headers: [] }, 'https://[2001:db8::1]/p', '/p'],
    [
      'a damaged Host header',
      { host: 'mail.contoso.com', headers: [[Buffer.from('Host'), Buffer.from('a b/c')]] },
      'https://mail.contoso.com/p',
      '/p',
    ],
    [
      'a tunnel',
      { method: Buffer.from('CONNECT'), authority: Buffer.from('mail.contoso.com:443'), path: Buffer.from('') },
      'https://mail.contoso.com/',
      'mail.contoso.com:443',
    ],
    ['the server itself', { method: Buffer.from('OPTIONS'), path: Buffer.from('*') }, 'https://mail.contoso.com/', '*'],
    ['no host', { host: '', headers: [] }, undefined, '/'],
  ];
  test.each(urlRows)('names %s in its URL', (_what, request, url, target) => {
    const whole = plain();
    const read = readOne({ ...whole, request: { ...whole.request, path: Buffer.from('/p'), ...request } as Value });
    expect(read.request?.url).toBe(url);
    expect(read.request?.head.split(' ')[1]).toBe(target);
  });

  test('shows HTTP/2 as HTTP/1.1 and has no pseudo-headers', () => {
    const whole = plain();
    const request = {
      ...whole.request,
      http_version: Buffer.from('HTTP/2.0'),
      headers: [pair(':method', 'GET'), pair('accept', '*/*')],
    };
    expect(readOne({ ...whole, request } as Value).request?.head).toBe(
      'POST /EWS/Exchange.asmx?x=1 HTTP/1.1\r\naccept: */*',
    );
  });

  test('has a folded header line as one', () => {
    const whole = plain();
    const request = { ...whole.request, headers: [pair('x', 'a\r\n b')] };
    expect(readOne({ ...whole, request } as Value).request?.head).toContain('\r\nx: a b');
  });

  const absentRows: [string, object, string[]][] = [
    ['no answer yet', { response: null }, ['response']],
    [
      'an answer that never came',
      { response: null, error: { msg: 'server closed connection', timestamp: { float: 1 } } },
      [],
    ],
    ['a body that was streamed', { response: { ...plain().response, content: null } }, ['response-body']],
    [
      'a body sent and streamed',
      { request: { ...plain().request, content: null, headers: [pair('Content-Length', '7')] } },
      ['request-body'],
    ],
    ['no times', { request: { ...plain().request, timestamp_start: null }, timestamp_created: null }, ['time']],
  ];
  test.each(absentRows)('with %s lacks what it lacks', (_what, parts, absent) => {
    expect(readOne({ ...plain(), ...parts } as Value).absent).toEqual(absent);
  });
});

describe('what mitmproxy says of a failure', () => {
  const openssl = (reason: string) => `OpenSSL Error([('SSL routines', '', '${reason}')])`;
  const rows: [string, string, string][] = [
    ["[Errno 111] Connect call failed ('203.0.113.10', 443)", 'connect', 'ECONNREFUSED'],
    [
      "Multiple exceptions: [Errno 61] Connect call failed ('::1', 443, 0, 0), [Errno 61] Connect call failed",
      'connect',
      'ECONNREFUSED',
    ],
    ['[WinError 1225] The remote computer refused the network connection', 'connect', 'ECONNREFUSED'],
    ['[Errno 110] Connect call failed', 'connect', 'ETIMEDOUT'],
    ['[Errno -2] Name or service not known', 'dns', 'ENOTFOUND'],
    ['[Errno 11001] getaddrinfo failed', 'dns', 'ENOTFOUND'],
    ['[Errno -3] Temporary failure in name resolution', 'dns', 'EAI_AGAIN'],
    ['Certificate verify failed: certificate has expired', 'tls', 'CERTIFICATE_VERIFY_FAILED'],
    [openssl('sslv3 alert handshake failure'), 'tls', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
    ['The remote server does not speak TLS.', 'tls', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    [
      "The remote server and mitmproxy cannot agree on a TLS version to use. You may need to adjust mitmproxy's tls_version_server_min option.",
      'tls',
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    ],
    [
      `Client TLS handshake failed. The client does not trust the proxy's certificate for mail.contoso.com (${openssl('sslv3 alert certificate unknown')})`,
      'client-tls',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    ],
    [
      "The client does not trust the proxy's certificate for mail.contoso.com (tlsv1 alert unknown ca)",
      'client-tls',
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    ],
    [
      "The client disconnected during the handshake. If this happens consistently for mail.contoso.com, this may indicate that the client does not trust the proxy's certificate.",
      'client-tls',
      'CLIENT_CLOSED_DURING_HANDSHAKE',
    ],
    [
      'Upstream proxy proxy.contoso.com:8080 refused HTTP CONNECT request: 407 Proxy Authentication Required',
      'proxy',
      'PROXY_REFUSED',
    ],
    ['server closed connection', 'response', 'ECONNRESET'],
    ['Client disconnected.', 'client', 'CLIENT_DISCONNECTED'],
    ['Connection killed.', 'client', 'KILLED_BY_MITMPROXY'],
    ['something new', 'response', 'ERROR'],
  ];
  test.each(rows)('%s', (msg, stage, code) => {
    const failed = { ...plain(), response: null, error: { msg, timestamp: { float: start / 1000 } } };
    expect(readOne(failed).failure).toEqual({ stage, code, message: msg });
  });

  test('in the handshake with the client is read from its connection', () => {
    const whole = plain();
    const error = "The client does not trust the proxy's certificate for mail.contoso.com (tlsv1 alert unknown ca)";
    const read = readOne({ ...whole, response: null, client_conn: { ...whole.client_conn, error } });
    expect(read).toMatchObject({ failure: { stage: 'client-tls' }, absent: [] });
  });

  test('behind an upstream proxy is said of the proxy, which could not be reached', () => {
    const whole = plain();
    const via = ['http', ['proxy.contoso.com', 8080]];
    const error = { msg: '[Errno 111] Connect call failed', timestamp: { float: 1 } };
    const read = readOne({ ...whole, response: null, server_conn: { ...whole.server_conn, via }, error });
    expect(read.failure).toMatchObject({ stage: 'proxy', code: 'ECONNREFUSED' });
  });
});

describe('the format in its versions', () => {
  const bytes = (text: string) => Buffer.from(text);
  const oldConnection = {
    address: { address: [bytes('192.0.2.10'), 50000], use_ipv6: false },
    timestamp_start: { float: 1449080666.523 },
  };
  const oldRequest = {
    httpversion: [1, 1],
    form_in: bytes('relative'),
    method: bytes('GET'),
    scheme: bytes('https'),
    host: bytes('mail.contoso.com'),
    port: 443,
    path: bytes('/owa/'),
    headers: [pair('Host', 'mail.contoso.com')],
    content: bytes(''),
    timestamp_start: { float: 1449080668.754 },
  };
  const rows: [string, Value, ';' | ',', string, string | undefined][] = [
    [
      'of two numbers, with byte keys (0.12)',
      {
        type: bytes('http'),
        version: [0, 12],
        request: oldRequest,
        response: {
          httpversion: [1, 0],
          code: 401,
          msg: bytes('Unauthorized'),
          headers: [pair('WWW-Authenticate', 'NTLM')],
          content: bytes(''),
        },
        client_conn: oldConnection,
        error: null,
      },
      ',',
      '0.12',
      '192.0.2.10:50000@1449080666.523',
    ],
    [
      'with bodies under another name (0.15)',
      {
        type: bytes('http'),
        version: [0, 15],
        request: { ...oldRequest, httpversion: null, http_version: bytes('HTTP/1.1'), content: null, body: bytes('') },
        response: {
          http_version: bytes('HTTP/1.0'),
          status_code: 401,
          msg: bytes('Unauthorized'),
          headers: [pair('WWW-Authenticate', 'NTLM')],
          body: bytes(''),
        },
        client_conn: oldConnection,
      },
      ',',
      '0.15',
      '192.0.2.10:50000@1449080666.523',
    ],
    [
      'with text (2.0)',
      {
        type: 'http',
        version: [2, 0, 0],
        request: { ...oldRequest, httpversion: null, http_version: bytes('HTTP/1.1') },
        response: {
          http_version: bytes('HTTP/1.0'),
          status_code: 401,
          reason: bytes('Unauthorized'),
          headers: [pair('WWW-Authenticate', 'NTLM')],
          content: bytes(''),
        },
        client_conn: { ...oldConnection, address: ['192.0.2.10', 50000] },
      },
      ';',
      '2.0',
      '192.0.2.10:50000@1449080666.523',
    ],
    [
      'with ids (7)',
      {
        type: 'http',
        version: 7,
        request: { ...oldRequest, httpversion: null, http_version: bytes('HTTP/1.1'), first_line_format: 'relative' },
        response: {
          http_version: bytes('HTTP/1.0'),
          status_code: 401,
          reason: bytes('Unauthorized'),
          headers: [pair('WWW-Authenticate', 'NTLM')],
          content: bytes(''),
        },
        client_conn: { ...oldConnection, id: 'c7' },
      },
      ';',
      '7',
      'c7',
    ],
  ];
  test.each(rows)('is read %s', (_what, state, keys, version, connection) => {
    const { transactions, summary } = readAll(tnetstring(state, keys));
    expect(transactions).toMatchObject([
      {
        startedAt: 1449080668754,
        connection,
        request: { url: 'https://mail.contoso.com/owa/', head: 'GET /owa/ HTTP/1.1\r\nHost: mail.contoso.com' },
        response: { status: 401, head: 'HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: NTLM' },
        absent: [],
      },
    ]);
    expect(summary.producer).toBe(`mitmproxy (flow format ${version})`);
    expect(summary.limits).toEqual([]);
  });

  test('is read for what is stable where it is newer, and said to be', () => {
    const { transactions, summary } = readAll(tnetstring({ ...plain(), version: 99, novelty: [1, 2] }));
    expect(transactions).toHaveLength(1);
    expect(summary.limits).toEqual(['newer-version']);
  });

  test('has flows that are no HTTP, which are counted', () => {
    const others = ['tcp', 'udp', 'dns', 'websocket'].map((type) => tnetstring({ type, version: 21, messages: [] }));
    const { transactions, summary } = readAll(Buffer.concat([...others, tnetstring(plain())]));
    expect(transactions.map(({ id }) => id)).toEqual(['5']);
    expect(summary).toMatchObject({ read: 1, skipped: 4, skips: { 'not-http': 4 } });
  });
});

describe('a damaged flow file', () => {
  const flows = [1, 2, 3].map((number) =>
    tnetstring(flow({ url: `https://mail.contoso.com/${number}`, body: 'x'.repeat(100) })),
  );
  const whole = Buffer.concat(flows);
  const ends = flows.map((_, index) => Buffer.concat(flows.slice(0, index + 1)).length);
  const second = (flows[0] as Buffer).length;
  const paths = ({ transactions }: Read) => transactions.map(({ request }) => request?.url?.at(-1)).join('');

  test('cut anywhere gives every flow before the cut', () => {
    for (let length = second; length < whole.length; length += runs(19, 7)) {
      const read = readAll(whole.subarray(0, length));
      const complete = ends.filter((end) => end <= length).length;
      expect(paths(read).startsWith('123'.slice(0, complete)), `cut at ${length}`).toBe(true);
      expect(read.summary.limits).toEqual(ends.includes(length) ? [] : ['truncated']);
    }
  });

  test('cut in what is not needed gives the flow that is cut', () => {
    const read = readAll(whole.subarray(0, whole.length - 40));
    expect([paths(read), read.summary.skipped, read.summary.limits]).toEqual(['123', 0, ['truncated']]);
  });

  test('with any byte of its middle changed gives the flows around it', () => {
    for (let at = second; at < second + (flows[1] as Buffer).length; at += runs(3, 1)) {
      const hurt = Buffer.from(whole);
      hurt[at] = (hurt[at] as number) ^ 0x15;
      const read = paths(readAll(hurt));
      expect(read.startsWith('1') && read.endsWith('3'), `byte ${at - second}: ${read}`).toBe(true);
    }
  });

  test('with a length that is wrong gives its flow all the same, and says that it was mended', () => {
    const hurt = Buffer.concat([
      flows[0] as Buffer,
      Buffer.from((flows[1] as Buffer).toString('latin1').replace(/^\d/, '7'), 'latin1'),
      flows[2] as Buffer,
    ]);
    const read = readAll(hurt);
    expect([paths(read), read.summary.repairs]).toEqual(['123', { 'damaged-flows-read': 1 }]);
  });

  test('with rubbish between its flows gives them, and counts the rubbish', () => {
    const read = readAll(
      Buffer.concat([flows[0] as Buffer, Buffer.from('\n\nrubbish of some length\0}'), flows[1] as Buffer]),
    );
    expect([paths(read), read.summary.skips]).toEqual(['12', { damaged: 1 }]);
  });

  test('without a flow is refused', () => {
    expect(() => readAll(Buffer.from('9999:8:response;'))).toThrow(HmaError);
  });

  test('never makes the reader throw anything but an HmaError', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(whole.length),
        (changes, length) => {
          const hurt = Buffer.from(whole.subarray(0, length));
          for (const [at, byte] of changes) if (at < length) hurt[at] = byte;
          try {
            readAll(hurt);
          } catch (error) {
            expect(error).toBeInstanceOf(HmaError);
          }
        },
      ),
      { numRuns: runs(75, 300), seed: 1 },
    );
  });

  test('nested without end costs nothing', () => {
    const deep = `${'9999999:1:a;'.repeat(20_000)}`;
    expect(() => readAll(Buffer.concat([flows[0] as Buffer, Buffer.from(`240000:7:request;${deep}`)]))).not.toThrow();
  });
});

describe('a flow file', () => {
  const rows: [string, string, boolean][] = [
    ['its first record', '1234:9:websocket;0:~8:response;', true],
    ['byte keys', '4092:8:response,491:11:httpversion,8:1:1#1:1#]', true],
    ['a byte order mark', '\xef\xbb\xbf12:4:type;4:http;', true],
    ['what follows a damaged beginning', 'X234:9:websocket;0:~11:server_conn;387:3:via;0:~', true],
    ['times in a log', '10:11:12, 401 Unauthorized', false],
    ['a HAR of it', '{"log":{"entries":[{"x":"11:server_conn;387:"}]}}', false],
  ];
  test.each(rows)('is known by %s', (_what, text, expected) => {
    const bytes = Buffer.from(text, 'latin1');
    expect(mitmproxy.looksLike(bytes, memorySource(bytes, 'x'))).toBe(expected);
  });
});

// A reason that is missing may leave a blank.
function contentOf({ request, response }: RawTransaction) {
  const { head, body } = response ?? {};
  return [request?.url, request?.head, request?.body?.text, head?.replace(' \r\n', '\r\n').trimEnd(), body?.text];
}

function pair(name: string, value: string): Buffer[] {
  return [Buffer.from(name), Buffer.from(value)];
}
