import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Capture, openCapture, type ReadOptions } from '../../src/capture/capture.js';
import { fileSource, memorySource } from '../../src/capture/source.js';
import type { Part, RawTransaction } from '../../src/types.js';
import { type Sealing, zipOf } from '../support/zips.js';
import { metadataOf, type SazSession, sazOf, sessionOf } from './saz-samples.js';
import { buildZip } from './zip/build-zip.js';

async function readAll(bytes: Uint8Array, options?: ReadOptions): Promise<{ all: RawTransaction[]; capture: Capture }> {
  const capture = openCapture(memorySource(bytes, 'a.saz'), options);
  const all: RawTransaction[] = [];
  for await (const one of capture.transactions) all.push(one);
  return { all, capture };
}

async function readOne(files: SazSession): Promise<RawTransaction> {
  const { all } = await readAll(sazOf([sessionOf(files)]));
  const [one] = all;
  if (!one || all.length !== 1) throw new TypeError(`${all.length} transactions`);
  return one;
}

const answer = (head: string, body: string | Buffer = '') =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${head}\r\n`, 'latin1'), Buffer.from(body)]);

describe('a Session Archive', () => {
  it('is read as its sessions', async () => {
    const flags = { 'x-clientip': '127.0.0.1', 'x-clientport': '64971', 'x-processinfo': 'outlook:12140' };
    const c =
      'POST https://mail.contoso.com/mapi/emsmdb/?x=1 HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: 3\r\n\r\nabc';
    const { all, capture } = await readAll(
      sazOf([sessionOf({ c, m: metadataOf({ flags }) })], {
        comment: 'Fiddler (v5.0.20253.3311) Session Archive. See x',
      }),
    );
    expect(JSON.parse(JSON.stringify(all))).toEqual([
      {
        id: '7',
        source: 'saz',
        startedAt: Date.UTC(2025, 7, 30, 18, 33, 40, 25),
        endedAt: Date.UTC(2025, 7, 30, 18, 33, 41, 426),
        connection: '127.0.0.1:64971',
        client: { name: 'outlook', pid: 12140 },
        request: {
          method: 'POST',
          url: 'https://mail.contoso.com/mapi/emsmdb/?x=1',
          head: 'POST /mapi/emsmdb/?x=1 HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: 3',
          body: { text: 'abc', complete: true },
        },
        response: {
          status: 200,
          head: 'HTTP/1.1 200 OK\r\nContent-Length: 2',
          body: { text: 'ok', complete: true },
        },
        absent: [],
      },
    ]);
    expect(capture.format).toBe('saz');
    expect(capture.summary()).toEqual({
      name: 'a.saz',
      format: 'saz',
      producer: 'Fiddler (v5.0.20253.3311)',
      read: 1,
      skipped: 0,
      limits: [],
    });
  });

  it('gives the same when it is walked again', async () => {
    const capture = openCapture(memorySource(sazOf([sessionOf(), sessionOf()]), 'a.saz'));
    for (let walk = 0; walk < 2; walk++) {
      const ids: string[] = [];
      for await (const { id } of capture.transactions) ids.push(id);
      expect(ids).toEqual(['7', '7.2']);
    }
    expect(capture.summary()).toMatchObject({ read: 2, skipped: 0 });
  });

  describe('its sessions', () => {
    const target = (n: number | string) => `GET https://mail.contoso.com/${n} HTTP/1.1\r\n\r\n`;
    const pathsOf = (all: readonly RawTransaction[]) => all.map(({ request }) => request?.url?.slice(24));

    it('come in the order of their numbers, with gaps and padding', async () => {
      const numbers = ['0010', '9', '100', '2', '0001'];
      const { all } = await readAll(sazOf(numbers.map((number) => ({ number, c: target(Number(number)) }))));
      expect(pathsOf(all)).toEqual(['/1', '/2', '/9', '/10', '/100']);
      expect(all.map(({ id }) => id)).toEqual(['1', '2', '9', '10', '100']);
    });

    it('are called by the number in Fiddler’s window, one name once', async () => {
      const sids = ['72', '2', '72', 'x', '72.2', '0'];
      const sessions = sids.map((sid) => sessionOf({ m: metadataOf({ session: `SID="${sid}" BitFlags="9"` }) }));
      const { all } = await readAll(sazOf(sessions));
      expect(all.map(({ id }) => id)).toEqual(['72', '2', '72.2', '4', '5', '0']);
    });

    it.each<[string, Parameters<typeof sazOf>[1]]>([
      ['back-slashes', { prefix: 'raw\\' }],
      ['a folder around them', { prefix: 'Case 4711/Raw/' }],
      ['no folder at all', { prefix: '' }],
    ])('are found with %s', async (_what, options) => {
      const { all } = await readAll(sazOf([sessionOf(), sessionOf()], options));
      expect(all).toHaveLength(2);
    });

    it('may have other files beside them, and be spelled otherwise', async () => {
      const entries = [
        { name: 'raw/1_C.TXT', content: target(1) },
        { name: 'raw/1_w.txt', content: 'frames' },
        { name: 'raw/1_g.txt', content: 'gRPC' },
        { name: 'raw/2_w.txt', content: 'frames alone' },
        { name: 'raw/notes.txt', content: 'hello' },
        { name: 'raw/desktop.ini', content: 'x' },
        { name: 'other/3_c.txt', content: target(3) },
      ];
      const { all, capture } = await readAll(buildZip(entries));
      expect(pathsOf(all)).toEqual(['/1']);
      expect(capture.summary()).toMatchObject({ read: 1, skipped: 0 });
    });

    it('may be several archives in one', async () => {
      const at = (folder: string) => ({ name: `${folder}/raw/1_c.txt`, content: target(folder) });
      const { all } = await readAll(buildZip([at('b'), at('a')]));
      expect(all.map(({ id, request }) => [id, request?.url?.slice(-1)])).toEqual([
        ['1', 'a'],
        ['1.2', 'b'],
      ]);
    });

    it.each<[string, SazSession, string, number]>([
      ['no request', { s: 'HTTP/1.1 200 OK\r\n\r\n', m: metadataOf({}) }, 'no-request', 1],
      ['an empty request', { c: '', s: 'HTTP/1.1 200 OK\r\n\r\n' }, 'no-request', 1],
      ['something else in its place', { c: '<html>not found</html>', s: '' }, 'no-request', 1],
    ])('with %s are counted and left out', async (_what, files, code, count) => {
      const { all, capture } = await readAll(sazOf([files, sessionOf()]));
      expect(all).toHaveLength(1);
      expect(capture.summary()).toMatchObject({ read: 1, skipped: 1, skips: { [code]: count } });
    });
  });

  describe('a request', () => {
    const https = metadataOf({ session: 'SID="7" BitFlags="9"' });
    const http = metadataOf({ session: 'SID="7" BitFlags="8"' });
    const flagged = (flags: Record<string, string>) => metadataOf({ session: 'SID="7" BitFlags="8"', flags });

    it.each<[string, string, string | undefined, string, string | undefined]>([
      [
        'an absolute URL',
        'GET https://a.contoso.com/x?y=1 HTTP/1.1\r\nHost: b',
        http,
        'GET /x?y=1 HTTP/1.1',
        'https://a.contoso.com/x?y=1',
      ],
      [
        'an absolute URL without a path',
        'GET http://a.contoso.com HTTP/1.1',
        http,
        'GET / HTTP/1.1',
        'http://a.contoso.com',
      ],
      ['a fragment', 'GET http://a.contoso.com/x#y HTTP/1.1', http, 'GET /x HTTP/1.1', 'http://a.contoso.com/x'],
      [
        'blanks in the URL',
        'GET http://a.contoso.com/a b HTTP/1.1',
        http,
        'GET /a%20b HTTP/1.1',
        'http://a.contoso.com/a%20b',
      ],
      ['HTTP/2', 'GET https://a.contoso.com/x HTTP/2', http, 'GET /x HTTP/1.1', 'https://a.contoso.com/x'],
      ['HTTP/1.0', 'GET https://a.contoso.com/x HTTP/1.0', http, 'GET /x HTTP/1.0', 'https://a.contoso.com/x'],
      [
        'a path over HTTPS',
        'GET /x HTTP/1.1\r\nHost: a.contoso.com',
        https,
        'GET /x HTTP/1.1',
        'https://a.contoso.com/x',
      ],
      ['a path over HTTP', 'GET /x HTTP/1.1\r\nHost: a.contoso.com', http, 'GET /x HTTP/1.1', 'http://a.contoso.com/x'],
      [
        'a path and the flag for HTTPS',
        'GET /x HTTP/1.1\r\nHost: a',
        flagged({ 'X-HTTPS': 'true' }),
        'GET /x HTTP/1.1',
        'https://a/x',
      ],
      ['a path and port 443', 'GET /x HTTP/1.1\r\nHost: a:443', http, 'GET /x HTTP/1.1', 'https://a:443/x'],
      ['a path and no metadata', 'GET /x HTTP/1.1\r\nHost: a', undefined, 'GET /x HTTP/1.1', 'https://a/x'],
      [
        'a path, port 80 and no metadata',
        'GET /x HTTP/1.1\r\nHost: a:80',
        undefined,
        'GET /x HTTP/1.1',
        'http://a:80/x',
      ],
      [
        'a path and its whole URL',
        'GET /x HTTP/1.1\r\nHost: a',
        flagged({ 'x-fullUrl': 'https://b/x?y' }),
        'GET /x?y HTTP/1.1',
        'https://b/x?y',
      ],
      [
        'a path and where it was first sent',
        'GET /x HTTP/1.1',
        flagged({ 'x-OriginalURL': 'https://b/x' }),
        'GET /x HTTP/1.1',
        'https://b/x',
      ],
      ['a path alone', 'GET /x HTTP/1.1', http, 'GET /x HTTP/1.1', undefined],
      [
        'a pseudo-header in place of Host',
        'GET /x HTTP/2\r\n:authority: a\r\nAccept: */*',
        https,
        'GET /x HTTP/1.1',
        'https://a/x',
      ],
      ['all of a server', 'OPTIONS * HTTP/1.1\r\nHost: a', http, 'OPTIONS * HTTP/1.1', 'http://a/'],
      [
        'a tunnel',
        'CONNECT a.contoso.com:443 HTTP/1.1',
        http,
        'CONNECT a.contoso.com:443 HTTP/1.1',
        'https://a.contoso.com/',
      ],
      [
        'a tunnel elsewhere',
        'CONNECT a.contoso.com:444 HTTP/1.1',
        http,
        'CONNECT a.contoso.com:444 HTTP/1.1',
        'https://a.contoso.com:444/',
      ],
      [
        'a verb of Outlook Anywhere',
        'RPC_IN_DATA https://a/rpc HTTP/1.1',
        https,
        'RPC_IN_DATA /rpc HTTP/1.1',
        'https://a/rpc',
      ],
    ])('with %s', async (_what, lines, m, start, url) => {
      const { request } = await readOne({
        c: `${lines}\r\n\r\n`,
        ...(m === undefined ? { m: Buffer.alloc(0) } : { m }),
      });
      expect(request?.head.split('\r\n')[0]).toBe(start);
      expect(request?.url).toBe(url);
      expect(request?.head).not.toContain('\r\n:');
    });

    it('keeps case, order, repeats, folds and bytes of its header lines', async () => {
      const lines = 'hOST: a\r\nX-B: 1\r\nX-A: 2\r\nX-B: 3\r\n\tfolded\r\nX-C: \xe4';
      const { request } = await readOne({ c: `GET http://a/ HTTP/1.1\r\n${lines}\r\n\r\n` });
      expect(request?.head).toBe(`GET / HTTP/1.1\r\n${lines}`);
    });

    it('may have bare line feeds, and empty lines or a mark before it', async () => {
      const { request } = await readOne({ c: '\xef\xbb\xbf\r\n\nPOST http://a/ HTTP/1.1\nHost: a\n\nbody' });
      expect(request).toMatchObject({ head: 'POST / HTTP/1.1\r\nHost: a', body: { text: 'body', complete: true } });
    });

    it('of a tunnel has no body: that is Fiddler’s description of the handshake', async () => {
      const { request, response, absent } = await readOne({
        c: 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\nA SSLv3-compatible ClientHello handshake was found. WWW-Authenticate: x',
        s: 'HTTP/1.1 200 Connection Established\r\nFiddlerGateway: Direct\r\n\r\nEncrypted HTTPS traffic flows through this CONNECT tunnel.',
      });
      expect([request?.body, response?.body, absent]).toEqual([undefined, undefined, []]);
      expect(response).toEqual({ status: 200, head: 'HTTP/1.1 200 Connection Established\r\nFiddlerGateway: Direct' });
    });
  });

  describe('an answer', () => {
    const text = '{"error":"invalid_grant","error_description":"AADSTS50173: ü"}';
    const chunk = (bytes: Buffer) =>
      Buffer.concat([
        Buffer.from(`${bytes.length.toString(16)};x=1\r\n`),
        bytes,
        Buffer.from('\r\n0\r\nX-Trailer: 1\r\n\r\n'),
      ]);

    it.each<[string, Buffer]>([
      ['plain', answer('Content-Type: x\r\n', text)],
      ['gzip', answer('Content-Encoding: gzip\r\n', gzipSync(text))],
      ['deflate', answer('Content-Encoding: deflate\r\n', deflateSync(text))],
      ['brotli', answer('content-encoding: br\r\n', brotliCompressSync(text))],
      ['chunks', answer('Transfer-Encoding: chunked\r\n', chunk(Buffer.from(text)))],
      ['gzip in chunks', answer('Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n', chunk(gzipSync(text)))],
      ['a transfer coding', answer('Transfer-Encoding: gzip, chunked\r\n', chunk(gzipSync(text)))],
      ['chunks that were put together', answer('Transfer-Encoding: chunked\r\n', text)],
      ['a coding that was undone', answer('Content-Encoding: br\r\n', text)],
      ['more than its length', answer('Content-Length: 3\r\n', text)],
      ['an interim answer before it', Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), answer('', text)])],
      ['bare line feeds', Buffer.from(`HTTP/1.1 200 OK\nContent-Type: x\n\n${text}`)],
    ])('in %s', async (_what, s) => {
      const { response, absent } = await readOne({ s });
      expect(response).toMatchObject({ status: 200, body: { text, complete: true } });
      expect(absent).toEqual([]);
    });

    it.each<[string, Buffer, Record<string, string>, { text: string; complete: boolean } | undefined, Part[]]>([
      ['shorter than its length', answer('Content-Length: 30\r\n', 'abc'), {}, { text: 'abc', complete: false }, []],
      [
        'without its last chunk',
        answer('Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n'),
        {},
        { text: 'abc', complete: false },
        [],
      ],
      ['whose body was dropped', answer('Content-Length: 30\r\n'), {}, undefined, ['response-body']],
      ['whose chunks were dropped', answer('Transfer-Encoding: chunked\r\n'), {}, undefined, ['response-body']],
      ['dropped by a flag', answer(''), { 'log-drop-response-body': 'x' }, undefined, ['response-body']],
      [
        'of which only the size was kept',
        answer(''),
        { 'X-ResponseBodyTransferLength': '35,588' },
        undefined,
        ['response-body'],
      ],
      ['the same in German', answer(''), { 'x-responsebodytransferlength': '35.588' }, undefined, ['response-body']],
      ['with nothing in it', answer('Content-Length: 0\r\n'), { 'x-responsebodytransferlength': '0' }, undefined, []],
      ['in an unknown coding', answer('Content-Encoding: dcb\r\n', Buffer.alloc(99)), {}, undefined, ['response-body']],
      ['that has no body', Buffer.from('HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n'), {}, undefined, []],
    ])('%s', async (_what, s, flags, body, absent) => {
      const one = await readOne({ s, m: metadataOf({ flags }) });
      expect(one.response?.body && { ...one.response.body }).toEqual(body);
      expect(one.absent).toEqual(absent);
    });

    it.each<[string, SazSession]>([
      ['missing', { c: 'GET http://a/ HTTP/1.1\r\n\r\n', m: metadataOf({}) }],
      ['empty', sessionOf({ s: '' })],
      ['an interim one alone', sessionOf({ s: 'HTTP/1.1 100 Continue\r\n\r\n' })],
      ['no HTTP', sessionOf({ s: 'garbage' })],
    ])('may be %s', async (_what, session) => {
      const { all } = await readAll(sazOf([session]));
      expect(all[0]).toMatchObject({ absent: ['response'] });
      expect(all[0]).not.toHaveProperty('response');
      expect(all[0]).not.toHaveProperty('failure');
    });

    it('of which a session was given up by the client is no failure of the network', async () => {
      const one = await readOne({ s: '', m: metadataOf({ session: 'SID="7" BitFlags="9" Aborted="true"' }) });
      expect(one).toMatchObject({ failure: { stage: 'client', code: 'ABORTED' }, absent: [] });
    });

    it('is cut at the limit', async () => {
      const one = await readOne({ s: answer('Content-Length: 3000000\r\n', 'x'.repeat(3_000_000)) });
      expect(one.response?.body?.complete).toBe(false);
      expect(one.response?.body?.text.length).toBe(256 * 1024);
      expect(one.absent).toEqual([]);
    });

    it('out of a NetLog gets back the names of its header lines', async () => {
      const head =
        'X-Netlog-Removed-Content-Encoding: gzip\r\nContent-Length: 14\r\nX-Netlog-Original-Content-Length: 99\r\n' +
        'X-Netlog-Removed-Transfer-Encoding: chunked\r\n';
      const { response } = await readOne({ s: answer(head, 'Hello, NetLog!') });
      expect(response?.head).toBe(
        'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\nTransfer-Encoding: chunked',
      );
      expect(response?.body).toMatchObject({ text: 'Hello, NetLog!', complete: true });
    });
  });

  it('out of a NetLog does not show its credentials', async () => {
    const lines =
      'Host: a\r\nAuthorization: [1234 bytes were stripped]\r\nAccept: */*\r\nCookie: [9 bytes were stripped]';
    const { request, absent } = await readOne({ c: `GET https://a/ HTTP/1.1\r\n${lines}\r\n\r\n` });
    expect(request?.head).toBe('GET / HTTP/1.1\r\nHost: a\r\nAccept: */*');
    expect(absent).toEqual(['authorization']);
  });

  describe('its times', () => {
    it.each<[string, string, number | undefined, number | undefined, string[]]>([
      [
        'with offset and seven digits',
        'ClientBeginRequest="2025-08-30T11:33:40.0256586-07:00"',
        Date.UTC(2025, 7, 30, 18, 33, 40, 25),
        undefined,
        [],
      ],
      [
        'in UTC, with one digit',
        'ClientBeginRequest="2025-08-30T11:33:40.5Z"',
        Date.UTC(2025, 7, 30, 11, 33, 40, 500),
        undefined,
        [],
      ],
      [
        'without an offset',
        'ClientBeginRequest="2025-08-30T11:33:40"',
        Date.UTC(2025, 7, 30, 11, 33, 40),
        undefined,
        ['local-times'],
      ],
      [
        'not set',
        'ClientBeginRequest="0001-01-01T00:00:00" ServerDoneResponse="0001-01-01T00:00:00-07:00"',
        undefined,
        undefined,
        ['no-times'],
      ],
      [
        'of which the first is not set',
        'ClientBeginRequest="0001-01-01T00:00:00" ClientDoneRequest="2025-08-30T11:33:40Z"',
        Date.UTC(2025, 7, 30, 11, 33, 40),
        undefined,
        [],
      ],
      [
        'that end before they begin',
        'ClientBeginRequest="2025-08-30T11:33:40Z" ServerDoneResponse="2025-08-30T11:33:39Z"',
        Date.UTC(2025, 7, 30, 11, 33, 40),
        undefined,
        [],
      ],
      [
        'in other quotes and order',
        "ServerDoneResponse = '2025-08-30T11:33:41Z' ClientBeginRequest='2025-08-30T11:33:40Z'",
        Date.UTC(2025, 7, 30, 11, 33, 40),
        Date.UTC(2025, 7, 30, 11, 33, 41),
        [],
      ],
      ['that are no times', 'ClientBeginRequest="yesterday"', undefined, undefined, ['no-times']],
    ])('%s', async (_what, timers, startedAt, endedAt, limits) => {
      const { all, capture } = await readAll(sazOf([sessionOf({ m: metadataOf({ timers }) })]));
      expect([all[0]?.startedAt, all[0]?.endedAt]).toEqual([startedAt, endedAt]);
      expect(all[0]?.absent).toEqual(startedAt === undefined ? ['time'] : []);
      expect(capture.summary().limits).toEqual(limits);
    });
  });

  it('names connections by the client’s port, and tells those apart that had the same one', async () => {
    const session = (opened: string, port: string) => {
      const timers = `ClientConnected="${opened}" ClientBeginRequest="2025-08-30T11:33:40Z"`;
      return sessionOf({ m: metadataOf({ timers, flags: { 'x-clientport': port, 'x-clientip': '::1' } }) });
    };
    const [early, late] = ['2025-08-30T11:00:00Z', '2025-08-30T11:30:00Z'];
    const sessions = [session(early, '50000'), session(early, '50000'), session(late, '50000'), session(late, '50001')];
    const { all } = await readAll(sazOf([...sessions, session(late, '0'), sessionOf()]));
    const names = ['::1:50000', '::1:50000', '::1:50000#2', '::1:50001', undefined, undefined];
    expect(all.map(({ connection }) => connection)).toEqual(names);
  });

  it.each<[string, RawTransaction['client']]>([
    ['outlook:4711', { name: 'outlook', pid: 4711 }],
    ['microsoft.aad.brokerplugin:1', { name: 'microsoft.aad.brokerplugin', pid: 1 }],
    ['outlook', { name: 'outlook' }],
    ['a:b:3', { name: 'a:b', pid: 3 }],
    ['system:0', { name: 'system' }],
    ['', undefined],
  ])('names the program %j', async (value, client) => {
    expect((await readOne({ m: metadataOf({ flags: { 'X-ProcessInfo': value } }) })).client).toEqual(client);
  });

  it.each<[string, string | Buffer]>([
    ['is missing', Buffer.alloc(0)],
    ['is no XML', 'garbage <<<< "'],
    [
      'has an entity of its own',
      '<!DOCTYPE x [<!ENTITY e "&e;&e;">]><Session SID="&e;"><SessionTimers ClientBeginRequest="&e;"/>',
    ],
    ['breaks off', metadataOf({}).slice(0, 90)],
  ])('reads a session whose metadata %s', async (_what, m) => {
    const { all } = await readAll(sazOf([sessionOf({ m })]));
    expect(all[0]).toMatchObject({
      request: { url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
      response: { status: 200 },
    });
    expect(all[0]?.absent).toEqual(['time']);
  });

  it('marks as unknown what damage may have changed', async () => {
    const bytes = sazOf([sessionOf(), sessionOf(), sessionOf()]);
    const at = bytes.indexOf('raw/2_s.txt');
    // The directory's checksum of the second answer.
    const entry = bytes.lastIndexOf('PK\x01\x02', bytes.indexOf('raw/2_s.txt', at + 1), 'latin1');
    bytes[entry + 16] = (bytes[entry + 16] ?? 0) ^ 1;
    const { all, capture } = await readAll(bytes);
    expect(all.map(({ absent }) => absent)).toEqual([[], ['response-headers', 'response-body'], []]);
    expect(all[1]?.response?.status).toBe(200);
    expect(capture.summary()).toMatchObject({ read: 3, repairs: { 'checksum-mismatches': 1 } });
  });

  it('gives whole sessions of an archive that is cut short', async () => {
    const bytes = sazOf(Array.from({ length: 20 }, () => sessionOf()));
    const { all, capture } = await readAll(bytes.subarray(0, bytes.indexOf('raw/15_s.txt') + 20));
    expect(all).toHaveLength(15);
    expect(all.slice(0, 14).every(({ absent }) => absent.length === 0)).toBe(true);
    expect(capture.summary()).toMatchObject({ repairs: { 'directory-rebuilt': 1 }, limits: ['truncated'] });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['has no request', sazOf([{ s: 'HTTP/1.1 200 OK\r\n\r\n' }, { c: 'x', s: '' }]), /no request .* \(2\)/],
    [
      'has only damaged ones',
      buildZip([{ name: 'raw/1_c.txt', content: 'GET', claims: { offset: 9 } }]),
      /no request .* \(1\)/,
    ],
  ])('is refused when it %s', async (_what, bytes, message) => {
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'ERR_CAPTURE_INVALID', message });
  });

  it('may hold no session at all', async () => {
    const { all, capture } = await readAll(
      buildZip([{ name: 'raw/' }, { name: '_index.htm' }, { name: '[Content_Types].xml' }]),
    );
    expect(all).toEqual([]);
    expect(capture.summary()).toMatchObject({ format: 'saz', read: 0, skipped: 0 });
  });

  it('is not taken for encrypted for one damaged bit', async () => {
    const bytes = sazOf([sessionOf(), sessionOf()]);
    const entry = bytes.lastIndexOf('PK\x01\x02', bytes.lastIndexOf('raw/1_c.txt'), 'latin1');
    bytes[entry + 8] = (bytes[entry + 8] ?? 0) | 1;
    const { all } = await readAll(bytes);
    expect(all).toHaveLength(2);
  });

  it('counts what stood twice in the archive', async () => {
    const { all, capture } = await readAll(sazOf([sessionOf(), sessionOf({ number: 1, s: '' })]));
    expect(all).toHaveLength(1);
    expect(all[0]?.absent).toEqual(['response']);
    expect(capture.summary().repairs).toEqual({ 'duplicate-names': 3 });
  });

  describe('that is encrypted', () => {
    const files = {
      'raw/1_c.txt': 'GET https://a/ HTTP/1.1\r\n\r\n',
      'raw/1_s.txt': 'HTTP/1.1 401 x\r\n\r\n',
      'raw/2_c.txt': 'GET https://b/ HTTP/1.1\r\n\r\n',
    };
    const sealed = (method: Sealing['method']) => zipOf(files, { password: 'sesame', method });
    const walk = (bytes: Uint8Array, password?: ReadOptions['password']) =>
      readAll(bytes, password ? { password } : {});

    it.each<Sealing['method']>(['zipcrypto', 'aes-128', 'aes-256'])('is read with its password: %s', async (method) => {
      const { all, capture } = await walk(await sealed(method), async () => 'sesame');
      expect(all.map(({ request, response }) => [request?.url, response?.status])).toEqual([
        ['https://a/', 401],
        ['https://b/', undefined],
      ]);
      expect(capture.summary()).toMatchObject({ read: 2, skipped: 0 });
    });

    it('asks for the password when it is walked, and says when there is none', async () => {
      const bytes = await sealed('aes-256');
      await expect(walk(bytes)).rejects.toMatchObject({ code: 'ERR_CAPTURE_PASSWORD_NEEDED' });
      await expect(walk(bytes, async () => 'wrong')).rejects.toMatchObject({ code: 'ERR_CAPTURE_PASSWORD_WRONG' });
    });

    it('gives without a password what is not encrypted', async () => {
      const plain = buildZip([
        { name: 'raw/1_c.txt', content: files['raw/1_c.txt'] },
        { name: 'raw/2_c.txt', content: 'secret', flags: 1 },
        { name: '_index.htm' },
      ]);
      const { all, capture } = await walk(plain);
      expect(all.map(({ id }) => id)).toEqual(['1']);
      expect(capture.summary()).toMatchObject({ read: 1, skipped: 1, skips: { encrypted: 1 } });
    });
  });

  it.each<[string, Uint8Array]>([
    ['an archive of captures', buildZip([{ name: 'a.har', content: '{}' }])],
    ['a document', buildZip([{ name: 'word/document.xml', content: '<x/>' }, { name: '[Content_Types].xml' }])],
    ['an archive with numbered texts', buildZip([{ name: 'logs/1_c.txt', content: 'x' }])],
    ['an archive in an archive', buildZip([{ name: 'inner.saz', content: sazOf([sessionOf()]), method: 0 }])],
  ])('is not %s', (_what, bytes) => {
    expect(() => openCapture(memorySource(bytes, 'a.saz'))).toThrow(
      expect.objectContaining({ code: 'ERR_CAPTURE_UNKNOWN' }),
    );
  });

  const corpus = process.env.HMA_DOCTOR_CORPUS;
  it.skipIf(corpus === undefined)('of the corpus is read whole', async () => {
    const folder = join(corpus ?? '', 'saz');
    for (const name of readdirSync(folder)) {
      const source = fileSource(join(folder, name));
      if (!source) throw new TypeError(name);
      const capture = openCapture(source);
      let whole = 0;
      for await (const { request, response, absent } of capture.transactions) {
        expect(request?.url).toMatch(/^https?:\/\/[\w.:-]+\//);
        expect(response?.body?.complete).toBe(true);
        expect(absent.filter((part) => part !== 'time')).toEqual([]);
        whole += 1;
      }
      expect(capture.summary()).toMatchObject({ format: 'saz', read: whole, skipped: 0 });
      expect(whole).toBeGreaterThan(0);
      source.close();
    }
  });
});
