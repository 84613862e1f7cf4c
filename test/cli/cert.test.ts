import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAuthority } from '../../src/certificates/store.js';
import { resolveOptions } from '../../src/cli/options.js';
import { removeReplaced } from '../../src/cli/trust.js';
import type { Command, RunCommand } from '../../src/system/command.js';
import { identityOf } from '../../src/system/trust/identity.js';
import { certutilFound, certutilNotFound } from '../system/trust/outputs.js';
import { createWorld, run, type WorldOptions } from './world.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (...hosts: string[]) => openAuthority({ folder, hosts, keyType: 'ecdsa' });

/** A Windows whose certutil keeps one store. */
function createWindows(fails = false) {
  const trusted = new Set<string>();
  const changes: Command[] = [];
  const runCommand: RunCommand = async (command) => {
    const sha1 = command.at(-1) ?? '';
    if (command.includes('-store') && command.includes('-user')) {
      const isThere = trusted.has(sha1);
      return isThere
        ? ok(certutilFound({ sha1, sha256: '' }))
        : { code: 0x80090011, stdout: certutilNotFound, stderr: '' };
    }
    if (command.includes('-store')) return { code: 0x80090011, stdout: certutilNotFound, stderr: '' };
    changes.push(command);
    if (fails) return { code: 0x80070005, stdout: 'CertUtil: Access is denied.\n', stderr: '' };
    if (command.includes('-addstore')) trusted.add(identityOf(await readFile(sha1, 'utf8')).sha1);
    else trusted.delete(sha1);
    return ok('');
  };
  return { trusted, changes, world: { platform: 'win32', run: runCommand } satisfies WorldOptions };
}

const ok = (stdout: string) => ({ code: 0, stdout, stderr: '' });
const cert = (action: string, world: WorldOptions, ...more: string[]) =>
  run(['cert', action, '--confdir', folder, ...more], world);

describe('cert install', () => {
  it('shows the command, asks, runs it, and remembers', async () => {
    const { authority, certificateFile } = await open('mail.contoso.com');
    const { sha1 } = identityOf(authority.certificate);
    const windows = createWindows();
    const { code, stderr } = await cert('install', { ...windows.world, typed: ['y\n'] });
    expect(code).toBe(0);
    expect(windows.changes).toEqual([
      ['C:\\Windows\\System32\\certutil.exe', '-user', '-addstore', 'Root', certificateFile],
    ]);
    expect(stderr).toContain(
      `C:\\Windows\\System32\\certutil.exe -user -addstore Root ${certificateFile}\nWindows asks once more`,
    );
    expect([...windows.trusted]).toEqual([sha1]);
    expect((await cert('status', windows.world)).stdout).toContain('windows-user: yes');
    expect((await cert('install', windows.world)).stderr).toContain('already');
  });

  it.each([
    ['no', ['n\n']],
    ['nothing', ['\n']],
    ['anything else', ['what?\n']],
  ])('changes nothing when the answer is %s', async (_what, typed) => {
    await open('mail.contoso.com');
    const windows = createWindows();
    expect((await cert('install', { ...windows.world, typed })).code).toBe(0);
    expect(windows.changes).toEqual([]);
  });

  it('refuses without a terminal, unless forced', async () => {
    await open('mail.contoso.com');
    const windows = createWindows();
    const refused = await cert('install', windows.world);
    expect([refused.code, windows.changes]).toEqual([2, []]);
    expect(refused.stderr).toContain('--force');
    expect((await cert('install', windows.world, '--force')).code).toBe(0);
    expect(windows.changes).toHaveLength(1);
  });

  it('says what the command said when it fails', async () => {
    await open('mail.contoso.com');
    const { code, stderr } = await cert('install', createWindows(true).world, '--force');
    expect(code).toBe(4);
    expect(stderr).toContain('ended with 2147942405: CertUtil: Access is denied.');
  });

  it('has nothing to install before there is an authority', async () => {
    const { code, stderr } = await cert('install', createWindows().world, '--force');
    expect(code).toBe(4);
    expect(stderr).toContain('There is no certificate authority yet');
  });
});

describe('cert remove', () => {
  it('takes the root out of the store and removes it with its key', async () => {
    const { certificateFile } = await open('mail.contoso.com');
    const windows = createWindows();
    await cert('install', windows.world, '--force');
    expect((await cert('remove', windows.world, '--force')).code).toBe(0);
    expect([...windows.trusted]).toEqual([]);
    expect([existsSync(certificateFile), existsSync(join(folder, 'authority.json'))]).toEqual([false, false]);
    expect((await cert('remove', windows.world)).stderr).toContain('nothing to remove');
  });

  it('finds one that was installed by hand', async () => {
    const { authority } = await open('mail.contoso.com');
    const windows = createWindows();
    windows.trusted.add(identityOf(authority.certificate).sha1);
    await cert('remove', windows.world, '--force');
    expect([...windows.trusted]).toEqual([]);
  });

  it('keeps the authority when the store keeps the root', async () => {
    const { authority, certificateFile } = await open('mail.contoso.com');
    const windows = createWindows(true);
    windows.trusted.add(identityOf(authority.certificate).sha1);
    expect((await cert('remove', windows.world, '--force')).code).toBe(4);
    expect(existsSync(certificateFile)).toBe(true);
  });
});

describe('an authority that a new one replaces', () => {
  const replace = async (windows: ReturnType<typeof createWindows>, typed?: string[]) => {
    const { authority } = await open('mail.fabrikam.com');
    const world = createWorld({ ...windows.world, ...(typed && { typed }) });
    await removeReplaced(folder, identityOf(authority.certificate), resolveOptions({}), world.io);
    return world.stderr();
  };

  it('is taken out of the store that it was put into', async () => {
    await open('mail.contoso.com');
    const windows = createWindows();
    await cert('install', windows.world, '--force');
    expect(await replace(windows, [])).toContain('certutil.exe -user -delstore Root');
    expect([...windows.trusted]).toEqual([]);
    expect(await replace(windows, [])).toBe('');
  });

  it('is left to the user where there is no terminal', async () => {
    await open('mail.contoso.com');
    const windows = createWindows();
    await cert('install', windows.world, '--force');
    expect(await replace(windows)).toMatch(/certutil\.exe -user -delstore Root [0-9A-F]{40}\n.*by hand/);
    expect(windows.trusted.size).toBe(1);
  });
});
