import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunCommand } from '../../../src/system/command.js';
import type { Target } from '../../../src/system/proxy/settings.js';
import { type Desk, readPresent, setSystemProxy, undoSystemProxy } from '../../../src/system/proxy/system-proxy.js';
import { type Box, gnomeBox, macBox, windowsBox } from './desks.js';

let folder: string;
const journal = () => join(folder, 'system-proxy.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Nothing listens at port 1.
const script = `http://127.0.0.1:1/hma-doctor-${'0'.repeat(32)}.pac`;
const targets: Readonly<Record<string, Target>> = {
  pac: { mode: 'pac', url: script },
  proxy: { mode: 'proxy', host: '127.0.0.1', port: 8877 },
};

const boxes: readonly (readonly [string, () => Box])[] = [
  ['Windows as it comes', () => windowsBox({ ProxyEnable: 'REG_DWORD    0x0' })],
  ['Windows where nothing was ever set', () => windowsBox()],
  [
    'Windows with a proxy and a script',
    () =>
      windowsBox({
        ProxyEnable: 'REG_DWORD    0x1',
        ProxyServer: 'REG_SZ    http=proxy.contoso.com:80;https=proxy.contoso.com:8080',
        AutoConfigURL: 'REG_SZ    http://wpad.contoso.com/wpad.dat?site=1&x=%20',
      }),
  ],
  [
    'macOS with a script on one service',
    () => macBox({ 'Wi-Fi/autoproxyurl': 'http://wpad/p.pac', 'Wi-Fi/autoproxystate': 'on' }),
  ],
  [
    'macOS with a proxy',
    () =>
      macBox({
        'Wi-Fi/securewebproxy': 'proxy.contoso.com:8080',
        'Wi-Fi/securewebproxystate': 'on',
        'Wi-Fi/webproxy': 'proxy.contoso.com:8080',
        'Wi-Fi/webproxystate': 'on',
      }),
  ],
  ['GNOME as it comes', () => gnomeBox()],
  ['GNOME with a script', () => gnomeBox({ mode: "'auto'", 'autoconfig-url': "'http://wpad.contoso.com/wpad.dat'" })],
  [
    'GNOME with a proxy',
    () => gnomeBox({ mode: "'manual'", 'https.host': "'proxy.contoso.com'", 'https.port': '8080' }),
  ],
];

const cases = boxes.flatMap(([what, box]) => Object.keys(targets).map((mode) => [what, mode, box] as const));
const desk = ({ machine, run }: Box, other?: RunCommand): Desk => ({ folder, machine, run: other ?? run });
const set = async (on: Desk, mode: string) =>
  await setSystemProxy(on, targets[mode] as Target, await readPresent(on), { script, loopback: false });

/** What programs would do: where macOS cannot take an address away, one that is switched off counts for nothing. */
function inForce({ state, machine }: Box): Record<string, string> {
  const entries = [...state].filter(([name, value]) => machine.platform !== 'darwin' || isInForce(name, value, state));
  return Object.fromEntries(entries.sort());
}

function isInForce(name: string, value: string, state: ReadonlyMap<string, string>): boolean {
  const field = name.replace(/url$|state$/, '');
  return value !== 'off' && state.get(`${field}state`) === 'on';
}

describe('the system proxy', () => {
  it.each(cases)('on %s is set (%s) and put back', async (_what, mode, makeBox) => {
    const box = makeBox();
    const before = inForce(box);
    await set(desk(box), mode);
    expect(inForce(box)).not.toEqual(before);
    expect(existsSync(journal())).toBe(true);
    expect(await undoSystemProxy(desk(box))).toBe('restored');
    expect(inForce(box)).toEqual(before);
    expect(existsSync(journal())).toBe(false);
    expect(await undoSystemProxy(desk(box))).toBe('nothing');
  });

  it('is set behind a journal, in a folder of its own making, and left alone where there can be none', async () => {
    const made = join(folder, 'not-there-yet');
    await set({ ...desk(gnomeBox()), folder: made }, 'pac');
    expect(readdirSync(made)).toEqual(['system-proxy.json']);
    const box = gnomeBox();
    const below = join(made, 'system-proxy.json', 'below');
    await expect(set({ ...desk(box), folder: below }, 'pac')).rejects.toMatchObject({ code: 'ERR_SYSTEM' });
    expect(box.changes).toEqual([]);
  });

  // A process may die before or after any of its commands: every one is tried, while setting and while putting back.
  it.each(cases)('on %s (%s) is put back wherever a run is broken off', async (_what, mode, makeBox) => {
    const whole = makeBox();
    const before = inForce(whole);
    await set(desk(whole), mode);
    const steps = whole.changes.length;
    await undoSystemProxy(desk(whole));
    for (let step = 0; step <= steps; step += 1) {
      const box = makeBox();
      await untilDeath(box, step, (on) => set(on, mode));
      for (let again = 0; again <= whole.changes.length - steps; again += 1) {
        await untilDeath(box, box.changes.length + again, undoSystemProxy);
      }
      await undoSystemProxy(desk(box));
      expect(inForce(box), `broken off after ${step} of ${steps}`).toEqual(before);
      expect(existsSync(journal())).toBe(false);
    }
  });

  it.each(cases)('on %s (%s) is left alone when somebody else has changed it since', async (_what, mode, makeBox) => {
    const box = makeBox();
    await set(desk(box), mode);
    for (const [name, value] of box.state) {
      const other = value
        .replace(script, 'http://other.contoso.com/other.pac')
        .replace('127.0.0.1', 'other.contoso.com');
      box.state.set(name, other);
    }
    const theirs = inForce(box);
    expect(await undoSystemProxy(desk(box))).toBe('not-ours');
    expect(inForce(box)).toEqual(theirs);
  });

  it('is as before when a command fails, and says which', async () => {
    const box = gnomeBox();
    const before = inForce(box);
    const failing: RunCommand = async (command, input) =>
      command.includes("'auto'")
        ? { code: 1, stdout: '', stderr: 'The key is not writable\n' }
        : await box.run(command, input);
    await expect(set(desk(box, failing), 'pac')).rejects.toMatchObject({
      code: 'ERR_SYSTEM',
      message: expect.stringContaining('ended with 1: The key is not writable'),
    });
    expect(inForce(box)).toEqual(before);
    expect(existsSync(journal())).toBe(false);
  });

  it('is not touched where what is set now could not be put back', async () => {
    const box = windowsBox({ AutoConfigURL: 'REG_SZ    javascript:"alert"' });
    await expect(set(desk(box), 'pac')).rejects.toMatchObject({ code: 'ERR_SYSTEM' });
    expect(box.changes).toEqual([]);
  });

  it('is not known where gsettings is not', async () => {
    const box = gnomeBox();
    const none: RunCommand = async () => ({ code: undefined, stdout: '', stderr: 'ENOENT' });
    await expect(readPresent(desk(box, none))).rejects.toMatchObject({ code: 'ERR_SYSTEM' });
  });

  it('skips a network service that went away', async () => {
    const box = macBox();
    await set(desk(box), 'pac');
    const gone: RunCommand = async (command, input) => {
      const outcome = await box.run(command, input);
      return { ...outcome, stdout: outcome.stdout.replace('USB 10/100/1000 LAN\n', '') };
    };
    box.changes.length = 0;
    expect(await undoSystemProxy(desk(box, gone))).toBe('restored');
    expect(new Set(box.changes.map(([, , service]) => service))).toEqual(new Set(['Wi-Fi']));
  });
});

/** Dies instead of making the change of this number: nothing of the run happens after that, not even cleaning up. */
async function untilDeath(box: Box, limit: number, run: (on: Desk) => Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve) => {
    const dying: RunCommand = async (command, input) => {
      if (box.changes.length < limit || !isChange(command)) return await box.run(command, input);
      resolve();
      return await new Promise<never>(() => {});
    };
    void run(desk(box, dying)).finally(resolve);
  });
}

function isChange(command: readonly string[]): boolean {
  return command.some((word) => /^(?:add|delete|set|-set\w+)$/.test(word));
}
