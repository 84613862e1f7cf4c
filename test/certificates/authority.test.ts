import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority, type Leaf } from '../../src/certificates/authority.js';
import { forge } from '../support/forge.js';

const hosts = ['Mail.contoso.com', 'autodiscover.contoso.com', '*.fabrikam.com'];
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority({ hosts });
});

describe('createAuthority', () => {
  it('makes a root and an authority below it, for servers of its hosts and for nothing else', () => {
    const root = new X509Certificate(authority.certificate);
    const issuing = new X509Certificate(authority.issuing);
    for (const { ca, keyUsage } of [root, issuing]) expect([ca, keyUsage]).toEqual([true, ['1.3.6.1.5.5.7.3.1']]);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(issuing.verify(root.publicKey)).toBe(true);
    expect(createPrivateKey(authority.key).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(authority.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(authority.fingerprint).toBe(root.fingerprint256);
    expect(authority.hosts).toEqual(['*.fabrikam.com', 'autodiscover.contoso.com', 'mail.contoso.com']);
  });

  it('keeps no key of the root', () => {
    const key = createPrivateKey(authority.key);
    expect(new X509Certificate(authority.certificate).checkPrivateKey(key)).toBe(false);
    expect(new X509Certificate(authority.issuing).checkPrivateKey(key)).toBe(true);
  });

  it('names each root differently, so that an old one can be told apart', async () => {
    const other = await createAuthority({ hosts });
    const subjects = [authority, other].map(({ certificate }) => new X509Certificate(certificate).subject);
    expect(new Set(subjects).size).toBe(2);
    expect(subjects[0]).toMatch(/^CN=hma-doctor local CA [0-9a-f]{6} \(this computer only\)$/);
  });

  it('is valid from an hour ago and for seven days', async () => {
    const made = await createAuthority({ hosts, now: new Date('2026-03-01T12:00:00Z') });
    const root = new X509Certificate(made.certificate);
    expect(new Date(root.validFrom).toISOString()).toBe('2026-03-01T11:00:00.000Z');
    expect(made.notAfter.toISOString()).toBe('2026-03-08T12:00:00.000Z');
  });

  it.each([
    ['no host', []],
    ['an IPv4 address', ['192.0.2.1']],
    ['an IPv6 address', ['2001:db8::1']],
    ['a wildcard at the end', ['autodiscover.*']],
    ['a wildcard alone', ['*']],
    ['an empty name', ['']],
    ['a name with a line break', ['mail.contoso.com\nx']],
  ])('refuses %s', async (_what, names) => {
    await expect(createAuthority({ hosts: names })).rejects.toMatchObject({ code: 'ERR_CERTIFICATES' });
  });
});

describe('leafFor', () => {
  it('names the host, is signed by the root and does not outlive it', async () => {
    const { certificate, key, chain } = await authority.leafFor('MAIL.contoso.com');
    const leaf = new X509Certificate(certificate);
    const issuing = new X509Certificate(authority.issuing);
    expect(leaf.subject).toBe('CN=mail.contoso.com');
    expect(leaf.subjectAltName).toBe('DNS:mail.contoso.com');
    expect(leaf.checkIssued(issuing)).toBe(true);
    expect(leaf.verify(issuing.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(new Date(leaf.validTo).getTime()).toBeLessThanOrEqual(authority.notAfter.getTime());
    expect(chain).toBe(certificate + authority.issuing);
  });

  it('gives equal hosts one certificate and all hosts one key, with serials of their own', async () => {
    const first = await authority.leafFor('mail.contoso.com');
    const again = await authority.leafFor('Mail.Contoso.com');
    const other = await authority.leafFor('autodiscover.contoso.com');
    expect(again.certificate).toBe(first.certificate);
    expect(other.key).toBe(first.key);
    expect(new X509Certificate(other.certificate).serialNumber).not.toBe(
      new X509Certificate(first.certificate).serialNumber,
    );
    expect(await authority.secureContextFor('mail.contoso.com')).toBe(
      await authority.secureContextFor('MAIL.contoso.com'),
    );
  });

  it.each(['contoso.com', 'evil.mail.contoso.com', 'fabrikam.com', 'mail.fabrikam.com.evil.com', '127.0.0.1', ''])(
    'refuses %j, which it was not made for',
    async (host) => {
      await expect(authority.leafFor(host)).rejects.toMatchObject({ code: 'ERR_CERTIFICATES' });
      await expect(authority.secureContextFor(host)).rejects.toMatchObject({ code: 'ERR_CERTIFICATES' });
    },
  );

  it('copes with a name too long for a common name', async () => {
    const host = `${'a'.repeat(60)}.fabrikam.com`;
    const leaf = new X509Certificate((await authority.leafFor(host)).certificate);
    expect(leaf.subject).toBe('CN=hma-doctor');
    expect(leaf.checkHost(host)).toBe(host);
  });
});

interface Seen {
  readonly outcome: string;
  /** Of the key in the server's certificate. */
  readonly keyType?: string | undefined;
}

const contextOf = ({ chain, key }: Leaf) => createSecureContext({ cert: chain, key });

/** What a client sees of a server with this context, made as the proxy makes its side. */
async function handshake(secureContext: SecureContext, host: string, client: ConnectionOptions = {}): Promise<Seen> {
  const listener = createServer((raw) => {
    new TLSSocket(raw, { isServer: true, secureContext }).on('error', () => {});
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  try {
    return await new Promise<Seen>((resolve) => {
      const name = isIP(host) ? {} : { servername: host };
      const socket = connect({ port, host: '127.0.0.1', ...name, ca: authority.certificate, ...client }, () => {
        resolve({ outcome: 'trusted', keyType: socket.getPeerX509Certificate()?.publicKey.asymmetricKeyType });
        socket.destroy();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve({ outcome: `${error.code} ${error.message}` }));
    });
  } finally {
    listener.close();
  }
}

describe('a client that trusts the root', () => {
  it.each(['mail.contoso.com', 'ews.fabrikam.com'])('trusts %s', async (host) => {
    expect(await handshake(await authority.secureContextFor(host), host)).toMatchObject({ outcome: 'trusted' });
  });

  it.each([
    ['a host outside the name constraints', 'dns', 'www.example.com', 'permitted subtree violation'],
    ['the parent of a host', 'dns', 'contoso.com', 'permitted subtree violation'],
    ['an IPv4 address', 'ip', '127.0.0.1', 'excluded subtree violation'],
  ] as const)('refuses what a thief of the key signs for %s', async (_what, type, name, reason) => {
    const { outcome } = await handshake(contextOf(await forge(authority, type, name)), name);
    expect(outcome).toContain(reason);
  });

  it('trusts what the same forgery makes for a host inside', async () => {
    const leaf = await forge(authority, 'dns', 'mail.contoso.com');
    expect(await handshake(contextOf(leaf), 'mail.contoso.com')).toMatchObject({ outcome: 'trusted' });
  });
});

describe('an RSA authority', () => {
  const rsaOnly = { sigalgs: 'rsa_pss_rsae_sha256:rsa_pkcs1_sha256' };
  let context: SecureContext;
  let ca: string;

  beforeAll(async () => {
    const made = await createAuthority({ hosts, keyType: 'rsa' });
    context = await made.secureContextFor('mail.contoso.com');
    ca = made.certificate;
  });

  it.each([
    ['a client of today', {}, 'ec'],
    ['a client without ECDSA', { ...rsaOnly, maxVersion: 'TLSv1.2' }, 'rsa'],
    ['a client that offers cipher suites with RSA alone', { ciphers: 'AES128-SHA', maxVersion: 'TLSv1.2' }, 'rsa'],
    ['a client of TLS 1.3 without ECDSA', rsaOnly, 'rsa'],
  ] as const)('shows %s a certificate that it can verify', async (_what, client, keyType) => {
    expect(await handshake(context, 'mail.contoso.com', { ca, ...client })).toEqual({
      outcome: 'trusted',
      keyType,
    });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function verify(issuer: Authority, leaf: string, ...options: string[]): string {
    writeFileSync(join(folder, 'root.pem'), issuer.certificate);
    writeFileSync(join(folder, 'issuing.pem'), issuer.issuing);
    writeFileSync(join(folder, 'leaf.pem'), leaf);
    const chain = ['-CAfile', 'root.pem', '-untrusted', 'issuing.pem', 'leaf.pem'];
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', ...options, ...chain];
    const { stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  }

  it.each([
    ['ecdsa', 'ecdsa'],
    ['rsa', 'ecdsa'],
    ['rsa', 'rsa'],
  ] as const)('verifies strictly what an authority of %s signs for a key of %s', async (keyType, leafType) => {
    const issuer = await createAuthority({ hosts, keyType });
    const { certificate } = await issuer.leafFor('mail.contoso.com', leafType);
    expect(verify(issuer, certificate, '-verify_hostname', 'mail.contoso.com')).toBe('leaf.pem: OK\n');
  });

  it.each([
    ['a host outside', 'dns', 'www.example.com', 'permitted subtree violation'],
    ['an IPv4 address', 'ip', '192.0.2.1', 'excluded subtree violation'],
    ['an IPv6 address', 'ip', '2001:db8::1', 'excluded subtree violation'],
  ] as const)('refuses one for %s', async (_what, type, name, reason) => {
    expect(verify(authority, (await forge(authority, type, name)).certificate)).toContain(reason);
  });

  it.each(['certificate', 'issuing'] as const)('prints the constraints that were meant in %s', (part) => {
    const print = execFileSync('openssl', ['x509', '-noout', '-text'], { input: authority[part], encoding: 'utf8' });
    const lines = print.split('\n').map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        'X509v3 Name Constraints: critical',
        'DNS:autodiscover.contoso.com',
        'DNS:fabrikam.com',
        'DNS:mail.contoso.com',
        'IP:0.0.0.0/0.0.0.0',
        'IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0',
        part === 'certificate' ? 'CA:TRUE, pathlen:1' : 'CA:TRUE, pathlen:0',
        'TLS Web Server Authentication',
      ]),
    );
  });
});
