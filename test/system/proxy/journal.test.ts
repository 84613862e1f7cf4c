import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undoSystemProxy } from '../../../src/system/proxy/system-proxy.js';
import { type Box, gnomeBox, macBox, windowsBox } from './desks.js';

const script = `http://127.0.0.1:1/hma-doctor-${'a'.repeat(32)}.pac`;
let folder: string;
const file = () => join(folder, 'system-proxy.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Fields = Record<string, unknown>;
const change = (more: Fields = {}) => ({ name: 'autoconfig-url', before: '', after: script, ...more });
const place = (more: Fields = {}) => ({ place: '', changes: [change()], ...more });
const journal = (more: Fields = {}) => ({ system: 'gsettings', script, loopback: false, places: [place()], ...more });
const withChange = (more: Fields) => journal({ places: [place({ changes: [change(more)] })] });

/** The desk as the journal above found it: our script is set, so that a journal that is believed changes something. */
const gnome = () => gnomeBox({ mode: "'auto'", 'autoconfig-url': `'${script}'` });

async function undo({ machine, run }: Box) {
  return await undoSystemProxy({ folder, machine, run });
}

describe('a journal', () => {
  it('that is ours is believed', async () => {
    writeFileSync(file(), JSON.stringify(journal()), { mode: 0o600 });
    const box = gnome();
    expect(await undo(box)).toBe('restored');
    expect(box.state.get('autoconfig-url')).toBe("''");
  });

  it.each<readonly [string, unknown]>([
    ['is no JSON', '{"system": "gsett'],
    ['is empty', ''],
    ['is null', null],
    ['is a list', [journal()]],
    ['is of another system', journal({ system: 'wininet' })],
    ['names a system of Object’s own', journal({ system: 'constructor' })],
    ['has no script', journal({ script: undefined })],
    ['has another’s script', journal({ script: 'http://proxy.contoso.com/hma-doctor.pac' })],
    ['has a script on another host', journal({ script: script.replace('127.0.0.1', '127.0.0.1.evil.example') })],
    ['has no places', journal({ places: [] })],
    ['has too many places', journal({ places: Array.from({ length: 65 }, () => place()) })],
    ['has a place that is an option', journal({ places: [place({ place: '-setwebproxy' })] })],
    ['has a place of another system', journal({ places: [place({ place: 'Wi-Fi' })] })],
    ['changes nothing', journal({ places: [place({ changes: [] })] })],
    ['changes too much', journal({ places: [place({ changes: Array.from({ length: 17 }, () => change()) })] })],
    ['names another setting', withChange({ name: 'ignore-hosts' })],
    ['names a setting of another schema', withChange({ name: 'org.gnome.desktop.lockdown.x' })],
    ['names a setting of Object’s own', withChange({ name: 'constructor' })],
    ['names __proto__', withChange({ name: '__proto__' })],
    ['sets a command', withChange({ before: '$(touch /tmp/x)' })],
    ['sets a command behind a URL', withChange({ before: 'http://a/;touch /tmp/x' })],
    ['sets what ends the quotes', withChange({ before: "http://a/' 'x" })],
    ['sets an option', withChange({ before: '--schemadir=/tmp' })],
    ['sets a script that is code', withChange({ before: 'javascript:alert(1)' })],
    ['sets a line break', withChange({ before: 'http://a/\nhttp://b/' })],
    ['sets an object', withChange({ before: { toString: 'x' } })],
    ['sets a number', withChange({ before: 1 })],
    ['sets a URL of 3,000 characters', withChange({ before: `http://a/${'a'.repeat(3_000)}` })],
    ['begins with what was never ours', withChange({ after: 'http://wpad.contoso.com/wpad.dat' })],
    ['begins with a switch', withChange({ name: 'mode', before: 'none', after: 'auto' })],
    ['has a flag that is none', journal({ loopback: 'yes' })],
    ['is larger than any of ours', { ...journal(), padding: 'x'.repeat(70_000) }],
  ])('that %s does nothing, and is removed', async (_what, content) => {
    writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
    const box = gnome();
    expect(await undo(box)).toBe('invalid');
    expect(box.changes).toEqual([]);
    expect(existsSync(file())).toBe(false);
  });

  it.runIf(process.platform !== 'win32').each([
    ['others can write', () => chmodSync(file(), 0o666)],
    [
      'is a link',
      () => {
        rmSync(file());
        writeFileSync(join(folder, 'elsewhere.json'), JSON.stringify(journal()));
        symlinkSync(join(folder, 'elsewhere.json'), file());
      },
    ],
  ])('that %s does nothing', async (_what, spoil) => {
    writeFileSync(file(), JSON.stringify(journal()), { mode: 0o600 });
    spoil();
    const box = gnome();
    expect(await undo(box)).toBe('invalid');
    expect(box.changes).toEqual([]);
  });

  it('that is well made but not about what is set now does nothing', async () => {
    writeFileSync(file(), JSON.stringify(withChange({ before: 'http://evil.example/evil.pac' })), { mode: 0o600 });
    const box = gnomeBox({ mode: "'auto'", 'autoconfig-url': "'http://wpad.contoso.com/wpad.dat'" });
    expect(await undo(box)).toBe('not-ours');
    expect(box.changes).toEqual([]);
  });

  it.each([
    ['wininet', windowsBox({ AutoConfigURL: `REG_SZ    ${script}` }), '', { name: 'UserAgent', before: null }],
    [
      'wininet',
      windowsBox({ AutoConfigURL: `REG_SZ    ${script}` }),
      '',
      { name: 'AutoConfigURL', before: 'x" /f & calc' },
    ],
    ['wininet', windowsBox({ AutoConfigURL: `REG_SZ    ${script}` }), 'HKLM', { name: 'AutoConfigURL', before: null }],
    ['networksetup', macBox({ 'Wi-Fi/autoproxyurl': script }), 'Wi-Fi\n', { name: 'autoproxyurl', before: null }],
    ['networksetup', macBox({ 'Wi-Fi/autoproxyurl': script }), '*Wi-Fi', { name: 'autoproxyurl', before: null }],
    ['networksetup', macBox({ 'Wi-Fi/autoproxyurl': script }), 'Wi-Fi', { name: 'dnsservers', before: '192.0.2.1' }],
  ] as const)('of %s is held to the same', async (system, box, where, { name, before }) => {
    const changes = [{ name, before, after: script }];
    const content = { system, script, loopback: false, places: [{ place: where, changes }] };
    writeFileSync(file(), JSON.stringify(content), { mode: 0o600 });
    expect(await undo(box)).toBe('invalid');
    expect(box.changes).toEqual([]);
  });
});
