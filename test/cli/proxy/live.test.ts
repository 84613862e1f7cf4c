import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../../src/certificates/authority.js';
import { openAuthority } from '../../../src/certificates/store.js';
import { resolveOptions } from '../../../src/cli/options.js';
import { chooseHosts } from '../../../src/cli/proxy/hosts.js';
import { runCli } from '../../../src/cli/run.js';
import { exitCodes } from '../../../src/errors.js';
import { signIn } from '../../../src/lab/client.js';
import { type Lab, startLab } from '../../../src/lab/lab.js';
import { createWorld, portOf, run, type World } from '../world.js';

let folder: string;
let lab: Lab;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  lab = await startLab({ fault: 'unknown-user' });
  await writeFile(at('lab-ca.pem'), lab.ca);
  // Made before the first run asks for it, with keys that are quick to make.
  const { certified } = chooseHosts(['mail.contoso.com'], resolveOptions({}));
  await openAuthority({ folder: at('conf'), hosts: certified, keyType: 'ecdsa' });
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

function start(world: World, ...more: readonly string[]): Promise<number> {
  return startBare(world, '--cacert', at('lab-ca.pem'), ...toLab(), ...more);
}

function startBare(world: World, ...more: readonly string[]): Promise<number> {
  return runCli(['proxy', 'mail.contoso.com', '-p', '0', '--confdir', at('conf'), ...more], world.io);
}

function toLab(): readonly string[] {
  return lab.hosts.flatMap((host) => {
    const to = lab.connectTo(host, 443);
    return ['--connect-to', `${host}:443:${to.host}:${to.port}`];
  });
}

async function openTls(port: number, host: string, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\n\r\n`);
  await once(socket, 'data');
  return connectTls({ socket, servername: host, ...options }).on('error', () => undefined);
}

/** The fingerprint of the certificate that a client is shown for a host. */
async function peek(port: number, host: string): Promise<string | undefined> {
  const secure = await openTls(port, host, { rejectUnauthorized: false });
  await once(secure, 'secureConnect');
  const fingerprint = secure.getPeerX509Certificate()?.fingerprint256;
  secure.destroy();
  return fingerprint;
}

// Through the proxy to the lab, with one request, and open until it is destroyed.
async function hold(port: number): Promise<TLSSocket> {
  const ca = await readFile(join(at('conf'), 'hma-doctor-ca.pem'), 'utf8');
  const secure = await openTls(port, 'mail.contoso.com', { ca });
  secure.write('GET /mapi/emsmdb/ HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n');
  return secure.resume();
}

/** A proxy on the way, which knows the way to the lab alone. */
async function startCorporate(): Promise<{ readonly port: number; readonly asked: string[]; close(): void }> {
  const asked: string[] = [];
  const server = createServer((client) => {
    client
      .on('error', () => undefined)
      .once('data', (head) => {
        asked.push(String(head).split('\r\n', 1)[0] ?? '');
        const { host, port } = lab.connectTo('mail.contoso.com', 443);
        const upstream = connect({ host, port }).on('error', () => undefined);
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, asked, close: () => server.close() };
}

describe('proxy', () => {
  it('shows the sign-in live, keeps the run without secrets, and reports at Ctrl-C', async () => {
    const world = createWorld();
    const ended = start(world, '-w', at('run.har'), '--format', 'json');
    const port = await portOf(world, ended);
    const ca = await readFile(join(at('conf'), 'hma-doctor-ca.pem'), 'utf8');
    await signIn(lab, { proxy: { host: '127.0.0.1', port }, ca });
    world.interrupt();
    expect(await ended).toBe(exitCodes.findings);

    expect(world.stderr()).toMatch(/^401 POST autodiscover\.contoso\.com\S+ {2}Bearer token → .*2000005/m);
    const report = JSON.parse(world.stdout());
    expect(report.findings).toMatchObject([{ rule: 'unknown-user', severity: 'error', certainty: 'certain' }]);
    expect(report.sources).toMatchObject([{ format: 'live' }]);

    const kept = await readFile(at('run.har'), 'utf8');
    expect(JSON.parse(kept).log.entries).toHaveLength(report.capture.transactions);
    expect(kept).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.(?!REDACTED)[\w-]{8}/);
    if (process.platform !== 'win32') expect((await stat(at('run.har'))).mode & 0o077).toBe(0);

    const replayed = JSON.parse((await run(['replay', '--format', 'json', at('run.har')])).stdout);
    const told = ({ rule, evidence }: { rule: string; evidence: { quote: string }[] }) => [
      rule,
      evidence.map(({ quote }) => quote),
    ];
    expect(replayed.findings.map(told)).toEqual(report.findings.map(told));
  });

  describe.skipIf(process.platform !== 'linux')('--only', () => {
    const program = basename(process.execPath);

    it.each([
      ['keeps what that program does', program, `"name":"${program}","pid":${process.pid}`],
      ['leaves out what another program does', 'outlook', '"entries":[\n\n]'],
    ])('%s', async (_what, only, kept) => {
      const file = at(`only-${only}.har`);
      const world = createWorld();
      const ended = start(world, '--only', only, '-w', file, '--log-level', 'debug');
      const client = await hold(await portOf(world, ended));
      await world.shown(only === program ? '401 GET' : 'left out');
      world.interrupt();
      await ended;
      client.destroy();
      expect(await readFile(file, 'utf8')).toContain(kept);
    });
  });

  it.each([
    ['--cacert', () => ['--cacert', at('lab-ca.pem')], () => ({}), '401 GET mail.contoso.com/mapi/'],
    [
      'NODE_EXTRA_CA_CERTS',
      () => [],
      () => ({ NODE_EXTRA_CA_CERTS: at('lab-ca.pem') }),
      '401 GET mail.contoso.com/mapi/',
    ],
    ['nobody but who asked for it', () => ['--insecure'], () => ({}), '401 GET mail.contoso.com/mapi/'],
    ['nobody', () => [], () => ({}), '✗ tls: '],
  ])('knows the issuer of a server from %s', async (_what, options, env, shown) => {
    const world = createWorld({ env: env() });
    const ended = startBare(world, ...toLab(), ...options());
    const client = await hold(await portOf(world, ended));
    await world.shown(shown);
    world.interrupt();
    await ended;
    client.destroy();
    expect(world.stderr().includes('--insecure')).toBe(options().includes('--insecure'));
  });

  it.each([
    ['-x', async (port: number) => [['-x', `127.0.0.1:${port}`], {}] as const],
    ['HTTPS_PROXY', async (port: number) => [[], { HTTPS_PROXY: `http://127.0.0.1:${port}` }] as const],
    [
      '--pac',
      async (port: number) => {
        await writeFile(at('way.pac'), `function FindProxyForURL() { return 'PROXY 127.0.0.1:${port}' }`);
        return [['--pac', at('way.pac')], {}] as const;
      },
    ],
  ])('reaches servers as %s says', async (_what, wayBy) => {
    const corporate = await startCorporate();
    const [options, env] = await wayBy(corporate.port);
    const world = createWorld({ env });
    const ended = startBare(world, '--cacert', at('lab-ca.pem'), ...options);
    const client = await hold(await portOf(world, ended));
    await world.shown('401 GET mail.contoso.com/mapi/');
    world.interrupt();
    await ended;
    client.destroy();
    corporate.close();
    expect(corporate.asked).toEqual(['CONNECT mail.contoso.com:443 HTTP/1.1']);
  });

  it('leaves its authority to a run that is alive', async () => {
    const world = createWorld();
    const ended = start(world);
    const port = await portOf(world, ended);
    const kept = await readFile(join(at('conf'), 'authority.json'), 'utf8');
    const other = await run(['proxy', 'mail.fabrikam.com', '-p', '0', '--confdir', at('conf')]);
    expect(other.code).toBe(exitCodes.failure);
    expect(other.stderr).toContain(`Another hma-doctor listens at 127.0.0.1:${port}`);
    world.interrupt();
    await ended;
    expect(await readFile(join(at('conf'), 'authority.json'), 'utf8')).toBe(kept);
    expect(await readdir(at('conf'))).toEqual(['authority.json', 'hma-doctor-ca.pem']);
  });

  it('makes an authority for so many days', async () => {
    const world = createWorld();
    const ended = startBare(world, '--ca-days', '2', '--confdir', at('two-days'));
    await portOf(world, ended);
    world.interrupt();
    await ended;
    const { validTo } = new X509Certificate(await readFile(join(at('two-days'), 'hma-doctor-ca.pem')));
    expect((Date.parse(validTo) - Date.now()) / 86_400_000).toBeCloseTo(2, 0);
  });

  it('says where it listens, what it decrypts, and how to trust its certificate', async () => {
    const world = createWorld();
    const ended = start(world);
    const port = await portOf(world, ended);
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    const said = world.stderr().replace(/\s+/g, ' ');
    expect(said).toContain(`Listening at 127.0.0.1:${port}.`);
    expect(said).toContain('mail.contoso.com, autodiscover.contoso.com, Exchange Online, Entra ID');
    expect(said).toContain(`${at('conf')}/hma-doctor-ca.pem`.replaceAll('\\', '/'));
    expect(said).toContain(`curl -v -x http://127.0.0.1:${port}`);
  });

  it('shows the server’s own certificate where it is given', async () => {
    const own = await createAuthority({ hosts: ['mail.contoso.com'], now: new Date('2025-03-01T00:00:00Z') });
    const { key, chain, certificate } = await own.leafFor('mail.contoso.com');
    await writeFile(at('own.pem'), key + chain);
    const world = createWorld();
    const ended = start(world, '--certs', `mail.contoso.com=${at('own.pem')}`);
    const port = await portOf(world, ended);
    const shown = await Promise.all(['mail.contoso.com', 'autodiscover.contoso.com'].map((host) => peek(port, host)));
    const { fingerprint256 } = new X509Certificate(certificate);
    expect(shown.map((seen) => seen === fingerprint256)).toEqual([true, false]);
    world.interrupt();
    await ended;
  });

  it('ends at once at the second Ctrl-C', async () => {
    const world = createWorld();
    const ended = start(world);
    await portOf(world, ended);
    world.interrupt();
    world.interrupt();
    expect(await ended).toBe(exitCodes.interrupted);
    expect(world.stdout()).toBe('');
  });

  it('refuses to write over a run that was kept before', async () => {
    await writeFile(at('before.har'), 'evidence');
    const world = createWorld();
    expect(await start(world, '-w', at('before.har'))).toBe(exitCodes.failure);
    expect(world.stderr()).toMatch(/^hma-doctor: [^\n]*before\.har[^\n]*\n$/);
    expect(await readFile(at('before.har'), 'utf8')).toBe('evidence');
  });

  it('shows the report where the file for it cannot be written', async () => {
    const world = createWorld();
    const ended = start(world, '-o', at('not-there/report.txt'));
    await portOf(world, ended);
    world.interrupt();
    expect(await ended).toBe(exitCodes.failure);
    expect(world.stdout()).toContain('nothing-to-diagnose');
    expect(world.stderr()).toContain('report.txt');
  });

  it('warns of an address that other computers can reach', async () => {
    const world = createWorld();
    const ended = start(world, '--listen-host', '0.0.0.0', '--quiet');
    await world.interruptible;
    await world.shown('other computers');
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(world.stderr()).toMatch(/^hma-doctor: warning: --listen-host: [^\n]*0\.0\.0\.0/);
  });

  it('lists what it passes on unread by name, and decrypts nothing in a control run', async () => {
    const world = createWorld();
    const ended = start(world, '--tunnel-only', '--confdir', at('never'), '--format', 'json');
    const port = await portOf(world, ended);
    expect(world.stderr()).toContain('Control run: nothing is decrypted');
    await signIn(lab, { proxy: { host: '127.0.0.1', port }, ca: lab.ca });
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(world.stderr()).toMatch(/^ {2}· autodiscover\.contoso\.com: passed on unread$/m);
    expect(world.stderr().match(/autodiscover\.contoso\.com: passed on unread/g)).toHaveLength(1);
    expect(JSON.parse(world.stdout()).capture.transactions).toBe(0);
    expect(existsSync(at('never'))).toBe(false);
  });

  it('says which named host it passes on unread all the same', async () => {
    const world = createWorld();
    const ended = start(world, 'adfs.contoso.com');
    await portOf(world, ended);
    await world.shown('--allow-hosts');
    world.interrupt();
    await ended;
    expect(world.stderr()).toContain('Passed on unread all the same: adfs.contoso.com.');
    expect(world.stderr()).toMatch(/Decrypted: [^\n]*mail\.contoso\.com/);
    expect(world.stderr()).not.toMatch(/Decrypted: [^\n]*adfs/);
  });

  it('lets in only who knows the name and password of HMA_DOCTOR_PROXY_AUTH', async () => {
    const world = createWorld({ env: { HMA_DOCTOR_PROXY_AUTH: 'admin:secret' } });
    const ended = start(world);
    const port = await portOf(world, ended);
    const [step] = await signIn(lab, { proxy: { host: '127.0.0.1', port }, ca: lab.ca });
    expect(step?.failure).toContain('407');
    expect(world.stderr().match(/was asked for the name and password/g)).toHaveLength(1);
    expect(world.stderr()).toMatch(/ -x http:\/\/127\.0\.0\.1:\d+ -U admin --cacert /);
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(world.stderr()).not.toContain('secret');
  });

  it('does not repeat a name and password that it cannot read', async () => {
    const world = createWorld();
    expect(await start(world, '--proxy-auth', 'topsecret')).toBe(exitCodes.usage);
    expect(world.stderr()).toMatch(/--proxy-auth is not name:password/);
    expect(world.stderr()).not.toContain('topsecret');
  });

  it('says nothing but errors with --quiet', async () => {
    const world = createWorld();
    const ended = start(world, '--quiet', '--log-level', 'silent');
    await world.interruptible;
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(world.stderr()).toBe('');
  });
});

describe('cert', () => {
  it('exports the certificate that is kept, and says what it is', async () => {
    await openAuthority({ folder: at('kept'), hosts: ['mail.contoso.com'] });
    const exported = await run(['cert', 'export', '--confdir', at('kept')]);
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    expect(exported.stdout).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n$/);
    const status = await run(['cert', 'status', '--format', 'json', '--confdir', at('kept')]);
    expect(JSON.parse(status.stdout).fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });
});

describe('lab', () => {
  it('prints commands with files that are there until Ctrl-C', async () => {
    const world = createWorld();
    const ended = runCli(['lab', '--fault', 'ssl-offload'], world.io);
    await world.printed('lab-ca.pem');
    const ca = /--cacert (\S+lab-ca\.pem)/.exec(world.stdout())?.[1] ?? '';
    expect(existsSync(ca)).toBe(true);
    expect(world.stdout()).toMatch(/--connect-to mail\.contoso\.com:443:127\.0\.0\.1:\d+/);
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(existsSync(ca)).toBe(false);
  });
});

describe('demo', () => {
  it('finds in health and in each fault what is expected', { timeout: 60_000 }, async () => {
    const { code, stdout } = await run(['demo', '--format', 'json']);
    const outcomes: { scenario: string; expected?: string; found: string[]; ok: boolean }[] = JSON.parse(stdout);
    expect(outcomes.map(({ scenario, found }) => [scenario, ...found])).toEqual([
      ['healthy'],
      ['spn-missing', 'spn-missing'],
      ['audience-mismatch', 'audience-mismatch'],
      ['ssl-offload', 'ssl-offload'],
      ['unknown-user', 'unknown-user'],
      ['revoked-grant', 'revoked-grant'],
      ['flighting-disabled', 'flighting-disabled'],
    ]);
    expect(code).toBe(0);
  });
});
