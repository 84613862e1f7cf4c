import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run.js';
import { type Box, gnomeBox, windowsBox } from '../../system/proxy/desks.js';
import { createWorld, run, type World } from '../world.js';

let folder: string;
const journal = () => join(folder, 'system-proxy.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const worldOf = ({ machine, run }: Box) => ({ platform: machine.platform, run });
const setting = ({ state }: Box) =>
  /http:\/\/127\.0\.0\.1:\d+\/hma-doctor-\w+\.pac/.exec([...state.values()].join(' '))?.[0];

/** A control run makes no certificates, so that it begins at once. */
function start(box: Box, ...more: readonly string[]): { world: World; ended: Promise<number> } {
  const world = createWorld(worldOf(box));
  const argv = ['proxy', 'mail.contoso.com', '-p', '0', '--confdir', folder, '--tunnel-only', ...more];
  return { world, ended: runCli(argv, world.io) };
}

const shown = async ({ world, ended }: ReturnType<typeof start>, text: string) => {
  const failed = ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${world.stderr()}`)));
  await Promise.race([world.shown(text), failed]);
};

const isSet = 'Your proxy settings now send';

async function scriptOf(box: Box): Promise<string> {
  return await (await fetch(setting(box) ?? '')).text();
}

describe('proxy --system-proxy', { timeout: 60_000 }, () => {
  it('sends the decrypted hosts here for the run, and puts the settings back at Ctrl-C', async () => {
    const box = gnomeBox({ mode: "'manual'", 'https.host': "'proxy.contoso.com'", 'https.port': '8080' });
    const before = new Map(box.state);
    const running = start(box, '--system-proxy');
    await shown(running, isSet);
    const script = await scriptOf(box);
    expect(script).toContain('"mail.contoso.com"');
    expect(script).toContain('"login.microsoftonline.com"');
    expect(script).toContain('PROXY proxy.contoso.com:8080; DIRECT');
    expect(box.state.get('mode')).toBe("'auto'");
    running.world.interrupt();
    expect(await running.ended).toBe(0);
    expect(running.world.stderr()).toContain('Your proxy settings are as they were before.');
    expect(running.world.stderr()).not.toContain("set the system's proxy"); // that was done
    expect(box.state).toEqual(before);
    expect(existsSync(journal())).toBe(false);
  });

  it('passes nothing on to the server of its own script', async () => {
    const box = gnomeBox();
    const running = start(box, '--system-proxy');
    await shown(running, isSet);
    const { port } = new URL(setting(box) ?? '');
    const proxyPort = /Listening at 127\.0\.0\.1:(\d+)/.exec(running.world.stderr())?.[1];
    const socket = connect(Number(proxyPort), '127.0.0.1');
    socket.write(`CONNECT 127.1:${port} HTTP/1.1\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 502 [\s\S]*ERR_PROXY_LOOP/);
    socket.destroy();
    running.world.interrupt();
    await running.ended;
  });

  it('sends everything here when told so', async () => {
    const box = gnomeBox();
    const running = start(box, '--system-proxy=proxy');
    await shown(running, isSet);
    expect([box.state.get('mode'), box.state.get('https.host')]).toEqual(["'manual'", "'127.0.0.1'"]);
    running.world.interrupt();
    await running.ended;
    expect(box.state).toEqual(gnomeBox().state);
  });

  it('puts the script that was set before into its own', async () => {
    const theirs = createServer((_request, response) =>
      response.end('function FindProxyForURL() { return "PROXY corp:1"; }'),
    );
    await new Promise<void>((resolve) => theirs.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(theirs.address() as AddressInfo).port}/wpad.dat`;
    const box = gnomeBox({ mode: "'auto'", 'autoconfig-url': `'${url}'` });
    const running = start(box, '--system-proxy');
    await shown(running, isSet);
    expect(await scriptOf(box)).toContain('return "PROXY corp:1"');
    running.world.interrupt();
    await running.ended;
    theirs.close();
    expect(box.state.get('autoconfig-url')).toBe(`'${url}'`);
  });

  it('does not begin where the script that was set before cannot be read', async () => {
    const box = gnomeBox({ mode: "'auto'", 'autoconfig-url': "'http://127.0.0.1:1/wpad.dat'" });
    const { world, ended } = start(box, '--system-proxy');
    expect(await ended).toBe(4);
    expect(world.stderr()).toContain('cannot be read, and without it other hosts would lose their way');
    expect(box.changes).toEqual([]);
  });

  it('lets a second run not take over from one that is alive, and undo ends it', async () => {
    const box = gnomeBox();
    const first = start(box, '--system-proxy');
    await shown(first, isSet);
    const second = start(box, '--system-proxy');
    expect(await second.ended).toBe(4);
    expect(second.world.stderr()).toContain('Another hma-doctor has set the system proxy');
    expect(setting(box)).toBeDefined();
    await run(['undo', '--wait', '--confdir', folder], worldOf(box));
    expect(setting(box), 'a run beside it does not').toBeDefined();
    expect((await run(['undo', '--confdir', folder], worldOf(box))).stderr).toContain('as they were before');
    expect(box.state).toEqual(gnomeBox().state);
    first.world.interrupt();
    expect(await first.ended).toBe(0);
  });

  it('puts back at its start what a killed run left behind', async () => {
    const dead = `http://127.0.0.1:1/hma-doctor-${'0'.repeat(32)}.pac`;
    const box = gnomeBox({ mode: "'auto'", 'autoconfig-url': `'${dead}'` });
    const changes = [
      { name: 'autoconfig-url', before: '', after: dead },
      { name: 'mode', before: 'none', after: 'auto' },
    ];
    const left = { system: 'gsettings', script: dead, loopback: false, places: [{ place: '', changes }] };
    writeFileSync(journal(), JSON.stringify(left), { mode: 0o600 });
    const running = start(box);
    await shown(running, 'Ctrl-C');
    expect(box.state).toEqual(gnomeBox().state);
    running.world.interrupt();
    await running.ended;
  });
});

describe('proxy --system-proxy on Windows', { timeout: 60_000 }, () => {
  it('lets sign-in windows reach it for the run', async () => {
    const box = windowsBox();
    const running = start(box, '--system-proxy');
    await shown(running, isSet);
    await expect.poll(() => scriptOf(box)).toContain('"login.microsoftonline.com"');
    expect(box.state.get('loopback')).toBe('exempt');
    running.world.interrupt();
    await running.ended;
    expect(box.state.get('loopback')).toBe('none');
    expect(setting(box)).toBeUndefined();
  });

  it('keeps Entra ID off the proxy where they may not reach it, and says so', async () => {
    const box = windowsBox({ loopback: 'forbidden' });
    const running = start(box, '--system-proxy');
    await shown(running, 'CheckNetIsolation.exe LoopbackExempt -a');
    const script = await scriptOf(box);
    expect(script).not.toContain('login.microsoftonline.com');
    expect(script).toContain('"outlook.office365.com"');
    running.world.interrupt();
    await running.ended;
  });

  it('does not send everything here where they may not reach it', async () => {
    const box = windowsBox({ loopback: 'forbidden' });
    const { world, ended } = start(box, '--system-proxy=proxy');
    expect(await ended).toBe(4);
    expect(world.stderr()).toContain('--system-proxy=pac');
    expect(Object.fromEntries(box.state)).toEqual({ loopback: 'forbidden' });
    expect(existsSync(journal())).toBe(false);
  });

  it('tells of it, and changes nothing, where the proxy is set by hand', async () => {
    const box = windowsBox();
    const running = start(box);
    await shown(running, 'CheckNetIsolation.exe LoopbackExempt -a');
    running.world.interrupt();
    await running.ended;
    expect(box.changes).toEqual([]);
  });

  it('leaves an exemption that was there before', async () => {
    const box = windowsBox({ loopback: 'exempt' });
    const running = start(box, '--system-proxy');
    await shown(running, isSet);
    running.world.interrupt();
    await running.ended;
    expect(box.state.get('loopback')).toBe('exempt');
  });

  it('tells of policies and connections that stand against it', async () => {
    const box = windowsBox({
      'policy:ProxySettingsPerUser': 'REG_DWORD    0x0',
      'policy:Flags': 'REG_DWORD    0x1',
      connections: 'Contoso VPN',
    });
    const running = start(box, '--system-proxy');
    await shown(running, 'windows-machine');
    running.world.interrupt();
    await running.ended;
    const said = running.world.stderr().replace(/\s+/g, ' ');
    expect(said).toContain('ProxySettingsPerUser');
    expect(said).toContain('Contoso VPN has proxy settings of its own');
  });
});

describe('undo', () => {
  it('has nothing to do where nothing was left behind', async () => {
    const { code, stderr } = await run(['undo', '--confdir', folder], worldOf(gnomeBox()));
    expect([code, stderr]).toEqual([0, 'There is nothing to put back.\n']);
  });

  it('changes nothing by a journal that is not ours', async () => {
    writeFileSync(journal(), '{"system":"gsettings"}');
    const box = gnomeBox();
    expect((await run(['undo', '--confdir', folder], worldOf(box))).stderr).toContain('nothing was changed');
    expect(box.changes).toEqual([]);
  });
});
