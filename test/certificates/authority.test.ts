import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type SecureContext, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority, type Leaf } from '../../src/certificates/authority.js';
import { generateKeys, importPrivateKey, mintLeaf, privateKeyPem } from '../../src/certificates/x509.js';

const hosts = ['Mail.contoso.com', 'autodiscover.contoso.com', '*.fabrikam.com'];
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority({ hosts });
});

describe('createAuthority', () => {
  it('makes a root for servers of its hosts and for nothing else', () => {
    const root = new X509Certificate(authority.certificate);
    expect(root.ca).toBe(true);
    expect(root.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(createPrivateKey(authority.key).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(authority.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(authority.fingerprint).toBe(root.fingerprint256);
    expect(authority.hosts).toEqual(['*.fabrikam.com', 'autodiscover.contoso.com', 'mail.contoso.com']);
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
    const root = new X509Certificate(authority.certificate);
    expect(leaf.subject).toBe('CN=mail.contoso.com');
    expect(leaf.subjectAltName).toBe('DNS:mail.contoso.com');
    expect(leaf.checkIssued(root)).toBe(true);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(new Date(leaf.validTo).getTime()).toBeLessThanOrEqual(authority.notAfter.getTime());
    expect(chain).toBe(certificate + authority.certificate);
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

// What a thief of the key could sign: the root's constraints must stop it, not our own list.
async function forge(host: string): Promise<Leaf> {
  const keys = await generateKeys();
  const issuerKey = await importPrivateKey(createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' }));
  const issuerCertificate = authority.certificate;
  const certificate = await mintLeaf({ host, publicKey: keys.publicKey, issuerCertificate, issuerKey });
  return { certificate, key: privateKeyPem(keys.privateKey), chain: certificate + issuerCertificate };
}

async function handshake(server: { context?: SecureContext; leaf?: Leaf }, host: string): Promise<string> {
  const options: TlsOptions = server.leaf ? { cert: server.leaf.chain, key: server.leaf.key } : {};
  if (server.context) options.SNICallback = (_name, done) => done(null, server.context);
  const listener = createServer(options);
  listener.on('secureConnection', (socket) => socket.on('error', () => {}));
  listener.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  try {
    return await new Promise<string>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', servername: host, ca: authority.certificate }, () => {
        resolve('trusted');
        socket.destroy();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`));
    });
  } finally {
    listener.close();
  }
}

describe('a client that trusts the root', () => {
  it.each(['mail.contoso.com', 'ews.fabrikam.com'])('trusts %s', async (host) => {
    expect(await handshake({ context: await authority.secureContextFor(host) }, host)).toBe('trusted');
  });

  it('refuses a certificate for a host outside the name constraints', async () => {
    expect(await handshake({ leaf: await forge('www.example.com') }, 'www.example.com')).toContain('permitted subtree');
  });

  it('trusts what the same forgery makes for a host inside', async () => {
    expect(await handshake({ leaf: await forge('mail.contoso.com') }, 'mail.contoso.com')).toBe('trusted');
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function verify(leaf: string, ...options: string[]): string {
    writeFileSync(join(folder, 'ca.pem'), authority.certificate);
    writeFileSync(join(folder, 'leaf.pem'), leaf);
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', ...options, '-CAfile', 'ca.pem', 'leaf.pem'];
    const { stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  }

  it('verifies a leaf strictly', async () => {
    const { certificate } = await authority.leafFor('mail.contoso.com');
    expect(verify(certificate, '-verify_hostname', 'mail.contoso.com')).toBe('leaf.pem: OK\n');
  });

  it('refuses one for an IP address', () => {
    const ca = join(folder, 'ca.pem');
    const key = join(folder, 'ca.key');
    writeFileSync(ca, authority.certificate);
    writeFileSync(key, authority.key);
    execFileSync('openssl', 'ecparam -genkey -name prime256v1 -noout -out ip.key'.split(' '), { cwd: folder });
    const request = 'req -new -key ip.key -subj /CN=ip -addext subjectAltName=IP:192.0.2.1 -out ip.csr';
    execFileSync('openssl', request.split(' '), { cwd: folder, stdio: 'ignore' });
    const sign = 'x509 -req -in ip.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 1 -out ip.pem';
    execFileSync('openssl', sign.split(' '), { cwd: folder, stdio: 'ignore' });
    const args = ['verify', '-CAfile', 'ca.pem', 'ip.pem'];
    expect(spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' }).stderr).toContain(
      'excluded subtree violation',
    );
  });

  it('prints the constraints that were meant', () => {
    const print = execFileSync('openssl', ['x509', '-noout', '-text'], {
      input: authority.certificate,
      encoding: 'utf8',
    });
    const lines = print.split('\n').map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        'X509v3 Name Constraints: critical',
        'DNS:autodiscover.contoso.com',
        'DNS:fabrikam.com',
        'DNS:mail.contoso.com',
        'IP:0.0.0.0/0.0.0.0',
        'IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0',
        'CA:TRUE, pathlen:0',
        'TLS Web Server Authentication',
      ]),
    );
  });
});
