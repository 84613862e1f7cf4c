import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflateIfPacked, isPacked } from '../../src/capture/inflate.js';

// Lines that do not pack away, so that damage in the middle leaves a half.
const lines = Array.from({ length: 2000 }, (_, line) => `${line} ${(line * 2654435761) % 4294967296}\n`).join('');
const unpacked = (bytes: Uint8Array) => Buffer.from(inflateIfPacked(bytes, 'a.har.gz')).toString();

describe('inflateIfPacked', () => {
  const packers: [string, (text: string) => Buffer][] = [
    ['gzip', (text) => gzipSync(text)],
    ['zlib', (text) => deflateSync(text)],
  ];

  test.each(packers)('unpacks %s', (_what, pack) => {
    expect(isPacked(pack(lines))).toBe(true);
    expect(unpacked(pack(lines))).toBe(lines);
  });

  test.each(packers)('gives the beginning of %s that was cut', (_what, pack) => {
    const packed = pack(lines);
    const half = unpacked(packed.subarray(0, packed.length / 2));
    expect(lines.startsWith(half)).toBe(true);
    expect(half.length).toBeGreaterThan(lines.length / 3);
  });

  test.each(packers)('gives what stands before the damage in %s', (_what, pack) => {
    const packed = pack(lines);
    const middle = packed.length >> 1;
    packed.fill(0xff, middle, middle + 40);
    const half = unpacked(packed);
    expect(half.slice(0, lines.length / 3)).toBe(lines.slice(0, lines.length / 3));
  });

  test('leaves alone what is not packed', () => {
    expect(unpacked(Buffer.from('x^2 is a text'))).toBe('x^2 is a text');
  });

  test('refuses what grows as no capture does', () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
    const message = expect.stringMatching(/"bomb.gz".*more than 64 MiB/);
    expect(() => inflateIfPacked(bomb, 'bomb.gz')).toThrow(expect.objectContaining({ name: 'HmaError', message }));
  });
});
