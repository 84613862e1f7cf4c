import zlib, { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canDecode, decodeBody } from '../../src/parse/content-coding.js';
import { expectLinear } from './linear.js';

const text = JSON.stringify({ error: 'invalid_grant', error_description: 'AADSTS50173: ü' });
const plain = Buffer.from(text);
const varied = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `${i * 7919}`).join(','));

const fastBrotli = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

describe('decodeBody', () => {
  it.each<[string, Uint8Array, string | undefined]>([
    ['no coding', plain, undefined],
    ['identity', plain, 'identity'],
    ['gzip', gzipSync(plain), 'gzip'],
    ['x-gzip in capitals', gzipSync(plain), 'X-GZIP'],
    ['deflate with its frame', deflateSync(plain), 'deflate'],
    ['deflate without its frame', deflateRawSync(plain), 'deflate'],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['two codings', gzipSync(deflateSync(plain)), 'deflate, gzip'],
    ['gzip of which the source has taken off the coding', plain, 'gzip'],
    ['two gzip members', Buffer.concat([gzipSync(plain.subarray(0, 9)), gzipSync(plain.subarray(9))]), 'gzip'],
  ])('undoes %s', (_, bytes, coding) => {
    expect(decodeBody(bytes, coding, 65_536, true)).toEqual({ text, complete: true });
  });

  it.each<[string, Buffer, string]>([
    ['gzip', gzipSync(varied), 'gzip'],
    ['deflate', deflateSync(varied), 'deflate'],
    ['raw deflate', deflateRawSync(varied), 'deflate'],
    ['brotli', brotliCompressSync(varied), 'br'],
  ])('gives the beginning of %s that was cut', (_, bytes, coding) => {
    for (const told of [true, false]) {
      const body = decodeBody(bytes.subarray(0, bytes.length >> 1), coding, 1_000_000, told);
      expect(body.complete).toBe(false);
      expect(body.text.length).toBeGreaterThan(1000);
      expect(varied.toString().startsWith(body.text)).toBe(true);
    }
  });

  it('gives the beginning of gzip that is damaged later', () => {
    const bytes = Buffer.from(gzipSync(varied));
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 64);
    const body = decodeBody(bytes, 'gzip', 1_000_000, true);
    expect(body.complete).toBe(false);
    expect(body.text.slice(0, 1000)).toBe(varied.toString().slice(0, 1000));
  });

  it.each<[string, (bytes: Uint8Array) => Buffer, string]>([
    ['gzip', gzipSync, 'gzip'],
    ['deflate', deflateSync, 'deflate'],
    ['brotli', fastBrotli, 'br'],
  ])('keeps to its limit with a bomb in %s', (_, compress, coding) => {
    const before = process.memoryUsage().arrayBuffers;
    const body = decodeBody(compress(Buffer.alloc(30_000_000, 'a')), coding, 1000, true);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
    expect(body.complete).toBe(false);
    expect(body.text.length).toBeLessThanOrEqual(1000);
    if (coding !== 'br') expect(body.text).toBe('a'.repeat(1000));
  });

  it('cuts at its limit, also in the middle of a character', () => {
    expect(decodeBody(Buffer.from('añb'), undefined, 2, true)).toEqual({ text: 'a', complete: false });
    expect(decodeBody(Buffer.from('abc'), undefined, 3, true)).toEqual({ text: 'abc', complete: true });
    expect(decodeBody(Buffer.from('abc'), undefined, 3, false)).toEqual({ text: 'abc', complete: false });
  });

  it.each<[string, Uint8Array, string]>([
    ['as latin1 what is not UTF-8', Buffer.from([0x6d, 0xfc, 0x6e]), 'mün'],
    ['UTF-16 that says so', Buffer.from('\ufeffmün', 'utf16le'), 'mün'],
    ['UTF-8 that says so', Buffer.from('\ufeffmün'), 'mün'],
    ['as latin1 what begins like UTF-16', Buffer.from([0xff, 0x41, 0x42]), 'ÿAB'],
    ['as latin1 what goes on like UTF-16', Buffer.from([0x41, 0xfe, 0x42]), 'AþB'],
    ['as latin1 UTF-16 the other way round', Buffer.from([0xfe, 0xff, 0, 0x41]), 'þÿ\0A'],
  ])('reads %s', (_, bytes, said) => {
    expect(decodeBody(bytes, undefined, 100, true)).toEqual({ text: said, complete: true });
  });

  it('undoes deflate without its frame, whatever its first two bytes happen to be', () => {
    for (let number = 0; number < 300; number += 1) {
      const said = `answer ${number}`;
      expect(decodeBody(deflateRawSync(said), 'deflate', 100, true)).toEqual({ text: said, complete: true });
    }
  });

  it.each(['zstd', 'gzip, compress', 'constructor', 'gzip,gzip,gzip,gzip,gzip'])('gives nothing for %s', (coding) => {
    expect(decodeBody(gzipSync(plain), coding, 1000, true)).toEqual({ text: '', complete: false });
  });

  it('takes nothing for what it is', () => {
    expect(decodeBody(new Uint8Array(0), 'gzip', 1000, true)).toEqual({ text: '', complete: true });
  });

  it('never throws', () => {
    const coding = fc.constantFrom('gzip', 'deflate', 'br', 'gzip, br', 'deflate, gzip', '', undefined, '\0');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), coding, fc.boolean(), (bytes, name, complete) => {
        decodeBody(bytes, name, 64, complete);
        decodeBody(Buffer.concat([gzipSync(plain).subarray(0, 20), bytes]), name, 64, complete);
      }),
    );
  });

  it.each(['gzip', 'deflate', 'br', undefined])('takes linear time over bytes that are no %s', (coding) => {
    expectLinear((n) => void decodeBody(Buffer.alloc(n, 0x1f), coding, 1_000_000, true));
  });

  const zstdCompress = (zlib as { zstdCompressSync?: (bytes: Uint8Array) => Buffer }).zstdCompressSync;

  it.runIf(zstdCompress)('undoes zstd where Node has it, and takes half of it for half', () => {
    const bytes = zstdCompress?.(varied) ?? Buffer.alloc(0);
    expect(decodeBody(bytes, 'zstd', 1_000_000, true)).toEqual({ text: varied.toString(), complete: true });
    expect(decodeBody(bytes.subarray(0, bytes.length >> 1), 'zstd', 1_000_000, true).complete).toBe(false);
    expect(decodeBody(bytes, 'zstd', 1000, true).complete).toBe(false);
  });

  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['identity', true],
    ['GZIP, br', true],
    ['zstd', zstdCompress !== undefined],
    ['dcb', false],
    ['gzip, made-up', false],
  ])('knows whether %j can be undone', (coding, known) => {
    expect(canDecode(coding)).toBe(known);
  });
});
