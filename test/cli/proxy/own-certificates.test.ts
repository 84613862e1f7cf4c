import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority, type Leaf } from '../../../src/certificates/authority.js';
import { resolveOptions } from '../../../src/cli/options.js';
import { readOwnCertificates } from '../../../src/cli/proxy/own-certificates.js';
import { createWorld, type WorldOptions } from '../world.js';

const host = 'mail.contoso.com';
const password = 'geheim-und-lang';
let folder: string;
let authority: Authority;
let leaf: Leaf;
let other: Leaf;

const at = (name: string) => join(folder, name);
const write = (name: string, ...parts: readonly string[]) => writeFileSync(at(name), parts.join(''));

function sealed(key: string): string {
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password } as const;
  return createPrivateKey(key).export(options).toString();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  const now = new Date('2025-03-01T00:00:00Z'); // the day of the worlds of these tests
  authority = await createAuthority({ hosts: [host, 'ews.contoso.com'], now });
  leaf = await authority.leafFor(host);
  other = await createAuthority({ hosts: [host], keyType: 'rsa', now }).then((made) => made.leafFor(host, 'rsa'));
  const expired = await createAuthority({ hosts: [host], now: new Date('2025-02-01T00:00:00Z') });
  const early = await createAuthority({ hosts: [host], now: new Date('2025-04-01T00:00:00Z') });
  write('plain.pem', leaf.key, leaf.chain);
  write('turned.pem', authority.issuing, leaf.certificate, leaf.key);
  write('sealed.pem', leaf.chain, sealed(leaf.key));
  write('no-key.pem', leaf.chain);
  write('no-certificate.pem', leaf.key);
  write('other-key.pem', leaf.chain, other.key);
  write('expired.pem', ...Object.values(await expired.leafFor(host)));
  write('early.pem', ...Object.values(await early.leafFor(host)));
  write('text.pem', 'not a certificate');
  write('damaged.pem', leaf.key, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  write('password.txt', 'something else\n', `${password}\n`);
  write('wrong.txt', 'something else\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(file: string, world: WorldOptions = {}, passwordFile?: string): Promise<string> {
  const given = { certs: [`${host}=${at(file)}`], ...(passwordFile && { passwordFile: at(passwordFile) }) };
  const { io, stderr } = createWorld(world);
  try {
    const read = await readOwnCertificates(resolveOptions(given), io);
    return [...read.keys()].join(', ');
  } catch (error) {
    return `${(error as Error).message} ${stderr()}`;
  }
}

describe('--certs', () => {
  it.each([
    ['PEM with a key', 'plain.pem'],
    ['PEM in another order', 'turned.pem'],
  ])('takes %s', async (_what, file) => {
    expect(await read(file)).toBe(host);
  });

  it('takes a password from --password-file, or from the terminal, again when it does not fit', async () => {
    expect(await read('sealed.pem', {}, 'password.txt')).toBe(host);
    expect(await read('sealed.pem', { typed: [`${password}\r`] })).toBe(host);
    expect(await read('sealed.pem', { typed: ['no\r', `${password}\r`] })).toBe(host);
    expect(await read('sealed.pem', { typed: [`${password}\r`] }, 'wrong.txt')).toBe(host);
  });

  it.each([
    ['a password that is missing', 'sealed.pem', undefined, 'it needs a password. Give it with --password-file'],
    ['a password that does not fit', 'sealed.pem', 'wrong.txt', 'no given password fits'],
    ['a file without a key', 'no-key.pem', undefined, 'there is no private key in it'],
    ['a file without a certificate', 'no-certificate.pem', undefined, 'there is no certificate in it'],
    ['the key of another certificate', 'other-key.pem', undefined, 'its key belongs to another certificate'],
    ['an expired certificate', 'expired.pem', undefined, 'it expired at 2025-02-08T00:00:00.000Z'],
    ['one that is not valid yet', 'early.pem', undefined, 'it is not valid before 2025-03-31T23:00:00.000Z'],
    ['a file of another kind', 'text.pem', undefined, 'it is neither PFX (PKCS #12) nor PEM'],
    ['a damaged certificate', 'damaged.pem', undefined, 'one of its certificates cannot be read'],
    ['a file that is not there', 'missing.pem', undefined, 'it cannot be read (ENOENT)'],
  ])('says what is wrong with %s', async (_what, file, passwords, said) => {
    const message = await read(file, {}, passwords);
    expect(message).toContain(`Cannot show "${at(file)}" as the certificate of ${host}: ${said}`);
    expect(message).not.toContain('something else');
  });

  it('says which hosts a certificate is for when it is for another one', async () => {
    const given = resolveOptions({ certs: [`ews.contoso.com=${at('plain.pem')}`] });
    await expect(readOwnCertificates(given, createWorld().io)).rejects.toThrow(
      'it is for mail.contoso.com, not for ews.contoso.com',
    );
  });

  it.each(['mail.contoso.com', '=a.pfx', 'mail.contoso.com=', '127.0.0.1=a.pfx', ''])('refuses %j', async (certs) => {
    const given = resolveOptions({ certs: [certs] });
    await expect(readOwnCertificates(given, createWorld().io)).rejects.toMatchObject({ code: 'ERR_USAGE' });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('--certs with a PFX', () => {
  beforeAll(() => {
    write('key.pem', leaf.key);
    write('chain.pem', leaf.chain);
    const pack = (name: string, ...more: string[]) => {
      const args = ['pkcs12', '-export', '-in', 'chain.pem', '-passout', `pass:${password}`, '-out', name, ...more];
      execFileSync('openssl', args, { cwd: folder });
    };
    pack('sealed.pfx', '-inkey', 'key.pem');
    pack(
      'windows.pfx',
      '-inkey',
      'key.pem',
      '-keypbe',
      'PBE-SHA1-3DES',
      '-certpbe',
      'PBE-SHA1-3DES',
      '-macalg',
      'sha1',
    );
    pack('old.pfx', '-inkey', 'key.pem', '-legacy');
    pack('no-key.pfx', '-nokeys');
  });

  it.each(['sealed.pfx', 'windows.pfx'])('takes %s', async (file) => {
    expect(await read(file, {}, 'password.txt')).toBe(host);
  });

  it.each([
    ['a wrong password', 'sealed.pfx', 'wrong.txt', 'no given password fits'],
    ['no key', 'no-key.pfx', 'password.txt', 'there is no private key in it'],
    ['an encryption of old', 'old.pfx', 'password.txt', 'openssl pkcs12 -legacy'],
  ])('says what is wrong with %s', async (_what, file, passwords, said) => {
    expect(await read(file, {}, passwords)).toContain(said);
  });
});
