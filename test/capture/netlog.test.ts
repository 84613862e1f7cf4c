import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { netlog } from '../../src/capture/netlog.js';
import { memorySource } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction, SourceReport } from '../../src/types.js';
import { createTestAuthority } from '../support/certificates.js';
import { type CaptureMode, constantsOf, type LogEvent, logOf, writeNetlog } from '../support/formats/netlog.js';
import { reportOn } from '../support/lab-run.js';
import { runs } from '../support/long.js';
import { bearerChallenge, diagnose, type Exchange, mapiUrl, start, traffic } from '../support/traffic.js';

function readAll(bytes: Uint8Array): { transactions: RawTransaction[]; summary: SourceReport } {
  const capture = netlog.read(memorySource(bytes, 'log.json'), {});
  const transactions = [...(capture.transactions as Iterable<RawTransaction>)];
  return { transactions, summary: capture.summary() };
}

const url = 'https://mail.contoso.com/EWS/Exchange.asmx';
const id = 12;
type More = Partial<LogEvent>;
const event = (type: LogEvent['type'], more: More = {}): LogEvent => ({
  type,
  source: ['URL_REQUEST', id],
  at: start,
  ...more,
});
const job = (at = start, to = url, method = 'GET') =>
  event('URL_REQUEST_START_JOB', { phase: 'BEGIN', at, params: { url: to, method } });
const send = (headers: unknown = ['Host: mail.contoso.com'], at = start) => [
  event('HTTP_TRANSACTION_SEND_REQUEST', { phase: 'BEGIN', at }),
  event('HTTP_TRANSACTION_SEND_REQUEST_HEADERS', {
    at,
    params: { headers, line: 'GET /EWS/Exchange.asmx HTTP/1.1\r\n' },
  }),
];
const answer = (lines: unknown, at = start + 10) =>
  event('HTTP_TRANSACTION_READ_RESPONSE_HEADERS', { at, params: { headers: lines } });
const alive = event('REQUEST_ALIVE', { phase: 'BEGIN', params: { url } });
const end = (more: More = {}) => event('REQUEST_ALIVE', { phase: 'END', at: start + 20, ...more });

const bound = (type: LogEvent['type'], source: LogEvent['source'], to: number): LogEvent => ({
  type,
  source,
  params: { source_dependency: { id: to } },
});

describe('a request of a NetLog', () => {
  test('becomes heads as on the wire, with the number of its source as id', () => {
    const events = [
      alive,
      job(),
      ...send(['Host: mail.contoso.com', 'Authorization: Bearer']),
      answer(['HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM']),
      end(),
    ];
    expect(readAll(logOf(events))).toEqual({
      transactions: [
        {
          id: '12',
          source: 'netlog',
          startedAt: start,
          endedAt: start + 20,
          request: {
            method: 'GET',
            url,
            head: 'GET /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\nAuthorization: Bearer',
          },
          response: { status: 401, head: 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM' },
          absent: ['response-body'],
        },
      ],
      summary: {
        name: 'log.json',
        format: 'netlog',
        producer: 'Microsoft Edge 150.0.1234.5',
        read: 1,
        skipped: 0,
        limits: ['no-bodies'],
      },
    });
  });

  test('that was redirected is two transactions', () => {
    const events = [
      alive,
      job(),
      ...send(),
      answer(['HTTP/1.1 302 Found', 'Location: /owa/']),
      event('URL_REQUEST_START_JOB', { phase: 'END' }),
      job(start + 30, 'https://mail.contoso.com/owa/'),
      ...send(undefined, start + 31),
      answer(['HTTP/1.1 200 OK'], start + 40),
      end({ at: start + 50 }),
    ];
    expect(readAll(logOf(events)).transactions).toMatchObject([
      { id: '12', startedAt: start, endedAt: start + 30, request: { url }, response: { status: 302 } },
      {
        id: '12.2',
        startedAt: start + 31,
        endedAt: start + 50,
        request: { url: 'https://mail.contoso.com/owa/' },
        response: { status: 200 },
      },
    ]);
  });

  test('that answered a challenge is two transactions on one connection', () => {
    const events = [
      alive,
      job(),
      bound('SOCKET_POOL_BOUND_TO_SOCKET', ['HTTP_STREAM_JOB', 14], 24),
      bound('HTTP_STREAM_REQUEST_BOUND_TO_JOB', ['URL_REQUEST', id], 14),
      ...send(),
      answer(['HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM']),
      ...send(['Authorization: NTLM TlRMTVNTUAABAAAA'], start + 11),
      answer(['HTTP/1.1 200 OK'], start + 15),
      end(),
    ];
    expect(readAll(logOf(events)).transactions).toMatchObject([
      { id: '12', connection: 'socket 24', response: { status: 401 } },
      { id: '12.2', connection: 'socket 24', startedAt: start + 11, response: { status: 200 } },
    ]);
  });

  test('that was sent once more over a fresh connection is one', () => {
    const events = [
      alive,
      job(),
      ...send(),
      event('HTTP_TRANSACTION_RESTART_AFTER_ERROR', { params: { net_error: -100 } }),
      ...send(undefined, start + 5),
      answer(['HTTP/1.1 200 OK']),
      end(),
    ];
    const { transactions } = readAll(logOf(events));
    expect(transactions).toMatchObject([{ id: '12', startedAt: start + 5, response: { status: 200 } }]);
    expect(transactions[0]?.failure).toBeUndefined();
  });

  test('of HTTP/2 has no pseudo-headers, and its session as connection', () => {
    const headers = [':method: POST', ':authority: mail.contoso.com', ':path: /EWS/Exchange.asmx', 'user-agent: Edge'];
    const events = [
      alive,
      job(start, url, 'POST'),
      {
        type: 'HTTP2_SESSION_POOL_FOUND_EXISTING_SESSION',
        source: ['HTTP_STREAM_JOB', 14],
        params: { source_dependency: { id: 25 } },
      } satisfies LogEvent,
      event('HTTP_STREAM_REQUEST_BOUND_TO_JOB', { params: { source_dependency: { id: 14 } } }),
      event('HTTP_TRANSACTION_SEND_REQUEST', { phase: 'BEGIN' }),
      event('HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS', { params: { headers } }),
      answer(['HTTP/1.1 200', 'server: x']),
      end(),
    ];
    expect(readAll(logOf(events)).transactions).toMatchObject([
      {
        connection: 'session 25',
        request: { head: 'POST /EWS/Exchange.asmx HTTP/1.1\r\nuser-agent: Edge' },
        response: { status: 200, head: 'HTTP/1.1 200\r\nserver: x' },
      },
    ]);
  });

  test('has header lines of old logs, an object of names', () => {
    const events = [
      alive,
      job(),
      event('HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS', { params: { headers: { ':path': '/', accept: '*/*' } } }),
      end(),
    ];
    expect(readAll(logOf(events)).transactions[0]?.request?.head).toBe(
      'GET /EWS/Exchange.asmx HTTP/1.1\r\naccept: */*',
    );
  });

  const failures: [string, number, string, string][] = [
    ['an unknown name', -105, 'dns', 'net::ERR_NAME_NOT_RESOLVED'],
    ['a closed port', -102, 'connect', 'net::ERR_CONNECTION_REFUSED'],
    ['a proxy', -130, 'proxy', 'net::ERR_PROXY_CONNECTION_FAILED'],
    ['a certificate', -202, 'tls', 'net::ERR_CERT_AUTHORITY_INVALID'],
    ['a reset', -101, 'response', 'net::ERR_CONNECTION_RESET'],
    ['a page that went on', -3, 'client', 'net::ERR_ABORTED'],
  ];
  test.each(failures)('that failed because of %s says why', (_what, net_error, stage, code) => {
    const planned = { request_headers: { headers: ['User-Agent: Edge'], line: 'GET / HTTP/1.1\r\n' } };
    const events = [
      event('CORS_REQUEST', { phase: 'BEGIN', params: planned }),
      alive,
      job(),
      event('URL_REQUEST_START_JOB', { phase: 'END', params: { net_error } }),
      end({ params: { net_error } }),
    ];
    const { transactions, summary } = readAll(logOf(events));
    expect(transactions).toMatchObject([
      {
        failure: { stage, code },
        request: { head: 'GET /EWS/Exchange.asmx HTTP/1.1\r\nUser-Agent: Edge' },
        absent: [],
      },
    ]);
    expect(summary.skipped).toBe(0);
  });

  test('that still ran at the end of the log has no answer yet', () => {
    const { transactions } = readAll(logOf([alive, job(), ...send()]));
    expect(transactions).toMatchObject([{ id: '12', absent: ['response'] }]);
    expect(transactions[0]?.endedAt).toBeUndefined();
  });

  test('that was open when the log began is read for its answer, and nothing is claimed of what it sent', () => {
    const { transactions } = readAll(logOf([alive, answer(['HTTP/1.1 200 OK', 'Content-Length: 0']), end()]));
    expect(transactions).toMatchObject([
      { startedAt: start, request: { url }, response: { status: 200 }, absent: ['authorization'] },
    ]);
  });

  test('that never went to the network is counted', () => {
    const cached = [
      alive,
      job(),
      event('HTTP_CACHE_READ_INFO', { phase: 'BEGIN' }),
      event('URL_REQUEST_START_JOB', { phase: 'END' }),
      end(),
    ];
    const inline = [alive, job(start, 'data:text/plain,x'), end()];
    expect(readAll(logOf([...cached, ...inline])).summary).toMatchObject({
      read: 0,
      skipped: 2,
      skips: { 'not-sent': 2 },
    });
  });

  test('has the bytes of its answer where they were logged', () => {
    const part = (text: string) =>
      event('URL_REQUEST_JOB_FILTERED_BYTES_READ', {
        params: { byte_count: text.length, bytes: Buffer.from(text).toString('base64') },
      });
    const { transactions, summary } = readAll(
      logOf([alive, job(), ...send(), answer(['HTTP/1.1 200 OK']), part('{"error":'), part('"x"}'), end()]),
    );
    expect(transactions[0]?.response?.body).toEqual({ text: '{"error":"x"}', complete: true });
    expect(summary.limits).toEqual(['no-request-bodies']);
  });

  test('has an address without the words about its credentials', () => {
    const { transactions } = readAll(logOf([alive, job(start, `${url}?x#y (credentials redacted)`), ...send(), end()]));
    expect(transactions[0]?.request?.url).toBe(`${url}?x`);
  });

  test('has no time where the log does not say when it was made', () => {
    const { transactions, summary } = readAll(
      logOf([alive, job(), ...send(), end()], { ...constantsOf('IncludeSensitive'), timeTickOffset: undefined }),
    );
    expect(transactions[0]).toMatchObject({ absent: ['response', 'time'] });
    expect(summary.limits).toContain('no-times');
  });
});

describe('a certificate that the browser refused', () => {
  test('stands beside the failure', async () => {
    const { certificate } = await createTestAuthority('Inspecting Firewall');
    const events = [
      alive,
      job(),
      {
        type: 'SSL_CERTIFICATES_RECEIVED',
        source: ['SOCKET', 24],
        params: { certificates: [certificate] },
      } satisfies LogEvent,
      bound('SOCKET_POOL_BOUND_TO_SOCKET', ['HTTP_STREAM_JOB', 14], 24),
      bound('HTTP_STREAM_REQUEST_BOUND_TO_JOB', ['URL_REQUEST', id], 14),
      end({ params: { net_error: -202 } }),
    ];
    expect(readAll(logOf(events)).transactions[0]?.failure).toEqual({
      stage: 'tls',
      code: 'net::ERR_CERT_AUTHORITY_INVALID',
      certificate: {
        subject: 'CN=Inspecting Firewall',
        issuer: 'CN=Inspecting Firewall',
        validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    });
  });

  test('that is damaged costs nothing but itself', () => {
    const events = [
      alive,
      job(),
      {
        type: 'SSL_CERTIFICATES_RECEIVED',
        source: ['SOCKET', 24],
        params: { certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n'] },
      } satisfies LogEvent,
      bound('SOCKET_POOL_BOUND_TO_SOCKET', ['HTTP_STREAM_JOB', 14], 24),
      bound('HTTP_STREAM_REQUEST_BOUND_TO_JOB', ['URL_REQUEST', id], 14),
      end({ params: { net_error: -202 } }),
    ];
    expect(readAll(logOf(events)).transactions[0]?.failure).toEqual({
      stage: 'tls',
      code: 'net::ERR_CERT_AUTHORITY_INVALID',
    });
  });
});

describe('what a log hides', () => {
  const requestRows: [string, string[], string, string[]][] = [
    ['nothing that was not sent', ['Host: x'], '\r\nHost: x', ['response']],
    [
      'credentials',
      ['Authorization: [1700 bytes were stripped]', 'Host: x'],
      '\r\nHost: x',
      ['authorization', 'response'],
    ],
    [
      'credentials, in the words of old logs',
      ['authorization: [value was stripped]'],
      '',
      ['authorization', 'response'],
    ],
    ['cookies', ['Cookie: [268 bytes were stripped]', 'Host: x'], '\r\nHost: x', ['response']],
  ];
  test.each(requestRows)('of a request is %s', (_what, lines, head, absent) => {
    const { transactions, summary } = readAll(logOf([alive, job(), ...send(lines)]));
    expect(transactions[0]?.request?.head).toBe(`GET /EWS/Exchange.asmx HTTP/1.1${head}`);
    expect(transactions[0]?.absent).toEqual(absent);
    expect(summary.limits.includes('sanitised')).toBe(lines.some((line) => line.includes('stripped')));
  });

  const answerRows: [string, string[], string, boolean][] = [
    [
      'the blob of NTLM: its scheme stays',
      ['WWW-Authenticate: NTLM [200 bytes were stripped]'],
      '\r\nWWW-Authenticate: NTLM',
      false,
    ],
    [
      'the blob of Negotiate: its scheme stays',
      ['www-authenticate: Negotiate [9 bytes were stripped]'],
      '\r\nwww-authenticate: Negotiate',
      false,
    ],
    [
      'the parameters of Bearer, without which it is no challenge',
      ['WWW-Authenticate: Bearer [9 bytes were stripped]', 'Server: x'],
      '\r\nServer: x',
      true,
    ],
    ['a whole challenge', ['WWW-Authenticate: [9 bytes were stripped]'], '', true],
    ['a cookie', ['Set-Cookie: [9 bytes were stripped]'], '', false],
    [
      'nothing of a list',
      ['WWW-Authenticate: Bearer client_id="x", trusted_issuers="y"'],
      '\r\nWWW-Authenticate: Bearer client_id="x", trusted_issuers="y"',
      false,
    ],
  ];
  test.each(answerRows)('of an answer is %s', (_what, lines, head, hidden) => {
    const { transactions } = readAll(logOf([alive, job(), ...send(), answer(['HTTP/1.1 401 Unauthorized', ...lines])]));
    expect(transactions[0]?.response?.head).toBe(`HTTP/1.1 401 Unauthorized${head}`);
    expect(transactions[0]?.absent.includes('response-headers')).toBe(hidden);
  });

  // A client that asks for the challenge, and is refused for its token.
  const refusal: Exchange[] = [
    {
      url: mapiUrl,
      authorization: 'Bearer',
      status: 401,
      headers: [bearerChallenge(), ['X-FEServer', 'EX01']],
      connection: 'c',
    },
    {
      url: mapiUrl,
      authorization: `Bearer ${'x'.repeat(900)}`,
      status: 401,
      headers: [
        bearerChallenge(),
        ['X-FEServer', 'EX01'],
        ['x-ms-diagnostics', '2000003;reason="The audience claim value is invalid";error_category="invalid_resource"'],
      ],
      connection: 'c',
    },
  ];

  test('does not keep what Exchange says from being heard', () => {
    const rules = (mode: CaptureMode) =>
      reportOn(readAll(writeNetlog(traffic(...refusal), mode)).transactions).findings.map(({ rule }) => rule);
    const shown = diagnose(refusal).findings.map(({ rule }) => rule);
    expect(rules('Everything')).toEqual(shown);
    expect(rules('Default')).toEqual(shown);
  });

  test('is no ground for an accusation', () => {
    const healthy: Exchange[] = [
      { url: mapiUrl, authorization: 'Bearer', status: 401, headers: [bearerChallenge(), ['X-FEServer', 'EX01']] },
      { url: mapiUrl, authorization: `Bearer ${'x'.repeat(900)}`, status: 200, headers: [['X-FEServer', 'EX01']] },
    ];
    const { findings } = reportOn(readAll(writeNetlog(traffic(...healthy), 'Default')).transactions);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('is everything in a log without addresses, which is refused', () => {
    const log = logOf([alive], { ...constantsOf('Default'), logCaptureMode: 'HeavilyRedacted' });
    expect(() => readAll(log)).toThrow(/HeavilyRedacted.*cookies and credentials/);
  });
});

describe('a NetLog', () => {
  const events = [1, 2, 3].flatMap((number) =>
    [alive, job(start, `https://mail.contoso.com/${number}`), ...send(), answer(['HTTP/1.1 200 OK']), end()].map(
      (one): LogEvent => ({ ...one, source: ['URL_REQUEST', number] }),
    ),
  );
  const whole = logOf(events);
  const ids = (bytes: Uint8Array) =>
    readAll(bytes)
      .transactions.map(({ id: each }) => each)
      .join('');

  const rows: [string, string, boolean][] = [
    ['its constants', '{"constants":{"activeFieldTrialGroups":[', true],
    ['blanks around them', '\ufeff {\n "constants" : {\n "clientInfo": {', true],
    ['its events in front', '{"events": [\n{"phase":1,"source":{"id":1,"type":1},"type":2},', true],
    ['the names of events', '{"polledData":{},"constants":{"x":1,"logEventTypes":{"A":1}}}', true],
    [
      'a HAR with a log in it',
      '{"log":{"entries":[{"response":{"content":{"text":"{\\"constants\\":{\\"logEventTypes\\":{}}}"}}}]}}',
      false,
    ],
    ['constants of something else', '{"constants":{"pi":3.14}}', false],
  ];
  test.each(rows)('is known by %s', (_what, text, expected) => {
    const bytes = Buffer.from(text);
    expect(netlog.looksLike(bytes, memorySource(bytes, 'x'))).toBe(expected);
  });

  test('may have its events in front of the constants', () => {
    const { constants, events: list } = JSON.parse(whole.toString()) as { constants: unknown; events: unknown };
    expect(ids(Buffer.from(JSON.stringify({ events: list, polledData: {}, constants }, null, 1)))).toBe('123');
  });

  test('in UTF-16 is read', () => {
    expect(ids(Buffer.from(`\ufeff${whole.toString()}`, 'utf16le'))).toBe('123');
  });

  test('cut anywhere among its events gives every request before the cut', () => {
    const text = whole.toString();
    const first = text.indexOf('"events"') + 12;
    const ends = [...text.matchAll(/"phase":2/g)].map(({ index }) => text.indexOf('\n', index));
    for (let length = first; length < text.indexOf('"polledData"') - 4; length += 11) {
      const { transactions, summary } = readAll(whole.subarray(0, length));
      const complete = ends.filter((end_) => end_ <= length).length;
      expect(
        transactions
          .map(({ id: each }) => each)
          .join('')
          .startsWith('123'.slice(0, complete)),
        `cut at ${length}`,
      ).toBe(true);
      expect(summary.limits).toContain('truncated');
    }
  });

  test('damaged in one line gives the requests around it', () => {
    const text = whole.toString();
    const line = text.indexOf('{"params"', text.indexOf('mail.contoso.com/2'));
    const { transactions, summary } = readAll(
      Buffer.from(`${text.slice(0, line)}{"params":x"${text.slice(line + 10)}`),
    );
    expect(transactions.map(({ id: each }) => each)).toEqual(expect.arrayContaining(['1', '3']));
    expect(summary.skips).toMatchObject({ 'damaged-events': 1 });
    expect(summary.limits).not.toContain('truncated');
  });

  const constantsHurt: [what: string, from: RegExp, to: string][] = [
    ['the number of a phase', /"PHASE_BEGIN":1/, '"PHASE_BEGIN":5'],
    ['the number of the source of requests', /"URL_REQUEST":\d+/, '"URL_REQUEST":999'],
    ['the name of the source of requests', /"URL_REQUEST"/, '"URL_REQUES"'],
  ];
  test.each(constantsHurt)('whose constants are damaged gives its requests all the same: %s', (_what, from, to) => {
    const { transactions } = readAll(Buffer.from(whole.toString().replace(from, to)));
    expect(transactions.map(({ id: each }) => each)).toEqual(['1', '2', '3']);
  });

  test('cut among its constants is refused', () => {
    expect(() => readAll(whole.subarray(0, 300))).toThrow(/constants/);
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

  test('that was written from transactions gives them back', () => {
    const raws = traffic(
      { url: mapiUrl, authorization: 'Bearer', status: 401, headers: [bearerChallenge()], connection: 'a' },
      { url: mapiUrl, authorization: 'Bearer x', status: 200, body: '{"a":1}', connection: 'a' },
      { failure: { stage: 'dns', code: 'net::ERR_NAME_NOT_RESOLVED' } },
    );
    const { transactions } = readAll(writeNetlog(raws));
    const content = ({ id: each, request, response, failure }: RawTransaction) => [
      each,
      request?.url,
      request?.head,
      response?.status,
      response?.body?.text,
      failure,
    ];
    expect(transactions.map(content)).toEqual(raws.map(content));
    expect(transactions.map(({ connection }) => connection)).toEqual(['socket 900000', 'socket 900000', undefined]);
  });
});
