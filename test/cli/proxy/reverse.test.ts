import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../../src/certificates/authority.js';
import { openAuthority } from '../../../src/certificates/store.js';
import { resolveOptions } from '../../../src/cli/options.js';
import { chooseHosts } from '../../../src/cli/proxy/hosts.js';
import { runCli } from '../../../src/cli/run.js';
import { exitCodes } from '../../../src/errors.js';
import { type Lab, startLab } from '../../../src/lab/lab.js';
import { createWorld, portOf, type World } from '../world.js';

const mail = 'mail.contoso.com';
const other = 'test.contoso.com';
let folder: string;
let lab: Lab;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  lab = await startLab({ fault: 'unknown-user' });
  await writeFile(at('lab-ca.pem'), lab.ca);
  // Made before the runs ask for them, with keys that are quick to make.
  for (const [name, hosts] of [
    ['conf', [mail]],
    ['conf-other', [other, mail]],
  ] as const) {
    const { certified } = chooseHosts(hosts, resolveOptions({}));
    await openAuthority({ folder: at(name), hosts: certified, keyType: 'ecdsa' });
  }
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

function start(world: World, conf: string, ...more: readonly string[]): Promise<number> {
  const to = lab.connectTo(mail, 443);
  const route = ['--connect-to', `${mail}:443:${to.host}:${to.port}`];
  const argv = ['proxy', '-m', `reverse:https://${mail}@0`, '--confdir', at(conf), '--cacert', at('lab-ca.pem')];
  return runCli([...argv, ...route, ...more], world.io);
}

/** Asks as a phone does, which knows nothing of a proxy. */
async function ask(port: number, host: string, ca: string): Promise<string> {
  const client = connectTls({ host: '127.0.0.1', port, servername: host, ca });
  client.write(`GET /mapi/emsmdb/ HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer\r\n\r\n`);
  const [answer] = await once(client, 'data');
  client.destroy();
  return String(answer);
}

const authorityIn = (conf: string) => readFile(join(at(conf), 'hma-doctor-ca.pem'), 'utf8');

describe('proxy -m reverse', () => {
  it('listens as the server, shows the sign-in live, and keeps it under the URL of the client', async () => {
    const world = createWorld();
    const ended = start(world, 'conf', '-w', at('run.har'));
    const port = await portOf(world, ended);
    const answer = await ask(port, mail, await authorityIn('conf'));
    await world.shown('401 GET');
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    const said = world.stderr().replace(/\s+/g, ' ');
    expect(said).toContain(`Listening at 127.0.0.1:${port} in place of ${mail}. Decrypted: ${mail},`);
    expect(said).toContain(`--connect-to ${mail}:443:<address>:443`);
    expect(said).toContain(`curl -v --connect-to ${mail}::127.0.0.1:${port} --cacert`);
    const [entry] = JSON.parse(await readFile(at('run.har'), 'utf8')).log.entries;
    expect(entry).toMatchObject({ request: { url: `https://${mail}/mapi/emsmdb/` }, response: { status: 401 } });
  });

  it('shows the own certificate of the server where it is given', async () => {
    const own = await createAuthority({ hosts: [mail], now: new Date('2025-03-01T00:00:00Z') });
    const { key, chain, certificate } = await own.leafFor(mail);
    await writeFile(at('own.pem'), key + chain);
    const world = createWorld();
    const ended = start(world, 'conf', '--certs', `${mail}=${at('own.pem')}`);
    const port = await portOf(world, ended);
    const client = connectTls({ host: '127.0.0.1', port, servername: mail, rejectUnauthorized: false });
    await once(client, 'secureConnect');
    expect(client.getPeerX509Certificate()?.toString()).toBe(certificate);
    client.destroy();
    world.interrupt();
    await ended;
  });

  it('tells the server its own name with --rewrite-host', async () => {
    const world = createWorld();
    const ended = start(world, 'conf-other', other, '--rewrite-host');
    const port = await portOf(world, ended);
    const answer = await ask(port, other, await authorityIn('conf-other'));
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    await world.shown(`401 GET ${other}/mapi/emsmdb/`);
    world.interrupt();
    await ended;
  });

  it.each([
    ['en', 'Control run: nothing is decrypted, no certificate is needed.'],
    ['ja', '対照実行: 何も復号せず、証明書は不要です。'],
  ])('decrypts nothing with --tunnel-only, and says so (%s)', async (lang, words) => {
    const world = createWorld({ columns: 400 });
    const ended = start(world, 'none', '--tunnel-only', '--lang', lang);
    const port = await portOf(world, ended);
    expect(await ask(port, mail, lab.ca)).toMatch(/^HTTP\/1\.1 401 /);
    world.interrupt();
    expect(await ended).toBe(exitCodes.ok);
    expect(world.stderr()).toContain(words);
  });
});
