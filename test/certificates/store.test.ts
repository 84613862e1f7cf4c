import { X509Certificate } from 'node:crypto';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolder } from '../../src/certificates/data-folder.js';
import { openAuthority as open, type StoreOptions } from '../../src/certificates/store.js';

const hosts = ['mail.contoso.com', 'autodiscover.contoso.com'];
// Quick keys; what an RSA authority is more is tested where authorities are.
const openAuthority = (options: StoreOptions) => open({ keyType: 'ecdsa', ...options });
const onPosix = process.platform !== 'win32';
let base: string;
let folder: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  folder = join(base, 'data');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('openAuthority', () => {
  it('makes an authority where there is none, and hands out its certificate without the key', async () => {
    const opened = await openAuthority({ folder, hosts });
    expect(opened.isNew).toBe(true);
    expect(opened.replaced).toBeUndefined();
    expect(readFileSync(opened.certificateFile, 'utf8')).toBe(opened.authority.certificate);
    expect(readdirSync(folder).sort()).toEqual(['authority.json', 'hma-doctor-ca.pem']);
  });

  it('makes one that every client understands', async () => {
    const { authority } = await open({ folder, hosts });
    expect(new X509Certificate(authority.certificate).publicKey.asymmetricKeyType).toBe('rsa');
  });

  it('protects the folder before a key is in it, or writes none', async () => {
    const seen: string[][] = [];
    const protect = async () => void seen.push(readdirSync(folder));
    await openAuthority({ folder, hosts, protect });
    expect(seen).toEqual([[]]);
    const refuse = () => Promise.reject(new Error('no'));
    await expect(openAuthority({ folder: join(base, 'other'), hosts, protect: refuse })).rejects.toBeDefined();
    expect(readdirSync(join(base, 'other'))).toEqual([]);
  });

  it.runIf(onPosix)('keeps the key to its owner', async () => {
    await openAuthority({ folder, hosts });
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(join(folder, 'authority.json'))).toBe(0o600);
  });

  it('uses it again for the same hosts, in any order and case', async () => {
    const first = await openAuthority({ folder, hosts });
    const second = await openAuthority({ folder, hosts: ['AUTODISCOVER.contoso.com', 'mail.contoso.com'] });
    expect(second.isNew).toBe(false);
    expect(second.authority.fingerprint).toBe(first.authority.fingerprint);
    expect((await second.authority.leafFor('mail.contoso.com')).chain).toContain(first.authority.issuing);
  });

  it('writes nothing then, so that a folder which can only be read is enough', async () => {
    const { certificateFile } = await openAuthority({ folder, hosts });
    const before = statSync(folder, { bigint: true }).mtimeNs;
    expect((await openAuthority({ folder, hosts })).isNew).toBe(false);
    expect(statSync(folder, { bigint: true }).mtimeNs).toBe(before);
    rmSync(certificateFile);
    const { authority } = await openAuthority({ folder, hosts });
    expect(readFileSync(certificateFile, 'utf8')).toBe(authority.certificate);
  });

  it.each([
    ['another host', ['mail.contoso.com', 'ews.contoso.com']],
    ['one host less', ['mail.contoso.com']],
    ['one host more', [...hosts, 'ews.contoso.com']],
    ['a wildcard in place of a host', ['mail.contoso.com', '*.autodiscover.contoso.com']],
  ])('makes a new one for %s, and says which it replaces', async (_what, changed) => {
    const first = await openAuthority({ folder, hosts });
    const second = await openAuthority({ folder, hosts: changed });
    expect(second.isNew).toBe(true);
    expect(second.replaced).toBe(first.authority.fingerprint);
    expect(second.authority.fingerprint).not.toBe(first.authority.fingerprint);
    expect((await openAuthority({ folder, hosts: changed })).isNew).toBe(false);
  });

  it('makes a new one on the last day', async () => {
    const now = new Date('2026-03-01T12:00:00Z');
    await openAuthority({ folder, hosts, days: 7, now });
    const sixth = await openAuthority({ folder, hosts, now: new Date('2026-03-07T11:00:00Z') });
    const last = await openAuthority({ folder, hosts, now: new Date('2026-03-07T12:00:01Z') });
    expect([sixth.isNew, last.isNew]).toEqual([false, true]);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"hosts":["mail.contoso.com"],"certif'],
    ['not ours', '[1,2,3]'],
    ['of the wrong kind', '{"hosts":["mail.contoso.com"],"certificate":"x","key":"y"}'],
    ['null', 'null'],
  ])('makes a new one where the file is %s', async (_what, text) => {
    await openAuthority({ folder, hosts });
    writeFileSync(join(folder, 'authority.json'), text);
    expect((await openAuthority({ folder, hosts })).isNew).toBe(true);
    expect((await openAuthority({ folder, hosts })).isNew).toBe(false);
  });

  it('makes a new one where the key belongs to another certificate', async () => {
    const other = await openAuthority({ folder: join(base, 'other'), hosts });
    await openAuthority({ folder, hosts });
    const file = join(folder, 'authority.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...kept, key: other.authority.key }));
    expect((await openAuthority({ folder, hosts })).isNew).toBe(true);
  });

  it.runIf(onPosix)('makes a new one when others could read the key', async () => {
    const first = await openAuthority({ folder, hosts });
    chmodSync(join(folder, 'authority.json'), 0o644);
    const second = await openAuthority({ folder, hosts });
    expect(second.isNew).toBe(true);
    expect(second.replaced).toBe(first.authority.fingerprint);
    expect(modeOf(join(folder, 'authority.json'))).toBe(0o600);
  });

  it.runIf(onPosix)('refuses a folder that others can write to', async () => {
    await openAuthority({ folder, hosts });
    chmodSync(folder, 0o777);
    await expect(openAuthority({ folder, hosts })).rejects.toMatchObject({
      code: 'ERR_CERTIFICATES',
      message: expect.stringContaining('can be written by other users'),
    });
  });

  it.runIf(onPosix)('refuses a link in place of the file', async () => {
    await openAuthority({ folder, hosts });
    rmSync(join(folder, 'authority.json'));
    symlinkSync('/etc/passwd', join(folder, 'authority.json'));
    await expect(openAuthority({ folder, hosts })).rejects.toMatchObject({ code: 'ERR_CERTIFICATES' });
  });

  it('says so when the folder is a file', async () => {
    writeFileSync(folder, '');
    await expect(openAuthority({ folder, hosts })).rejects.toMatchObject({
      code: 'ERR_CERTIFICATES',
      message: expect.stringContaining('--confdir'),
    });
  });
});

describe('dataFolder', () => {
  it.each([
    ['linux', { HOME: '/home/ana' }, '/home/ana/.local/share/hma-doctor'],
    ['linux', { HOME: '/home/ana', XDG_DATA_HOME: '/data' }, '/data/hma-doctor'],
    ['linux', { HOME: '/home/ana', XDG_DATA_HOME: 'data' }, '/home/ana/.local/share/hma-doctor'],
    ['linux', { HOME: '/home/ana', XDG_DATA_HOME: '' }, '/home/ana/.local/share/hma-doctor'],
    ['darwin', { HOME: '/Users/ana' }, '/Users/ana/Library/Application Support/hma-doctor'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' }, 'C:\\Users\\ana\\AppData\\Local\\hma-doctor'],
    ['win32', { USERPROFILE: 'C:\\Users\\ana' }, 'C:\\Users\\ana\\AppData\\Local\\hma-doctor'],
  ] as const)('on %s with %j is %s', (platform, env, expected) => {
    expect(dataFolder(env, platform)).toBe(expected);
  });
});
