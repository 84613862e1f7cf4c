import { describe, expect, it } from 'vitest';
import { openBundle } from '../../src/capture/bundle.js';
import { memorySource, wholeOf } from '../../src/capture/source.js';
import { type Sealing, zipOf } from '../support/zips.js';

const files = { 'a.har': '{"log":{}}', 'folder/b.txt': 'HTTP/1.1 401 Unauthorized' };
const open = async (
  zip: Uint8Array | Promise<Uint8Array>,
  password?: (again: boolean) => Promise<string | undefined>,
) => openBundle(memorySource(await zip, 'bundle.zip'), password ? { password } : {});

async function contentOf(bundle: Awaited<ReturnType<typeof open>>, name: string): Promise<string> {
  const member = bundle?.members.find((one) => one.name === name);
  if (!bundle || !member) throw new TypeError(`${name} is not in the bundle`);
  return Buffer.from(wholeOf(await bundle.open(member))).toString();
}

describe('openBundle', () => {
  it('lists and opens what is in a ZIP', async () => {
    const bundle = await open(zipOf(files));
    expect(bundle?.members.map(({ name }) => name)).toEqual(['a.har', 'folder/b.txt']);
    expect(await contentOf(bundle, 'folder/b.txt')).toBe(files['folder/b.txt']);
  });

  it('names a member by the way to it', async () => {
    const bundle = await open(zipOf(files));
    const [, member] = bundle?.members ?? [];
    expect(member && (await bundle?.open(member))?.name).toBe('bundle.zip!folder/b.txt');
  });

  it('names a member on one line, whatever its name in the archive is', async () => {
    const bundle = await open(zipOf({ 'a\n\u001b[2J.har': files['a.har'] }));
    const [member] = bundle?.members ?? [];
    expect(member && (await bundle?.open(member))?.name).toBe('bundle.zip!a\ufffd\ufffd[2J.har');
  });

  it.each<[string, Uint8Array | Promise<Uint8Array>]>([
    ['what is no ZIP', Buffer.from('HTTP/1.1 401 Unauthorized')],
    ['nothing at all', new Uint8Array()],
    ['an archive of sessions, which is one capture', zipOf({ 'raw/1_c.txt': 'GET / HTTP/1.1', 'raw/1_s.txt': '' })],
  ])('leaves %s alone', async (_what, bytes) => {
    expect(await open(bytes)).toBeUndefined();
  });

  it.each<Sealing['method']>(['zipcrypto', 'aes-128', 'aes-256'])('asks once for the password: %s', async (method) => {
    let asked = 0;
    const bundle = await open(zipOf(files, { password: 'correct', method }), async () => {
      asked += 1;
      return 'correct';
    });
    expect(await contentOf(bundle, 'a.har')).toBe(files['a.har']);
    expect(await contentOf(bundle, 'folder/b.txt')).toBe(files['folder/b.txt']);
    expect(asked).toBe(1);
  });

  it('tells a password that is missing from a wrong one', async () => {
    const sealed = await zipOf(files, { password: 'correct', method: 'aes-256' });
    await expect(contentOf(await open(sealed), 'a.har')).rejects.toMatchObject({ code: 'ERR_CAPTURE_PASSWORD_NEEDED' });
    const wrong = await open(sealed, async () => 'wrong');
    await expect(contentOf(wrong, 'a.har')).rejects.toMatchObject({ code: 'ERR_CAPTURE_PASSWORD_WRONG' });
  });

  it('says which member cannot be unpacked', async () => {
    const zip = Buffer.from(await zipOf({ 'a.har': 'x'.repeat(1000) }));
    const content = 30 + 'a.har'.length + zip.readUInt16LE(28);
    zip.fill(0xff, content, content + 8);
    await expect(contentOf(await open(zip), 'a.har')).rejects.toMatchObject({
      code: 'ERR_CAPTURE_INVALID',
      message: expect.stringContaining('bundle.zip!a.har'),
    });
  });
});
