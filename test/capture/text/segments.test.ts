import { describe, expect, test } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { segmentsOf } from '../../../src/capture/text/segments.js';
import type { RawTransaction } from '../../../src/types.js';

const segments = (text: string) => [...segmentsOf(memorySource(Buffer.from(text), 'x'))].map(String);
const message = (n: number) =>
  `> GET /EWS/${n} HTTP/1.1\n> Host: mail.contoso.com\n>\n< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: NTLM\n<\n${'x'.repeat(900)}\n\n`;
const messages = Array.from({ length: 3000 }, (_, n) => message(n));
const many = messages.join('');
// In UTF-8 they come in two segments.
const some = messages.slice(0, 1300).join('');

async function read(bytes: Uint8Array) {
  const capture = openCapture(memorySource(bytes, 'x'));
  const all: RawTransaction[] = [];
  for await (const one of capture.transactions) all.push(one);
  return { all, summary: capture.summary() };
}

describe('a long text', () => {
  test.each<[string, string, number]>([
    ['nothing', '', 0],
    ['a paste', message(1), 1],
    ['a paste of megabytes', many, 3],
    ['the same with line ends of Windows', many.replaceAll('\n', '\r\n'), 3],
    ['a line that does not end', 'ä'.repeat(1_500_000), 3],
    ['very many lines', 'a\n'.repeat(250_000), 3],
    ['JSON, which is read whole', `{"a":[${'"bbbbbbb",\n'.repeat(90_000)}1]}`, 1],
  ])('comes in segments that leave nothing out: %s', (_what, text, count) => {
    const given = segments(text);
    expect(given).toHaveLength(count);
    expect(Buffer.concat([...segmentsOf(memorySource(Buffer.from(text), 'x'))]).equals(Buffer.from(text))).toBe(true);
  });

  test('is cut between messages', () => {
    for (const segment of segments(many).slice(1)) expect(segment).toMatch(/^\s{0,2}> GET/);
  });

  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(some)],
    ['UTF-16', Buffer.from(`\ufeff${some}`, 'utf16le')],
  ])('gives every message, numbered through: %s', async (_what, bytes) => {
    const { all, summary } = await read(bytes);
    const asked = all.filter(({ request }) => request);
    expect(asked).toHaveLength(1300);
    expect(asked.every(({ response }) => response?.status === 401)).toBe(true);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(summary).toMatchObject({ read: all.length, limits: [] });
  });
});
