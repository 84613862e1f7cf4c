/** Real flow files of several versions: file → transactions → limits. Skipped where they are not at hand. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { fileSource } from '../../src/capture/source.js';

const folder = process.env.HMA_DOCTOR_CORPUS && join(process.env.HMA_DOCTOR_CORPUS, 'mitm');

const rows: readonly [file: string, format: string, statuses: readonly (number | undefined)[], limits: string[]][] = [
  ['mitmproxy-corrupted_gzip_body.mitm', '21', [200], []],
  ['mitmproxy-dumpfile-012.mitm', '0.12', [304], []],
  ['mitmproxy-dumpfile-018.mitm', '0.18', [200], []],
  ['mitmproxy-dumpfile-10.mitm', '10', [undefined], []],
  ['mitmproxy-dumpfile-19.mitm', '20', [200], []],
  ['mitmproxy-incomplete_log.mitm', '18', [undefined, undefined, undefined, undefined], []],
  ['mitmproxy-successful_log.mitm', '18', [200, 200], []],
  ['mitmproxy-websocket.mitm', '20', [101, 101, 101], []],
];

describe.skipIf(!folder)('real flow files', () => {
  test.each(rows)('%s is read as format %s', async (file, format, statuses, limits) => {
    const source = fileSource(join(folder ?? '', file));
    if (!source) throw new Error(`${file} is no file`);
    const capture = openCapture(source);
    const found: (number | undefined)[] = [];
    for await (const { request, response, startedAt, connection } of capture.transactions) {
      found.push(response?.status);
      expect(request?.url).toMatch(/^https?:\/\/[\w.:-]+\//);
      expect(request?.head.split('\r\n', 1)[0]).toMatch(/^[A-Z]+ \/\S* HTTP\/1\.[01]$/);
      expect(startedAt).toBeGreaterThan(Date.UTC(2015, 0));
      expect(connection).toBeTruthy();
      expect(response?.body?.text ?? '').not.toContain('\uFFFD');
    }
    source.close();
    expect(found).toEqual(statuses);
    expect(capture.summary()).toMatchObject({
      producer: `mitmproxy (flow format ${format})`,
      read: statuses.length,
      skipped: 0,
      limits,
    });
  });

  test('are all in the table', () => {
    expect(readdirSync(folder ?? '').sort()).toEqual(rows.map(([file]) => file).sort());
  });
});
