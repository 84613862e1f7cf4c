/** The real programs of this machine, in folders of the test alone. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthority } from '../../../src/certificates/authority.js';
import { type Command, runCommand } from '../../../src/system/command.js';
import type { Machine } from '../../../src/system/machine.js';
import { identityOf } from '../../../src/system/trust/identity.js';
import { debian, linuxStore } from '../../../src/system/trust/linux.js';
import { nssStore } from '../../../src/system/trust/nss.js';
import type { RootIdentity, TrustStore } from '../../../src/system/trust/trust-store.js';

let folder: string;
let file: string;
let root: RootIdentity;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  file = await writeRoot('ca.pem');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function writeRoot(name: string): Promise<string> {
  const { certificate } = await createAuthority({ hosts: ['mail.contoso.com'] });
  root = identityOf(certificate);
  writeFileSync(join(folder, name), certificate);
  return join(folder, name);
}

async function runAll(commands: readonly Command[]): Promise<void> {
  for (const command of commands) expect(await runCommand(command)).toMatchObject({ code: 0 });
}

const isIn = async (store: TrustStore) => store.read(await runCommand(store.query(root)), root);

const machine = (): Machine => ({
  platform: 'linux',
  home: folder,
  systemRoot: '',
  isRoot: true,
  exists: existsSync,
});

async function expectRoundTrip(store: TrustStore): Promise<void> {
  await runAll(store.install(root, file));
  expect(await isIn(store)).toBe(true);
  await runAll(store.remove(root));
  expect(await isIn(store)).toBe(false);
}

describe.skipIf(!existsSync('/usr/bin/certutil'))('the NSS database of a home folder', () => {
  it('is made, gets the root, and loses it', async () => {
    expect(await isIn(nssStore(machine()))).toBe(false);
    await expectRoundTrip(nssStore(machine()));
  });

  it('tells two roots apart', async () => {
    const store = nssStore(machine());
    await runAll(store.install(root, file));
    const first = root;
    const second = await writeRoot('second.pem');
    await runAll(store.install(root, second));
    await runAll(store.remove(first));
    expect(await isIn(store)).toBe(true);
  });
});

const hasUpdate = existsSync('/usr/sbin/update-ca-certificates');

describe.skipIf(!hasUpdate || process.getuid?.() !== 0)('update-ca-certificates on folders of its own', () => {
  it('puts the root into the bundle, and takes it out', async () => {
    const [local, etc, hooks] = ['local', 'etc', 'hooks'].map((name) => join(folder, name));
    for (const path of [local, etc, hooks]) mkdirSync(path ?? '');
    writeFileSync(join(folder, 'conf'), '');
    // The program leaves a bundle as it is when nothing is left to write; a real system always has others.
    const mine = { root, file };
    cpSync(await writeRoot('other.pem'), join(`${local}`, 'other.crt'));
    ({ root, file } = mine);
    const folders = ['--localcertsdir', `${local}`, '--etccertsdir', `${etc}`, '--hooksdir', `${hooks}`];
    const own = [...folders, '--certsconf', join(folder, 'conf')];
    const store = linuxStore(machine(), {
      ...debian,
      folder: `${local}`,
      bundle: join(`${etc}`, 'ca-certificates.crt'),
      update: [...debian.update, ...own],
      renew: [...debian.renew, ...own],
    });
    await expectRoundTrip(store);
    expect(readdirSync(`${etc}`).filter((name) => name.startsWith('hma-doctor'))).toEqual([]);
  });
});
