import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { createSazFile, writeSaz } from '../../src/capture/saz-write.js';
import { memorySource } from '../../src/capture/source.js';
import { openZip } from '../../src/capture/zip/zip.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction } from '../../src/types.js';
import { runs } from '../support/long.js';
import { admitted, creator, live, samples } from './written-samples.js';

const all = samples.map(([, raw]) => admitted(raw));

function filesOf(saz: Uint8Array): Map<string, Buffer> {
  const zip = openZip(memorySource(saz, 'x.saz'));
  return new Map(zip.entries.map((entry) => [entry.name, zip.read(entry).bytes]));
}

async function readBack(saz: Uint8Array): Promise<RawTransaction[]> {
  const back: RawTransaction[] = [];
  for await (const one of openCapture(memorySource(saz, 'x.saz')).transactions) back.push(one);
  return back;
}

const textOf = (files: Map<string, Buffer>, name: string) => files.get(name)?.toString('latin1') ?? '';

describe('writeSaz', () => {
  test.each(samples)('writes %s so that it is read back equal', async (_what, raw) => {
    expect(await readBack(await writeSaz([admitted(raw)], creator))).toEqual([raw]);
  });

  test('writes the same bytes again from what was read', async () => {
    const saz = await writeSaz(all, creator);
    expect(await writeSaz((await readBack(saz)).map(admitted), creator)).toEqual(saz);
  });

  test('reads any head and body back, and nothing of them ends a head early', async () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 });
    const broken = fc.constantFrom(
      '\r\n\r\n',
      '\u010d\u010a\u010d\u010a',
      '\ud800',
      'X-Hma-Doctor-Recorded-A: b',
      '\r\nA: ',
    );
    const text = fc.array(fc.oneof(any, broken), { maxLength: 4 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (url, head, body) => {
        const raw: RawTransaction = {
          id: '1',
          source: 'live',
          absent: [],
          request: { method: url.slice(0, 50), url, head, body: { text: body, complete: true } },
          response: { status: 200, head, body: { text: body, complete: false } },
        };
        const saz = await writeSaz([admitted(raw)], creator);
        expect(await readBack(saz)).toEqual([raw]);
        const content = Buffer.from(body);
        for (const name of ['raw/000001_c.txt', 'raw/000001_s.txt']) {
          const bytes = filesOf(saz).get(name);
          expect(bytes?.subarray(bytes.indexOf('\r\n\r\n') + 4)).toEqual(content);
        }
      }),
      { numRuns: runs(25, 100) },
    );
  });

  test('has what Fiddler Classic asks for, in its order', async () => {
    const saz = await writeSaz(all.slice(0, 2), creator);
    expect([...filesOf(saz).keys()]).toEqual([
      'raw/',
      'raw/000001_c.txt',
      'raw/000001_s.txt',
      'raw/000001_m.xml',
      'raw/000002_c.txt',
      'raw/000002_s.txt',
      'raw/000002_m.xml',
      '_index.htm',
      '[Content_Types].xml',
    ]);
    expect(openZip(memorySource(saz, 'x')).comment).toBe('hma-doctor (v0.1.0) Session Archive');
  });

  test('gives the URL in the request line, times, process and flags where Fiddler looks for them', async () => {
    const files = filesOf(await writeSaz([admitted(live)], creator));
    expect(textOf(files, 'raw/000001_c.txt')).toBe(
      'POST https://mail.contoso.com/EWS/Exchange.asmx?a=b%20c HTTP/1.1\r\nHost: mail.contoso.com\r\n' +
        'Authorization: Bearer\r\nX-b: 1\r\nX-B: 2\r\n\r\n<soap/>',
    );
    const metadata = files.get('raw/000001_m.xml')?.toString() ?? '';
    expect(metadata).toMatch(/^\uFEFF<\?xml version="1.0" encoding="utf-8"\?>\r\n<Session SID="17" BitFlags="1">/);
    const unset = '0001-01-01T00:00:00';
    const [sent, received] = ['2024-05-01T10:00:00.123+00:00', '2024-05-01T10:00:00.999+00:00'];
    expect(timersOf(metadata)).toMatchObject({
      ClientConnected: unset,
      ClientBeginRequest: sent,
      ClientDoneRequest: sent,
      ServerGotRequest: sent,
      ServerDoneResponse: received,
      ClientBeginResponse: received,
      ClientDoneResponse: received,
    });
    expect(metadata).toContain('<SessionFlag N="x-processinfo" V="outlook:4711" />');
    expect(metadata).toContain('<SessionFlag N="log-drop-request-body" V="not recorded" />');
    expect(metadata).not.toContain('log-drop-response-body');
  });

  test('sets the timers that Classic takes for granted where no time is known', async () => {
    const nothing = admitted({ id: 'a', source: 'text', text: 'x', absent: ['request', 'response', 'time'] });
    const files = filesOf(await writeSaz([nothing], creator));
    const timers = Object.values(timersOf(files.get('raw/000001_m.xml')?.toString() ?? ''));
    expect(new Set(timers)).toEqual(new Set(['0001-01-01T00:00:00', '0']));
    expect(timers).toHaveLength(16);
    expect(textOf(files, 'raw/000001_c.txt')).toMatch(/^GET http:\/\/not-recorded\.invalid\/ HTTP\/1\.1\r\nHost: /);
    expect(textOf(files, 'raw/000001_s.txt')).toBe('');
  });

  test('renames the lines that speak of a body as it came, since it is written decoded', async () => {
    const lines = 'content-encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Length: 99\r\nContent-Type: a/b';
    const raw: RawTransaction = {
      id: '1',
      source: 'live',
      absent: [],
      request: { method: 'POST', url: 'https://a/', head: `POST / HTTP/1.1\r\n${lines}` },
      response: { status: 200, head: `HTTP/1.1 200 OK\r\n${lines}`, body: { text: 'plain', complete: true } },
    };
    const saz = await writeSaz([admitted(raw)], creator);
    expect(textOf(filesOf(saz), 'raw/000001_s.txt').split('\r\n')).toEqual([
      'HTTP/1.1 200 OK',
      'X-Hma-Doctor-Recorded-content-encoding: gzip',
      'X-Hma-Doctor-Recorded-Transfer-Encoding: chunked',
      'X-Hma-Doctor-Recorded-Content-Length: 99',
      'Content-Type: a/b',
      '',
      'plain',
    ]);
    expect(textOf(filesOf(saz), 'raw/000001_c.txt')).toContain(`\r\n${lines}\r\n\r\n`);
    expect(textOf(filesOf(saz), 'raw/000001_m.xml')).not.toContain('head');
    expect(await readBack(saz)).toEqual([raw]);
  });

  test('keeps a long paste, in any language', async () => {
    const text = 'サインインできません: "401" <Unauthorized>\r\n'.repeat(20_000);
    const raw: RawTransaction = { id: '1', source: 'text', text, absent: ['request', 'response', 'time'] };
    const saz = await writeSaz([admitted(raw)], creator);
    expect(await readBack(saz)).toEqual([raw]);
    expect(filesOf(saz).get('raw/000001_m.xml')?.toString()).toContain('サインインできません');
  });

  test('lets nothing from the wire become markup', async () => {
    const hostile = `"'><script>alert(1)</script>&\u202e\u0000`;
    const raw: RawTransaction = {
      id: '1',
      source: 'live',
      absent: [],
      client: { name: hostile },
      failure: { stage: 'response', code: hostile },
      request: { method: hostile, url: `https://a/${hostile}`, head: `${hostile}: ${hostile}` },
      response: {
        status: 200,
        head: `HTTP/1.1 200 ${hostile}\r\nContent-Type: ${hostile}\r\nCache-Control: ${hostile}`,
      },
    };
    const files = filesOf(await writeSaz([admitted(raw)], creator));
    const page = files.get('_index.htm')?.toString() ?? '';
    expect(page).toMatch(/^\uFEFF<html>/);
    expect(page.match(/<t[dh]>/g)).toHaveLength(24);
    for (const markup of [page, files.get('raw/000001_m.xml')?.toString() ?? '']) {
      expect(markup).not.toMatch(/<script|\u202e|\0|&\ufffd/);
      expect(markup).toContain('&lt;script&gt;');
    }
  });

  test('has a line for each session in the table, however many there are', async () => {
    const many = Array.from({ length: 500 }, (_, index) => admitted({ ...live, id: `s${index}` }));
    const page =
      filesOf(await writeSaz(many, creator))
        .get('_index.htm')
        ?.toString() ?? '';
    expect(page.match(/<tr>/g)).toHaveLength(501);
    expect(page).toContain("<a href='raw\\000500_s.txt'>S</a>");
    expect(page.endsWith('</html>')).toBe(true);
  });
});

function timersOf(metadata: string): Record<string, string> {
  const timers = /<SessionTimers ([^>]*) \/>/.exec(metadata)?.[1] ?? '';
  return Object.fromEntries([...timers.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

describe('createSazFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'saz-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('writes what writeSaz writes, in the order of additions that nobody waited for', async () => {
    const path = join(folder, 'run.saz');
    const file = await createSazFile(path, creator);
    await Promise.all([...all.map((t) => file.add(t)), file.close()]);
    expect(readFileSync(path)).toEqual(await writeSaz(all, creator));
  });

  test('leaves readable sessions when it is never closed', async () => {
    const path = join(folder, 'run.saz');
    const file = await createSazFile(path, creator);
    for (const t of all) await file.add(t);
    expect(await readBack(readFileSync(path))).toEqual(all);
    await file.close();
  });

  test.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const path = join(folder, 'run.saz');
    await (await createSazFile(path, creator)).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  const taken: [string, (path: string) => void][] = [
    ['an existing file', (path) => writeFileSync(path, 'precious')],
    ['a link', (path) => symlinkSync(join(path, '..', 'elsewhere'), path)],
  ];
  test.skipIf(process.platform === 'win32').each(taken)('refuses %s', async (_what, take) => {
    const path = join(folder, 'run.saz');
    take(path);
    const error = await createSazFile(path, creator).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HmaError);
    expect(error).toMatchObject({ code: 'ERR_OUTPUT', message: expect.stringMatching(/exists already.*another name/) });
  });
});
