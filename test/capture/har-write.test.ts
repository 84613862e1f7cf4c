import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { createHarFile, harEntry, writeHar } from '../../src/capture/har-write.js';
import { memorySource } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction } from '../../src/types.js';
import { runs } from '../support/long.js';
import { admitted, creator, live, samples } from './written-samples.js';

async function readBack(text: string): Promise<RawTransaction[]> {
  const back: RawTransaction[] = [];
  for await (const one of openCapture(memorySource(Buffer.from(text), 'x')).transactions) back.push(one);
  return back;
}

describe('writeHar', () => {
  test.each(samples)('writes %s so that it is read back equal', async (_what, raw) => {
    expect(await readBack(writeHar([admitted(raw)], creator))).toEqual([raw]);
  });

  test('writes the same bytes again from what was read', async () => {
    const text = writeHar(
      samples.map(([, raw]) => admitted(raw)),
      creator,
    );
    expect(writeHar((await readBack(text)).map(admitted), creator)).toBe(text);
  });

  test('reads any head and body back', async () => {
    const head = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(head, head, async (any, body) => {
        const raw: RawTransaction = {
          id: '1',
          source: 'live',
          absent: [],
          request: { method: 'GET', url: 'https://a/', head: any, body: { text: body, complete: true } },
          response: { status: 200, head: any, body: { text: body, complete: false } },
        };
        expect(await readBack(writeHar([admitted(raw)], creator))).toEqual([raw]);
      }),
      { numRuns: runs(50, 200) },
    );
  });

  test('gives every field that HAR 1.2 requires, header lines in order with case and repeats', () => {
    expect(harEntry(admitted(live))).toMatchObject({
      startedDateTime: '2024-05-01T10:00:00.123Z',
      time: 876,
      cache: {},
      timings: { send: 0, wait: 876, receive: 0 },
      request: {
        method: 'POST',
        url: live.request?.url,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headersSize: -1,
        bodySize: 7,
        queryString: [{ name: 'a', value: 'b c' }],
        headers: [
          { name: 'Host', value: 'mail.contoso.com' },
          { name: 'Authorization', value: 'Bearer' },
          { name: 'X-b', value: '1' },
          { name: 'X-B', value: '2' },
        ],
      },
      response: {
        status: 401,
        statusText: 'Unauthorized',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        redirectURL: '',
        headersSize: -1,
        bodySize: 0,
        content: { size: 0, text: '' },
        headers: [
          { name: 'WWW-Authenticate', value: 'NTLM' },
          { name: 'www-authenticate', value: 'Negotiate' },
        ],
      },
    });
  });

  test('is an empty HAR without transactions', async () => {
    expect(JSON.parse(writeHar([], creator)).log).toMatchObject({ version: '1.2', creator, entries: [] });
  });
});

describe('createHarFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'har-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is a valid HAR at every moment, and in the end what writeHar writes', async () => {
    const path = join(folder, 'run.har');
    const file = await createHarFile(path, creator);
    const entries = () => JSON.parse(readFileSync(path, 'utf8')).log.entries.length;
    expect(entries()).toBe(0);
    for (const [index, [, raw]] of samples.entries()) {
      await file.add(admitted(raw));
      expect(entries()).toBe(index + 1);
    }
    await file.close();
    expect(readFileSync(path, 'utf8')).toBe(
      writeHar(
        samples.map(([, raw]) => admitted(raw)),
        creator,
      ),
    );
  });

  test('keeps the order of additions that nobody waited for', async () => {
    const path = join(folder, 'run.har');
    const file = await createHarFile(path, creator);
    await Promise.all(samples.map(([, raw]) => file.add(admitted(raw))));
    await file.close();
    expect((await readBack(readFileSync(path, 'utf8'))).map(({ id }) => id)).toEqual(samples.map(([, { id }]) => id));
  });

  test('writes what comes meanwhile together, so that busy traffic does not pile up', async () => {
    const path = join(folder, 'run.har');
    const file = await createHarFile(path, creator);
    const [, raw] = samples[0] as (typeof samples)[number];
    const writes = Array.from({ length: 1_000 }, () => file.add(admitted(raw)));
    expect(new Set(writes).size).toBeLessThan(10); // what is written together is awaited together
    await Promise.all(writes);
    expect(JSON.parse(readFileSync(path, 'utf8')).log.entries).toHaveLength(1_000);
    await file.close();
  });

  test.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const path = join(folder, 'run.har');
    await (await createHarFile(path, creator)).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  const taken: [string, (path: string) => void][] = [
    ['an existing file', (path) => writeFileSync(path, 'precious')],
    ['a link', (path) => symlinkSync(join(path, '..', 'elsewhere'), path)],
  ];
  test.skipIf(process.platform === 'win32').each(taken)('refuses %s', async (_what, take) => {
    const path = join(folder, 'run.har');
    take(path);
    const error = await createHarFile(path, creator).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HmaError);
    expect(error).toMatchObject({ code: 'ERR_OUTPUT', message: expect.stringMatching(/exists already.*another name/) });
  });

  test('names a missing folder', async () => {
    const made = createHarFile(join(folder, 'no', 'run.har'), creator);
    await expect(made).rejects.toThrow(/folder does not exist/);
  });
});
