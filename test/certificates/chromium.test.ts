/** Chromium, where it and NSS's certutil are installed: with the root in its trust store, what does it load? */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority, type Leaf } from '../../src/certificates/authority.js';
import { forge } from '../support/forge.js';

// ERR_CERT_INVALID of Chromium's net_error_list.h; a name that does not fit would be -200.
const certificateInvalid = 'net_error -207';

const isInstalled = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
const hasAll = process.platform === 'linux' && isInstalled('chromium', '--version') && isInstalled('certutil', '-H');

describe.skipIf(!hasAll)('Chromium that trusts the root', { timeout: 120_000 }, () => {
  let home: string;
  let authority: Authority;
  const servers: Server[] = [];

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
    authority = await createAuthority({ hosts: ['mail.contoso.com'] });
    const database = join(home, '.pki/nssdb');
    mkdirSync(database, { recursive: true });
    writeFileSync(join(home, 'root.pem'), authority.certificate);
    execFileSync('certutil', ['-N', '--empty-password', '-d', `sql:${database}`]);
    const add = ['-A', '-n', 'hma-doctor', '-t', 'C,,', '-i', join(home, 'root.pem')];
    execFileSync('certutil', [...add, '-d', `sql:${database}`]);
  });
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function load(leaf: Leaf, host: string): Promise<string> {
    const server = createServer({ cert: leaf.chain, key: leaf.key }, (_request, response) => response.end('reached'));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const profile = mkdtempSync(join(home, 'profile-'));
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
    const headless = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-proxy-server'];
    const page = [
      '--enable-logging=stderr',
      '--host-resolver-rules=MAP * 127.0.0.1',
      '--dump-dom',
      `https://${host}:${port}/`,
    ];
    const args = [...headless, ...quiet, `--user-data-dir=${profile}`, ...page];
    const { stdout, stderr } = await promisify(execFile)('chromium', args, { env: { ...process.env, HOME: home } });
    return /reached/.exec(stdout)?.[0] ?? /net_error -\d+/.exec(stderr)?.[0] ?? stderr;
  }

  it('loads a host of its list', async () => {
    expect(await load(await authority.leafFor('mail.contoso.com'), 'mail.contoso.com')).toBe('reached');
  });

  it.each([
    ['a host outside', 'dns', 'www.example.com'],
    ['an IP address', 'ip', '127.0.0.1'],
  ] as const)('refuses what a thief of the key signs for %s', async (_what, type, name) => {
    expect(await load(await forge(authority, type, name), name)).toBe(certificateInvalid);
  });
});
