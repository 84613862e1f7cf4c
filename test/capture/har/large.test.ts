import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { bodyLimit } from '../../../src/capture/fields/body-limit.js';
import { nothingBeside } from '../../../src/capture/har/places.js';
import { decodeBody } from '../../../src/capture/har/read-body.js';
import { openHar, readHar } from '../../../src/capture/har/read-har.js';
import { fileSource, memorySource, type Source } from '../../../src/capture/source.js';
import { createTally, reportOf } from '../../../src/capture/tally.js';
import { HmaError } from '../../../src/errors.js';
import type { RawTransaction } from '../../../src/types.js';
import { runs } from '../../support/long.js';
import { entryOf, harOf } from '../har-samples.js';

const windowBytes = 4096;

function read(source: Source) {
  const tally = createTally();
  const transactions = [...readHar(openHar(source, windowBytes), tally, nothingBeside())];
  return { transactions, report: reportOf(tally) };
}

const around = (entry: object) => memorySource(harOf([entryOf(), entry, entryOf({ time: 7 })]), 'a.har');
const withContent = (content: object) => entryOf({ response: { content } });
const bodyOf = ({ transactions }: { transactions: RawTransaction[] }) => transactions[1]?.response?.body;

describe('an entry larger than the window', () => {
  const long = 'x'.repeat(100_000);
  const rows: [string, Parameters<typeof entryOf>[0]][] = [
    ['a response body', { response: { content: { size: 1, text: long } } }],
    ['a request body', { request: { postData: { mimeType: 'x', text: long } } }],
    ['messages of a WebSocket', { _webSocketMessages: Array(3000).fill({ type: 'send', data: 'hello "you"' }) }],
    ['many cookies', { request: { cookies: Array(3000).fill({ name: 'a', value: 'b' }) } }],
    ['a stack of calls before all else', { _initiator: { stack: [{ url: long }] } }],
    ['one long number', { time: 12345 }],
  ];
  test.each(rows)('is read between others: %s', (_what, parts) => {
    const { transactions, report } = read(around(entryOf(parts)));
    expect(transactions.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(transactions[1]?.response?.head).toBe(transactions[0]?.response?.head);
    expect(report).toMatchObject({ read: 3, skipped: 0, limits: [] });
  });

  const bodies: [string, string][] = [
    ['plain text', 'abc '.repeat(10_000)],
    ['text beyond ASCII', '\u65e5\u672c\u8a9e '.repeat(5_000)],
    ['nothing but escapes', '"\\\n\u0001'.repeat(5_000)],
    ['text beyond the limit', `${'a'.repeat(bodyLimit)}b`],
    ['escapes beyond the limit', '\u0001'.repeat(bodyLimit + 9)],
    ['pairs of units beyond the limit', `a${'\u{1f600}'.repeat(bodyLimit)}`],
    ['base64 that nobody declared', Buffer.from(`{"a":"${'\u00e9'.repeat(9_000)}"}`).toString('base64')],
  ];
  test.each(bodies)('has a body of %s', (_what, text) => {
    const body = bodyOf(read(around(withContent({ size: 1, text }))));
    expect(body).toEqual(decodeBody(text, undefined, true));
  });

  test('has a body of declared base64, cut at the limit between characters', () => {
    const text = Buffer.from('\u65e5'.repeat(bodyLimit * 2)).toString('base64');
    const body = bodyOf(read(around(withContent({ size: 1, text, encoding: 'base64' }))));
    expect(body).toEqual({ text: '\u65e5'.repeat(bodyLimit), complete: false });
  });

  test('has any body', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\', '"', 'z'.repeat(3000)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        expect(bodyOf(read(around(withContent({ size: 0, text }))))).toEqual(decodeBody(text, undefined, true));
      }),
      { numRuns: runs(25, 100) },
    );
  });

  test('of our own is restored', () => {
    const own = { id: '77', source: 'live', absent: [], request: { body: true } };
    const entry = entryOf({ request: { postData: { mimeType: 'x', text: long } }, _hmaDoctor: own });
    const { transactions } = read(around(entry));
    expect(transactions[1]).toMatchObject({
      id: '77',
      source: 'live',
      request: { body: { text: long, complete: true } },
    });
  });

  test('of which too much is left is counted and stepped over', () => {
    const header = { name: 'a', value: 'b'.repeat(1000) };
    const { transactions, report } = read(around(entryOf({ request: { headers: Array(17_000).fill(header) } })));
    expect(transactions.map(({ id }) => id)).toEqual(['1', '3']);
    expect(report).toMatchObject({ skipped: 1, skips: { 'too-large': 1 } });
  });

  test('that is cut gives the entries before it', () => {
    const whole = harOf([entryOf(), withContent({ text: long })]);
    const { transactions, report } = read(memorySource(whole.subarray(0, whole.length - 5000), 'a.har'));
    expect(transactions).toHaveLength(1);
    expect(report).toMatchObject({ skips: { cut: 1 }, limits: ['truncated'] });
  });
});

describe('a body', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'har-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read from the file when it is looked at, and no sooner', () => {
    const bytes = harOf([withContent({ text: 'y'.repeat(70_000) }), ...Array(40).fill(entryOf())]);
    let places: number[] = [];
    const memory = memorySource(bytes, 'a.har');
    const source: Source = {
      ...memory,
      read(into, at) {
        places.push(at);
        return memory.read(into, at);
      },
    };
    const { transactions } = read(source);
    places = [];
    expect(transactions[0]?.response?.body?.complete).toBe(true);
    expect(places).toEqual([]);
    expect(transactions[0]?.response?.body?.text).toHaveLength(70_000);
    expect(places).toEqual([bytes.indexOf('yyyy')]);
  });

  test('of a closed file is a clear error', () => {
    const path = join(folder, 'a.har');
    writeFileSync(path, harOf([withContent({ text: 'y'.repeat(600_000) })]));
    const file = fileSource(path);
    if (!file) throw new Error('not a file');
    const [transaction] = openCapture(file).transactions as Iterable<RawTransaction>;
    file.close();
    expect(() => transaction?.response?.body?.text).toThrow(HmaError);
    expect(() => transaction?.response?.body?.text).toThrow(/"[^"]*a\.har" any more: it was closed/);
  });
});
