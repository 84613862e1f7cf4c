import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/capture/source.js';
import { type AskPassword, unlockZip } from '../../../src/capture/zip/unlock.js';
import { openZip } from '../../../src/capture/zip/zip.js';
import { HmaError } from '../../../src/errors.js';
import { runs } from '../../support/long.js';
import { type Sealing, zipOf } from '../../support/zips.js';
import { buildZip } from './build-zip.js';

const password = 'Correct Horse 7';
const files = {
  'raw/1_c.txt': 'GET / HTTP/1.1\r\n\r\n',
  'raw/1_s.txt': 'x'.repeat(5000),
  'raw/1_m.xml': '',
  'random.bin': randomBytes(3000),
};
const methods: readonly Sealing['method'][] = ['zipcrypto', 'aes-128', 'aes-256'];
const open = async (bytes: Uint8Array | Promise<Uint8Array>) => openZip(memorySource(await bytes, 'a.saz'));
const sealed = (method: Sealing['method'], given = password) => zipOf(files, { password: given, method });
const codeOf = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'opened',
    (error) => (error instanceof HmaError ? error.code : String(error)),
  );

/** Gives the answers one after the other, and counts. */
function answers(...given: (string | undefined)[]): { ask: AskPassword; again: boolean[] } {
  const again: boolean[] = [];
  return { ask: async (wrongBefore) => given[again.push(wrongBefore) - 1], again };
}

describe('unlockZip', () => {
  it.each(methods)('opens %s', async (method) => {
    const zip = await open(sealed(method));
    expect(zip.entries.map((entry) => zip.read(entry).defect)).toEqual(Array(4).fill('encrypted'));
    const unlocked = await unlockZip(zip, 'a.saz', async () => password);
    const contents = await unlocked.read(zip.entries);
    expect(contents.map(({ defect }) => defect)).toEqual(Array(4).fill(undefined));
    expect(contents.map(({ bytes }) => bytes)).toEqual(Object.values(files).map((content) => Buffer.from(content)));
  });

  it.each(methods)('reads single entries of %s in any order, and no more than its limit', async (method) => {
    const zip = await open(sealed(method));
    const unlocked = await unlockZip(zip, 'a.saz', async () => password);
    const [, second] = zip.entries;
    const contents = await unlocked.read(second ? [second] : [], 10);
    expect(contents).toEqual([{ bytes: Buffer.from('x'.repeat(10)), defect: 'too-large' }]);
  });

  it.each(methods)('reads whole entries of %s that is cut short', async (method) => {
    const bytes = Buffer.from(await sealed(method));
    const zip = await open(bytes.subarray(0, bytes.indexOf('random.bin') + 500));
    const unlocked = await unlockZip(zip, 'a.saz', async () => password);
    const contents = await unlocked.read(zip.entries);
    expect(contents.map(({ defect }) => defect)).toEqual([undefined, undefined, undefined, 'damaged']);
    expect(contents[1]?.bytes.length).toBe(5000);
  });

  it.each(methods)('finds the password of %s by other entries where one is damaged', async (method) => {
    const bytes = Buffer.from(await sealed(method));
    const content = 30 + 'raw/1_c.txt'.length + bytes.readUInt16LE(28);
    bytes.fill(0xff, content + 14, content + 18);
    const zip = await open(bytes);
    const unlocked = await unlockZip(zip, 'a.saz', async () => password);
    const contents = await unlocked.read(zip.entries);
    expect(contents[0]?.defect).toBeDefined();
    expect(contents[1]?.bytes.length).toBe(5000);
  });

  it('reads what is not encrypted beside what is', async () => {
    const plain = buildZip([{ name: 'plain', content: 'text' }]);
    const zip = await open(sealed('aes-256'));
    const [entry] = openZip(memorySource(plain, 'a')).entries;
    const mixed = { ...zip, read: openZip(memorySource(plain, 'a')).read };
    const unlocked = await unlockZip(mixed, 'a.saz', async () => password);
    expect((await unlocked.read(entry ? [entry] : []))[0]?.bytes.toString()).toBe('text');
  });

  it('takes letters outside ASCII as UTF-8', async () => {
    const zip = await open(sealed('aes-256', 'Pässwörd 日本'));
    expect(await codeOf(unlockZip(zip, 'a.saz', async () => 'Pässwörd 日本'))).toBe('opened');
  });

  it.each<[string, (string | undefined)[], string, number]>([
    ['no answer', [undefined], 'ERR_CAPTURE_PASSWORD_NEEDED', 1],
    ['an empty answer', [''], 'ERR_CAPTURE_PASSWORD_NEEDED', 1],
    ['a wrong answer, then none', ['wrong', undefined], 'ERR_CAPTURE_PASSWORD_WRONG', 2],
    ['the same wrong answer twice', ['wrong', 'wrong', password], 'ERR_CAPTURE_PASSWORD_WRONG', 2],
    ['three wrong answers', ['a', 'b', 'c', password], 'ERR_CAPTURE_PASSWORD_WRONG', 3],
    ['the right one at the third try', ['a', 'b', password], 'opened', 3],
  ])('%s: %s', async (_what, given, code, asked) => {
    const { ask, again } = answers(...given);
    expect(await codeOf(unlockZip(await open(sealed('zipcrypto')), 'a.saz', ask))).toBe(code);
    expect(again).toEqual([false, true, true].slice(0, asked));
  });

  it.each<[string, readonly string[], string[], string]>([
    [
      'a list with the right one far down',
      [...Array.from({ length: 98 }, (_, n) => `wrong ${n}`), password],
      [],
      'opened',
    ],
    [
      'a list too long',
      [...Array.from({ length: 100 }, (_, n) => `wrong ${n}`), password],
      [],
      'ERR_CAPTURE_PASSWORD_WRONG',
    ],
    ['a list in vain, then three answers', ['wrong', 'wrong', ''], ['a', 'b', password], 'opened'],
    ['a list of nothing', [''], [], 'ERR_CAPTURE_PASSWORD_NEEDED'],
  ])('%s', async (_what, list, typed, code) => {
    const given = [list, ...typed];
    const zip = await open(zipOf({ a: 'text', b: 'more' }, { password, method: 'zipcrypto' }));
    expect(await codeOf(unlockZip(zip, 'a.saz', async () => given.shift()))).toBe(code);
  });

  it('says how to give a password where nobody can be asked, and never names one', async () => {
    const zip = await open(sealed('zipcrypto'));
    const needed = /"a\.saz" is encrypted.*--password-file FILE.*HMA_DOCTOR_SAZ_PASSWORD/;
    await expect(unlockZip(zip, 'a.saz', undefined)).rejects.toThrow(needed);
    const wrong = await unlockZip(zip, 'a.saz', async () => 'sesame').catch((error: Error) => error);
    expect(`${wrong}${JSON.stringify(wrong)}`).not.toContain('sesame');
    expect(`${wrong}`).toMatch(/does not open "a\.saz"/);
  });

  // One in 256 passes the check byte of ZipCrypto.
  it('is not opened by chance', async () => {
    const zip = await open(zipOf({ a: 'text', b: 'more' }, { password, method: 'zipcrypto' }));
    for (let n = 0; n < runs(30, 90); n += 3) {
      const given = answers(`wrong ${n}`, `wrong ${n + 1}`, `wrong ${n + 2}`);
      expect(await codeOf(unlockZip(zip, 'a.saz', given.ask))).toBe('ERR_CAPTURE_PASSWORD_WRONG');
    }
  });

  it.each([
    ['strong encryption', 0x41, 8],
    ['AES without its field', 0x01, 99],
  ])('says that %s is not supported', async (_what, flags, method) => {
    const zip = openZip(memorySource(buildZip([{ name: 'a', content: 'x', flags, method }]), 'a.saz'));
    const refused = unlockZip(zip, 'a.saz', async () => password);
    await expect(refused).rejects.toMatchObject({ code: 'ERR_CAPTURE_INVALID', message: /not supported/ });
  });
});
