import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { charles } from '../../src/capture/charles.js';
import { memorySource } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction, SourceReport } from '../../src/types.js';
import { runs } from '../support/long.js';
import { charlesSessionOf, line, message } from './charles-samples.js';
import { entryOf } from './har-samples.js';

type Json = Record<string, unknown>;

function readAll(bytes: Uint8Array): { transactions: RawTransaction[]; summary: SourceReport } {
  const capture = charles.read(memorySource(bytes, 'a.chlsj'), {});
  const transactions = [...(capture.transactions as Iterable<RawTransaction>)];
  return { transactions, summary: capture.summary() };
}

function readOne(session: Json): RawTransaction {
  const { transactions } = readAll(Buffer.from(JSON.stringify([session])));
  expect(transactions).toHaveLength(1);
  return transactions[0] as RawTransaction;
}

describe('a session of Charles', () => {
  test('becomes heads as on the wire, with its place in the file as id', () => {
    const noon = Date.UTC(2026, 10, 3, 2, 0, 0);
    expect(readOne(charlesSessionOf())).toEqual({
      id: '1',
      source: 'charles',
      startedAt: noon + 100,
      endedAt: noon + 250,
      connection: '127.0.0.1:50123',
      request: {
        method: 'POST',
        url: 'https://mail.contoso.com/EWS/Exchange.asmx?x=1',
        head: 'POST /EWS/Exchange.asmx?x=1 HTTP/1.1\r\nHost: mail.contoso.com\r\nAuthorization: Bearer',
      },
      response: {
        status: 401,
        head: 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer client_id="x"\r\nWWW-Authenticate: NTLM',
      },
      absent: [],
    });
  });

  const urls: [string, Json, string, string][] = [
    [
      'a port of its own',
      { port: 8443, actualPort: 8443 },
      'https://mail.contoso.com:8443/EWS/Exchange.asmx?x=1',
      '/EWS/Exchange.asmx?x=1',
    ],
    [
      'the port that the client named',
      { port: 443, actualPort: 8080 },
      'https://mail.contoso.com/EWS/Exchange.asmx?x=1',
      '/EWS/Exchange.asmx?x=1',
    ],
    [
      'one port only',
      { port: undefined, actualPort: 444 },
      'https://mail.contoso.com:444/EWS/Exchange.asmx?x=1',
      '/EWS/Exchange.asmx?x=1',
    ],
    [
      'plain HTTP',
      { scheme: 'http', port: 80, query: null },
      'http://mail.contoso.com/EWS/Exchange.asmx',
      '/EWS/Exchange.asmx',
    ],
    ['no path', { path: null, query: null }, 'https://mail.contoso.com/', '/'],
    ['an address of IPv6', { host: '2001:db8::1', path: '/', query: null }, 'https://[2001:db8::1]/', '/'],
    [
      'a tunnel that was not opened',
      { method: 'CONNECT', tunnel: true, path: null, query: null },
      'https://mail.contoso.com/',
      'mail.contoso.com:443',
    ],
  ];
  test.each(urls)('with %s has the URL of it', (_what, parts, url, target) => {
    const { request } = readOne(charlesSessionOf(parts));
    expect([request?.url, request?.head.split(' ')[1]]).toEqual([url, target]);
  });

  const bodies: [string, Json, string | null, string][] = [
    ['text', { text: '{"error":"x"}', charset: null, decoded: true }, 'gzip', '{"error":"x"}'],
    ['base64 in encoded', { encoded: Buffer.from('{"error":"x"}').toString('base64') }, null, '{"error":"x"}'],
    [
      'base64 declared beside its text',
      { text: Buffer.from('abc').toString('base64'), encoding: 'base64' },
      null,
      'abc',
    ],
    [
      'base64 declared in an object',
      { text: Buffer.from('abc').toString('base64'), encoded: { encoding: 'base64' } },
      null,
      'abc',
    ],
    ['base64 of a coded body', { encoded: gzipSync('{"error":"x"}').toString('base64') }, 'gzip', '{"error":"x"}'],
    [
      'base64 of a body whose coding was undone',
      { encoded: Buffer.from('{"error":"x"}').toString('base64') },
      'br',
      '{"error":"x"}',
    ],
  ];
  test.each(bodies)('has a body from %s', (_what, body, contentEncoding, text) => {
    const response = { status: 200, ...message([line('Content-Type', 'application/json')], body), contentEncoding };
    expect(readOne(charlesSessionOf({ response })).response?.body).toEqual({ text, complete: true });
  });

  test('has no more than the beginning of a long body', () => {
    const response = { status: 200, ...message([line('Server', 'x')], { text: 'x'.repeat(300_000) }) };
    const { body } = readOne(charlesSessionOf({ response })).response ?? {};
    expect([body?.text.length, body?.complete]).toEqual([256 * 1024, false]);
  });

  const absent: [string, Json, string[]][] = [
    ['no answer yet', { status: 'SENDING_REQUEST_BODY', response: null }, ['response']],
    [
      'an answer whose body was not kept',
      { response: { status: 200, header: { headers: [line('Server', 'x')] }, sizes: { body: 9 } } },
      ['response-body'],
    ],
    ['an answer without header lines', { response: { status: 204 } }, ['response-headers']],
    ['a request without header lines', { request: null }, ['authorization', 'request-body']],
    ['no times', { times: null }, ['time']],
    [
      'null everywhere else',
      { durations: null, ssl: null, alpn: null, notes: null, clientPort: null, clientAddress: null },
      [],
    ],
  ];
  test.each(absent)('with %s lacks what it lacks', (_what, parts, expected) => {
    expect(readOne(charlesSessionOf(parts)).absent).toEqual(expected);
  });
});

describe('what Charles says of a failure', () => {
  const trust =
    'You may need to configure your browser or application to trust the Charles Root Certificate. See SSL Proxying in the Help menu.';
  const rows: [string, string, string, string][] = [
    [
      'SSL handshake with client failed: An unknown issue occurred processing the certificate (certificate_unknown)',
      trust,
      'client-tls',
      'ALERT_CERTIFICATE_UNKNOWN',
    ],
    [
      'Client SSL handshake failed: CA certificate could not be matched with a known, trusted CA (unknown_ca)',
      '',
      'client-tls',
      'ALERT_UNKNOWN_CA',
    ],
    ['SSLHandshake: Received fatal alert: unknown_ca', trust, 'client-tls', 'ALERT_UNKNOWN_CA'],
    [
      'SSLHandshake: Remote host closed connection during handshake',
      trust,
      'client-tls',
      'CLIENT_CLOSED_DURING_HANDSHAKE',
    ],
    [
      'Client closed the connection before a request was made. Possibly the SSL certificate was rejected.',
      trust,
      'client-tls',
      'CLIENT_SILENT_AFTER_HANDSHAKE',
    ],
    ['SSLHandshake: Received fatal alert: handshake_failure', '', 'tls', 'ALERT_HANDSHAKE_FAILURE'],
    ['javax.net.ssl.SSLHandshakeException: PKIX path building failed', '', 'tls', 'CERTIFICATE_VERIFY_FAILED'],
    ['java.net.UnknownHostException: mail.contoso.com', '', 'dns', 'ENOTFOUND'],
    ['Failed to connect to remote host: Connection refused', '', 'connect', 'ECONNREFUSED'],
    ['Connection timed out: connect', '', 'connect', 'ETIMEDOUT'],
    ['Remote server closed the connection before sending response header', '', 'response', 'ECONNRESET'],
    ['Failed to connect to external proxy proxy.contoso.com', '', 'proxy', 'PROXY_REFUSED'],
    ['something new', '', 'response', 'ERROR'],
  ];
  test.each(rows)('%s', (errorMessage, notes, stage, code) => {
    const { failure, absent } = readOne(charlesSessionOf({ status: 'FAILED', response: null, errorMessage, notes }));
    expect(failure).toEqual({ stage, code, message: errorMessage });
    expect(absent).toEqual([]);
  });

  test('without a word why nobody is blamed', () => {
    expect(readOne(charlesSessionOf({ status: 'FAILED', response: null })).failure).toEqual({
      stage: 'client',
      code: 'NO_RESPONSE',
    });
  });

  test('in a tunnel that was opened there is no answer', () => {
    const tunnel = {
      method: 'CONNECT',
      tunnel: true,
      status: 'FAILED',
      errorMessage: 'SSL handshake with client failed: x',
      response: { status: 200 },
    };
    expect(readOne(charlesSessionOf(tunnel))).toMatchObject({
      request: { method: 'CONNECT' },
      failure: { stage: 'client-tls' },
    });
    expect(readOne(charlesSessionOf(tunnel)).response).toBeUndefined();
  });
});

describe('a file of sessions', () => {
  const sessions = [1, 2, 3].map((number) => charlesSessionOf({ path: `/${number}`, query: null }));
  const whole = Buffer.from(JSON.stringify(sessions));
  const paths = (bytes: Uint8Array) =>
    readAll(bytes)
      .transactions.map(({ request }) => request?.url?.at(-1))
      .join('');

  const rows: [string, string, boolean][] = [
    ['sessions', JSON.stringify(sessions), true],
    ['sessions in many lines, with a mark', `\ufeff${JSON.stringify(sessions, null, 2)}`, true],
    ['bare entries of a HAR', JSON.stringify([entryOf()]), false],
    ['a list of anything', '[{"status":"open","method":"mail"}]', false],
    ['a HAR', '{"log":{"entries":[]}}', false],
  ];
  test.each(rows)('is told by %s', (_what, text, expected) => {
    const bytes = Buffer.from(text);
    expect(charles.looksLike(bytes, memorySource(bytes, 'x'))).toBe(expected);
    expect(openFormat(bytes) === 'charles').toBe(expected);
  });

  test('is reported with what was read', () => {
    expect(readAll(whole).summary).toEqual({
      name: 'a.chlsj',
      format: 'charles',
      producer: 'Charles',
      read: 3,
      skipped: 0,
      limits: [],
    });
  });

  test('in UTF-16 is read', () => {
    expect(paths(Buffer.from(`\ufeff${whole.toString()}`, 'utf16le'))).toBe('123');
  });

  test('cut anywhere gives every session before the cut', () => {
    const ends = sessions.map((_, index) => JSON.stringify(sessions.slice(0, index + 1)).length - 1);
    for (let length = ends[0] as number; length < whole.length - 1; length += 13) {
      const { transactions, summary } = readAll(whole.subarray(0, length));
      expect(transactions).toHaveLength(ends.filter((end) => end <= length).length);
      expect(summary.limits).toEqual(['truncated']);
    }
  });

  test('damaged in one session gives the others, and counts it', () => {
    const text = whole.toString();
    const at = text.indexOf('"scheme"', text.indexOf('"path":"/1"'));
    const hurt = Buffer.from(`${text.slice(0, at)}x"scheme${text.slice(at + 8)}`);
    const { transactions, summary } = readAll(hurt);
    expect(transactions.map(({ id }) => id)).toEqual(['1', '3']);
    expect(summary).toMatchObject({ skipped: 1, skips: { damaged: 1 }, repairs: { resynchronised: 1 } });
  });

  test('without one is empty; with nothing but damage it is refused', () => {
    expect(readAll(Buffer.from('[]')).summary).toMatchObject({ read: 0, skipped: 0 });
    expect(() => readAll(whole.subarray(0, 300))).toThrow(HmaError);
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
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.constantFrom(...Object.keys(charlesSessionOf())), fc.jsonValue())),
        (list) => {
          const bytes = Buffer.from(JSON.stringify(list));
          try {
            readAll(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(HmaError);
          }
        },
      ),
      { numRuns: runs(75, 300), seed: 1 },
    );
  });
});

function openFormat(bytes: Uint8Array): string {
  try {
    return openCapture(memorySource(bytes, 'x')).format;
  } catch {
    return 'refused';
  }
}
