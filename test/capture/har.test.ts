import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction, SourceReport } from '../../src/types.js';
import { expectFourfold } from '../parse/linear.js';
import { runs } from '../support/long.js';
import { entryOf, harOf } from './har-samples.js';

async function readAll(bytes: Uint8Array): Promise<{ transactions: RawTransaction[]; summary: SourceReport }> {
  const capture = openCapture(memorySource(bytes, 'a.har'));
  const transactions: RawTransaction[] = [];
  for await (const transaction of capture.transactions) transactions.push(transaction);
  return { transactions, summary: capture.summary() };
}

async function readOne(bytes: Uint8Array): Promise<RawTransaction> {
  const { transactions } = await readAll(bytes);
  expect(transactions).toHaveLength(1);
  return transactions[0] as RawTransaction;
}

function codeOf(bytes: Uint8Array): string {
  try {
    openCapture(memorySource(bytes, 'a.har'));
  } catch (error) {
    if (error instanceof HmaError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a HAR entry', () => {
  test('becomes heads as on the wire, with its number as id', async () => {
    expect(await readOne(harOf([entryOf()]))).toEqual({
      id: '1',
      source: 'har',
      recorder: 'mitmproxy',
      startedAt: Date.UTC(2024, 4, 1, 10, 0, 0, 500),
      endedAt: Date.UTC(2024, 4, 1, 10, 0, 0, 540),
      request: {
        method: 'GET',
        url: 'https://mail.contoso.com/mapi/emsmdb/?MailboxId=1',
        head: 'GET /mapi/emsmdb/?MailboxId=1 HTTP/1.1\r\nHost: mail.contoso.com\r\nAuthorization: Bearer',
      },
      response: {
        status: 401,
        head: 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer client_id="x"\r\nWWW-Authenticate: NTLM',
        body: { text: '', complete: true },
      },
      absent: [],
    });
  });

  const headerRows: [string, unknown, string][] = [
    ['pairs', [['WWW-Authenticate', 'NTLM']], 'WWW-Authenticate: NTLM'],
    ['an object', { 'WWW-Authenticate': 'NTLM' }, 'WWW-Authenticate: NTLM'],
    [
      'several values in one, by newline',
      [{ name: 'www-authenticate', value: 'Bearer\nNTLM' }],
      'www-authenticate: Bearer\r\nwww-authenticate: NTLM',
    ],
    [
      'pseudo-headers, dropped',
      [
        { name: ':status', value: '401' },
        { name: 'server', value: 'x' },
      ],
      'server: x',
    ],
    [
      'a folded value, which is one',
      [{ name: 'WWW-Authenticate', value: 'Bearer a="b",\r\n\tc="d"\r\nNTLM' }],
      'WWW-Authenticate: Bearer a="b", c="d"\r\nWWW-Authenticate: NTLM',
    ],
    ['a null value', [{ name: 'server', value: null }], 'server: '],
    [
      'a name that would break the head, dropped',
      [
        { name: 'a\r\nb', value: 'x' },
        { name: 'c', value: 'd' },
      ],
      'c: d',
    ],
  ];
  test.each(headerRows)('reads header lines given as %s', async (_what, headers, expected) => {
    const read = await readOne(harOf([entryOf({ response: { headers } })]));
    expect(read.response?.head).toBe(`HTTP/1.1 401 Unauthorized\r\n${expected}`);
  });

  const timeRows: [string, unknown, number | undefined][] = [
    ['Chromium', '2024-05-01T10:00:00.123Z', Date.UTC(2024, 4, 1, 10, 0, 0, 123)],
    ['Fiddler, seven digits', '2024-05-01T12:00:00.1237654+02:00', Date.UTC(2024, 4, 1, 10, 0, 0, 123)],
    ['mitmproxy, microseconds', '2024-05-01T10:00:00.123765+00:00', Date.UTC(2024, 4, 1, 10, 0, 0, 123)],
    ['seven digits, behind UTC', '2024-05-01T04:30:00.1237654-05:30', Date.UTC(2024, 4, 1, 10, 0, 0, 123)],
    ['an offset without colon', '2024-05-01T04:30:00-0530', Date.UTC(2024, 4, 1, 10)],
    ['no offset', '2024-05-01T10:00:00', Date.UTC(2024, 4, 1, 10)],
    ['a number of milliseconds as text', '1714557600000', Date.UTC(2024, 4, 1, 10)],
    ['an unset time', '0001-01-01T00:00:00', undefined],
    ['null', null, undefined],
    ['nonsense', 'yesterday', undefined],
  ];
  test.each(timeRows)('reads the time of %s', async (_what, startedDateTime, expected) => {
    const read = await readOne(harOf([entryOf({ startedDateTime })]));
    expect(read.startedAt).toBe(expected);
    expect(read.absent.includes('time')).toBe(expected === undefined);
  });

  test('without offsets says so', async () => {
    const { summary } = await readAll(harOf([entryOf({ startedDateTime: '2024-05-01T10:00:00' })]));
    expect(summary.limits).toEqual(['local-times']);
  });

  const failureRows: [string, string, string][] = [
    ['net::ERR_NAME_NOT_RESOLVED', 'dns', 'net::ERR_NAME_NOT_RESOLVED'],
    ['net::ERR_CONNECTION_REFUSED', 'connect', 'net::ERR_CONNECTION_REFUSED'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'connect', 'net::ERR_CONNECTION_TIMED_OUT'],
    ['net::ERR_CONNECTION_RESET', 'response', 'net::ERR_CONNECTION_RESET'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls', 'net::ERR_CERT_AUTHORITY_INVALID'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls', 'net::ERR_SSL_PROTOCOL_ERROR'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy', 'net::ERR_TUNNEL_CONNECTION_FAILED'],
    ['net::ERR_ABORTED', 'client', 'net::ERR_ABORTED'],
    ['Client disconnected.', 'client', 'CLIENT_DISCONNECTED'],
  ];
  test.each(failureRows)('with the error %s failed at stage %s', async (error, stage, code) => {
    const read = await readOne(harOf([entryOf({ response: { status: 0, headers: [], _error: error } })]));
    expect(read.failure).toMatchObject({ stage, code });
    expect(read.response).toBeUndefined();
    expect(read.absent).toEqual([]);
  });

  test('with status 0 and no reason did not fail for certain: its response is absent', async () => {
    const read = await readOne(harOf([entryOf({ response: { status: 0, headers: [] } })]));
    expect(read.failure).toEqual({ stage: 'client', code: 'NO_RESPONSE' });
    expect(read.absent).toEqual(['response']);
  });

  test('without a response and without an error is unknown, not failed', async () => {
    const read = await readOne(harOf([entryOf({ response: null })]));
    expect(read.failure).toBeUndefined();
    expect(read.absent).toEqual(['response']);
  });

  const connectRows = [['https://mail.contoso.com:443/'], ['mail.contoso.com:443']];
  test.each(connectRows)('for CONNECT to %s has the authority as target', async (url) => {
    const read = await readOne(harOf([entryOf({ request: { method: 'CONNECT', url } })]));
    expect(read.request?.head.split('\r\n')[0]).toBe('CONNECT mail.contoso.com:443 HTTP/1.1');
  });

  test('says that credentials are unknown where no request header is recorded', async () => {
    const read = await readOne(harOf([entryOf({ request: { headers: [] } })]));
    expect(read.absent).toEqual(['authorization']);
  });
});

describe('a HAR body', () => {
  const json = '{"error":"invalid_grant","error_description":"AADSTS50173: …"}';
  const base64 = Buffer.from(json).toString('base64');
  const rows: [string, unknown, string | undefined][] = [
    ['text', { size: 9, text: json }, json],
    ['base64', { size: 9, text: base64, encoding: 'base64' }, json],
    ['base64 that nobody declared', { size: 9, text: base64 }, json],
    ['a word that only looks like base64', { size: 9, text: 'abcdefghijklmnopqrstuvwx' }, 'abcdefghijklmnopqrstuvwx'],
    ['base64 declared of what is none', { size: 9, text: '{"a":1}', encoding: 'base64' }, '{"a":1}'],
    [
      'dropped by Fiddler',
      { size: 900, comment: 'Body length exceeded fiddler.importexport.HTTPArchiveJSON.MaxTextBodyLength' },
      undefined,
    ],
    ['evicted', { size: 900, text: '' }, undefined],
    ['not there', null, undefined],
  ];
  test.each(rows)('is read when it is %s', async (_what, content, expected) => {
    const read = await readOne(harOf([entryOf({ response: { status: 400, content } })]));
    expect(read.response?.body?.text).toBe(expected);
    expect(read.absent).toEqual(expected === undefined ? ['response-body'] : []);
  });

  test('is cut at the limit and says so', async () => {
    const text = 'a'.repeat(300_000);
    const read = await readOne(harOf([entryOf({ response: { content: { size: 300_000, text } } })]));
    expect(read.response?.body).toEqual({ text: 'a'.repeat(262_144), complete: false });
  });

  test('of a request comes from text or from params', async () => {
    const post = { method: 'POST', postData: { mimeType: 'x', params: [{ name: 'resource', value: 'https://a b/' }] } };
    expect((await readOne(harOf([entryOf({ request: post })]))).request?.body?.text).toBe(
      'resource=https%3A%2F%2Fa%20b%2F',
    );
    const none = await readOne(harOf([entryOf({ request: { method: 'POST' } })]));
    expect(none.absent).toEqual(['request-body']);
  });
});

describe('a file', () => {
  const good = harOf([entryOf()]);
  const text = good.toString();
  const entry = JSON.stringify(entryOf());
  const rows: [string, Uint8Array][] = [
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 little endian', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['a JSONP call', Buffer.from(`onInputData(${text})`)],
    ['a bare array', Buffer.from(`[${entry}]`)],
    ['entries without log', Buffer.from(`{"entries":[${entry}]}`)],
    ['an entry alone', Buffer.from(entry)],
    ['gzip', gzipSync(good)],
    ['zlib (.zhar)', deflateSync(good)],
    ['a log whose creator comes last', Buffer.from(`{"log":{"entries":[${entry}],"creator":{"name":"late"}}}`)],
  ];
  test.each(rows)('is read as %s', async (_what, bytes) => {
    expect((await readOne(bytes)).response?.status).toBe(401);
  });

  const behind: [string, string, boolean][] = [
    ['another HAR', `${text}${text}`, true],
    ['another HAR on a line of its own', `${text}\n${text}\n`, true],
    ['an entry on a line of its own', `${entry}\n${entry}`, true],
    ['another list', `[${entry}][${entry}]`, true],
    ['the rest of a longer file', `${text}"name":"x"}`, true],
    ['blanks', `${text}\r\n\t `, false],
    ['the end of a call', `onInputData(${text}) ;\n`, false],
    ['an end too many', `${text}]}`, false],
    ['zero bytes', `${text}\0\0{`, false],
  ];
  test.each(behind)('says whether it goes on behind its end: %s', async (_what, file, goesOn) => {
    const { transactions, summary } = await readAll(Buffer.from(file));
    expect([transactions.length, summary.limits.includes('more-behind')]).toEqual([1, goesOn]);
  });

  test('of Chromium without any credentials header, but with sign-in traffic, is sanitised', async () => {
    const plain = entryOf({ request: { headers: [{ name: 'host', value: 'mail.contoso.com' }] } });
    const { transactions, summary } = await readAll(harOf([plain, plain], { creator: { name: 'WebInspector' } }));
    expect(transactions.map((one) => one.absent)).toEqual([['authorization'], ['authorization']]);
    expect(summary).toMatchObject({ limits: ['sanitised'], producer: 'WebInspector' });
  });

  test('of Chromium with one cookie is not', async () => {
    const plain = entryOf({ request: { headers: [{ name: 'host', value: 'mail.contoso.com' }] } });
    const cookie = entryOf({ request: { headers: [{ name: 'cookie', value: 'a=b' }] } });
    const { summary } = await readAll(harOf([plain, cookie], { creator: { name: 'WebInspector' } }));
    expect(summary.limits).toEqual([]);
  });

  test('of Dev Proxy hides the values itself', async () => {
    const hidden = entryOf({ request: { headers: [{ name: 'Authorization', value: 'REDACTED' }] } });
    const read = await readOne(harOf([hidden], { creator: { name: 'DevProxy' } }));
    expect(read.absent).toEqual(['authorization']);
    expect(read.request?.head).not.toContain('REDACTED');
  });

  const mended: [string, Uint8Array, object][] = [
    ['a JSONP call', Buffer.from(`onInputData(${text});`), { 'jsonp-unwrapped': 1 }],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), { 'utf-16-decoded': 1 }],
  ];
  test.each(mended)('says that it was %s', async (_what, bytes, repairs) => {
    expect((await readAll(bytes)).summary.repairs).toEqual(repairs);
  });

  const producers: [string, string, string | undefined][] = [
    ['before the entries', `{"log":{"creator":{"name":"Firefox"},"entries":[${entry}]}}`, 'Firefox'],
    ['behind them', `{"log":{"entries":[${entry}], "creator" : {"name":"Firefox"} , "pages":[{"id":"}"}]}}`, 'Firefox'],
    ['behind them, in a call', `f({"log":{"entries":[${entry}],"creator":{"name":"Firefox"}}});`, 'Firefox'],
    ['beside the log', `{"creator":{"name":"Firefox"},"entries":[${entry}]}`, 'Firefox'],
    [
      'nowhere but in an entry',
      `{"log":{"entries":[{"x":[{"creator":{"name":"Firefox"}}],${entry.slice(1)}]}}`,
      undefined,
    ],
    [
      'nowhere but in a body',
      text.replace('"text":""', '"text":"\\"creator\\":{\\"name\\":\\"Firefox\\"}"'),
      'mitmproxy',
    ],
  ];
  test.each(producers)('whose producer stands %s', async (_what, file, producer) => {
    const { transactions, summary } = await readAll(Buffer.from(file.replace('"time":40', '"connection":"443"')));
    expect(summary.producer).toBe(producer);
    // What Firefox writes there is the port, and that is known before the first entry.
    expect(transactions[0]?.connection).toBe(producer === 'Firefox' ? undefined : '443');
  });

  const omissions: [string, string, object, string[]][] = [
    [
      'Fiddler by its preferences',
      'Fiddler',
      entryOf({
        response: {
          content: { size: 900, comment: 'Body length exceeded fiddler.importexport.X, so body was omitted.' },
        },
      }),
      ['fiddler-body-limit'],
    ],
    [
      'Firefox by its own',
      'Firefox',
      entryOf({ response: { content: { size: 9, comment: 'Response bodies are not included.' } } }),
      ['bodies-dropped'],
    ],
    [
      'mitmproxy by the method',
      'mitmproxy',
      entryOf({ request: { method: 'RPC_IN_DATA', headers: [{ name: 'Content-Length', value: '76' }] } }),
      ['request-bodies-dropped'],
    ],
    ['nobody', 'mitmproxy', entryOf({ response: { content: { size: 0, text: 'a', comment: 'a page' } } }), []],
  ];
  test.each(omissions)('says which bodies were left out by %s', async (_what, name, one, limits) => {
    const { summary } = await readAll(harOf([one], { creator: { name } }));
    expect(summary.limits).toEqual(limits);
  });

  test('of HTTP Toolkit also tells of clients that refused the interception', async () => {
    const bytes = harOf([], { _tlsErrors: [{ hostname: 'mail.contoso.com', cause: 'cert-rejected' }] });
    expect((await readOne(bytes)).failure).toEqual({ stage: 'client-tls', code: 'cert-rejected' });
  });

  const connectionRows: [string, string | undefined][] = [
    ['WebInspector', '443'],
    ['Firefox', undefined],
  ];
  test.each(connectionRows)('of %s has its connection ids judged by the producer', async (name, expected) => {
    const read = await readOne(harOf([entryOf({ connection: '443' })], { creator: { name } }));
    expect(read.connection).toBe(expected);
  });
});

describe('damage', () => {
  const codes: [string, string, string][] = [
    ['log without entries', '{"log":{"version":"1.2"}}', 'ERR_CAPTURE_INVALID'],
    ['entries which are none', '{"log":[2,1,3] "request:"}', 'ERR_CAPTURE_INVALID'],
    ['a log that breaks early', '{"log":{"version":"1.2" xxx } }', 'ERR_CAPTURE_INVALID'],
    ['an empty list', '{"log":{"entries":[]}}', 'none'],
  ];
  test.each(codes)('of the kind "%s" is told', (_what, text, code) => {
    expect(codeOf(Buffer.from(text))).toBe(code);
  });

  test('a file cut at any byte gives every entry that is whole', async () => {
    const entries = [entryOf(), entryOf({ time: 1 }), entryOf({ time: 2 })];
    const bytes = harOf(entries);
    const text = bytes.toString();
    const ends: number[] = [];
    for (const entry of entries)
      ends.push(text.indexOf(JSON.stringify(entry), ends.at(-1) ?? 0) + JSON.stringify(entry).length);
    const around = ends.flatMap((end) => [end - 1, end, end + 1, end + 2]);
    for (let length = 1; length < bytes.length; length += 1) {
      const whole = ends.filter((end) => end <= length).length;
      if (whole === 0 || (length % runs(7, 1) !== 0 && !around.includes(length))) continue;
      const { transactions, summary } = await readAll(bytes.subarray(0, length));
      expect(transactions).toHaveLength(whole);
      expect(summary.limits).toEqual(['truncated']);
    }
  });

  test('a file cut before its first entry says where it asked is an error with its place', () => {
    const bytes = harOf([entryOf()]);
    const asked = bytes.indexOf('?MailboxId=1"') + 13;
    for (let length = 60; length < bytes.length - 5; length += runs(7, 1)) {
      expect(codeOf(bytes.subarray(0, length))).toBe(length < asked ? 'ERR_CAPTURE_INVALID' : 'none');
    }
    expect(() => openCapture(memorySource(bytes.subarray(0, 200), 'a.har'))).toThrow(
      `begins at byte ${bytes.indexOf('"entries":[') + 11} of 200`,
    );
  });

  const frames: [what: string, from: string, to: string, recovered: number][] = [
    ['the first brace', '{"log":{', 'z"log":{', 3],
    ['the first brace, now a bracket', '{"log":{', '["log":{', 3],
    ['the first brace, missing', '{"log":{', '"log":{', 3],
    ['the name of the log', '"log":', '"lo\u0000:', 3],
    ['the brace of the log', '"log":{', '"log":[', 3],
    ['the creator', '"creator":{"name":"mitmproxy"', '"creator":{"name":"mitmproxy', 3],
    ['the name of the entries', '"entries":', '"entri%s":', 3],
    ['the bracket of the entries', '"entries":[', '"entries":{', 3],
    ['the first entry’s brace', '"entries":[{', '"entries":[z', 2],
    ['the first entry’s first name', '"entries":[{"', '"entries":[{', 2],
  ];
  test.each(frames)('around the entries costs at most one: %s', async (_what, from, to, recovered) => {
    const text = harOf([entryOf(), entryOf({ time: 1 }), entryOf({ time: 2 })]).toString();
    const { transactions, summary } = await readAll(Buffer.from(text.replace(from, to)));
    expect(transactions.length).toBeGreaterThanOrEqual(recovered);
    expect(summary.repairs).toEqual({ resynchronised: 1 });
  });

  test('that hides who wrote a file without any credentials leaves open whether they were taken out', async () => {
    const { transactions } = await readAll(
      Buffer.from(
        harOf([entryOf({ request: { headers: [{ name: 'Host', value: 'mail.contoso.com' }] } })], {
          creator: { name: 'WebInspector' },
        })
          .toString()
          .replace('"log"', '"lo%"')
          .replace('"WebInspector"', '"Web'),
      ),
    );
    expect(transactions[0]?.absent).toContain('authorization');
  });

  test('in one entry costs that entry', async () => {
    const text = harOf([entryOf(), entryOf({ time: 1 }), entryOf({ time: 2 })]).toString();
    const hurt = text.replace('"statusText":"Unauthorized"', '"statusText":"Unauth');
    const { transactions, summary } = await readAll(Buffer.from(hurt));
    expect(transactions.length).toBeGreaterThanOrEqual(1);
    expect(summary.skipped).toBeGreaterThanOrEqual(1);
  });

  test('costs one entry each, however the entries of a file begin', async () => {
    const entries = Array.from({ length: 12 }, (_, index) => ({
      [['_initiator', '_priority', 'time'][index % 3] ?? '']: 1,
      ...entryOf(),
    }));
    const parts = harOf(entries).toString().split('"httpVersion":"HTTP/1.1","headers":[{"name":"Host"');
    const hurt = parts.map((part, index) => (index === 3 || index === 7 ? part.replace('"url":"', '"url":') : part));
    const { transactions, summary } = await readAll(
      Buffer.from(hurt.join('"httpVersion":"HTTP/1.1","headers":[{"name":"Host"')),
    );
    expect(transactions.map(({ id }) => id)).toEqual(['1', '2', '3', '5', '6', '7', '9', '10', '11', '12']);
    expect(summary).toMatchObject({ skipped: 2, skips: { damaged: 2 }, repairs: { resynchronised: 2 }, limits: [] });
  });

  test('never throws anything but an HmaError', async () => {
    const text = harOf([entryOf(), entryOf({ time: 1 })]).toString();
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 12 }), async (at, cut, insert) => {
        const bytes = Buffer.from(text.slice(0, at) + insert + text.slice(at + cut));
        if (codeOf(bytes) === 'none') await readAll(bytes);
      }),
      { numRuns: runs(80, 300) },
    );
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const bytes = Buffer.from(`{"log":{"entries":[${json},{"request":${json},"response":${json}}]}}`);
        if (codeOf(bytes) === 'none') await readAll(bytes);
      }),
      { numRuns: runs(80, 300) },
    );
  });

  const nasty = ['{"startedDateTime":', '{"a":"', '"', '{', '[', '\\', '{"a":"\\', '{"a":1},', '{"a" 1},', ',', ']'];
  test.each(nasty)('is looked through in linear time: %s', (unit) => {
    expectFourfold((n) => codeOf(Buffer.from(`{"log":{"entries":[${unit.repeat(n / unit.length)}`)), 40_000);
  });
});
