/** The built program and the real gsettings of this machine, on a folder of the test alone. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLong } from '../../support/long.js';

const program = resolve(import.meta.dirname, '../../../dist/cli/main.js');
const canRun = isLong && existsSync(program) && existsSync('/usr/bin/gsettings');

// Needs the built program, which `npm run test:long` makes.
describe.skipIf(!canRun)('a run that is killed with the proxy set', { timeout: 120_000 }, () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
    // GSETTINGS_BACKEND: a file in place of the desktop's own database.
    env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, GSETTINGS_BACKEND: 'keyfile', LANG: 'C.UTF-8' };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const get = async (key: string) =>
    (await promisify(execFile)('/usr/bin/gsettings', ['get', 'org.gnome.system.proxy', key], { env })).stdout.trim();
  const settings = async () => [await get('mode'), await get('autoconfig-url')];
  const hasJournal = () => existsSync(join(folder, 'system-proxy.json'));

  async function start(...more: readonly string[]): Promise<ChildProcess> {
    const argv = ['proxy', 'mail.contoso.com', '-p', '0', '--confdir', folder, '--tunnel-only', ...more];
    const child = spawn(process.execPath, [program, ...argv], { env });
    let said = '';
    for await (const chunk of child.stderr ?? []) {
      said += chunk;
      if (said.includes(more.length > 0 ? 'proxy settings now' : 'Ctrl-C')) break;
    }
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  it('has its settings put back by the process beside it', async () => {
    const child = await start('--system-proxy');
    expect((await settings())[0]).toBe("'auto'");
    await kill(child);
    await expect.poll(settings, { timeout: 60_000 }).toEqual(["'none'", "''"]);
    await expect.poll(hasJournal, { timeout: 60_000 }).toBe(false);
  });

  it('has them put back by undo, and by the next start, when that process is killed, too', async () => {
    for (const putBack of ['undo', 'next start']) {
      const child = await start('--system-proxy');
      await killBeside(child);
      await kill(child);
      expect(await settings()).toEqual(["'auto'", expect.stringContaining('hma-doctor-')]);
      if (putBack === 'undo')
        await promisify(execFile)(process.execPath, [program, 'undo', '--confdir', folder], { env });
      else await kill(await start());
      expect(await settings()).toEqual(["'none'", "''"]);
      expect(hasJournal()).toBe(false);
    }
  });

  async function killBeside({ pid }: ChildProcess): Promise<void> {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
    for (const child of stdout.trim().split(/\s+/)) process.kill(Number(child), 'SIGKILL');
  }
});
