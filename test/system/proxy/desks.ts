/**
 * Desks for tests: programs that keep settings as the real ones do, and print what they print. The output of reg and
 * networksetup is written after their documentation and was not recorded on a real system; gsettings is also tried for
 * real, in gnome.test.ts.
 */
import type { Command, Outcome, RunCommand } from '../../../src/system/command.js';
import type { Machine } from '../../../src/system/machine.js';

/** A machine whose settings a test can read and set. */
export interface Box {
  readonly machine: Machine;
  readonly run: RunCommand;
  /** By place and name. */
  readonly state: Map<string, string>;
  /** Every command that changed something. */
  readonly changes: Command[];
}

const ok = (stdout = ''): Outcome => ({ code: 0, stdout, stderr: '' });
const bad = (stderr: string): Outcome => ({ code: 1, stdout: '', stderr });

export function machine(platform: NodeJS.Platform): Machine {
  return { platform, home: '/home/ana', systemRoot: 'C:\\Windows', isRoot: false, exists: () => true };
}

const internetSettings = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** `state` has reg's own words: `AutoConfigURL` → `REG_SZ    http://…`; `policy:NAME` and `loopback` for the preflight. */
export function windowsBox(initial: Readonly<Record<string, string>> = {}): Box {
  const state = new Map(Object.entries(initial));
  const changes: Command[] = [];
  const run: RunCommand = async (command) => {
    const [program, verb, key = '', ...rest] = command;
    if (program.endsWith('CheckNetIsolation.exe')) return checkNetIsolation(command, state, changes);
    if (!program.endsWith('reg.exe')) return ok();
    if (verb === 'query') return query(key, rest[1], state);
    changes.push(command);
    const name = rest[1] ?? '';
    if (verb === 'delete')
      return state.delete(name) ? ok() : bad('ERROR: The system was unable to find the value.\r\n');
    state.set(name, rest[3] === 'REG_DWORD' ? `REG_DWORD    0x${rest[5]}` : `${rest[3]}    ${rest[5]}`);
    return ok('The operation completed successfully.\r\n');
  };
  return { machine: machine('win32'), run, state, changes };
}

function query(key: string, name: string | undefined, state: Map<string, string>): Outcome {
  const header = `\r\n${key.replace('HKCU', 'HKEY_CURRENT_USER').replace('HKLM', 'HKEY_LOCAL_MACHINE')}\r\n`;
  const line = ([what, value]: readonly [string, string]) => `    ${what}    ${value}\r\n`;
  if (name !== undefined) {
    const value = state.get(`policy:${name}`);
    return value
      ? ok(`${header}${line([name, value])}\r\n`)
      : bad('ERROR: The system was unable to find the specified registry key or value.\r\n');
  }
  if (key !== internetSettings) {
    const names = ['DefaultConnectionSettings', 'SavedLegacySettings', ...(state.get('connections')?.split(',') ?? [])];
    return ok(`${header}${names.map((entry) => line([entry, 'REG_BINARY    4600000003000000'])).join('')}\r\n`);
  }
  const values = [...state].filter(([what]) => /^(?:Auto|Proxy)/.test(what));
  const others =
    line(['User Agent', 'REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)']) +
    line(['WarnonZoneCrossing', 'REG_DWORD    0x0']);
  return ok(`${header}${others}${values.map(line).join('')}\r\n${header.trim()}\\Connections\r\n`);
}

function checkNetIsolation([, , verb, name]: Command, state: Map<string, string>, changes: Command[]): Outcome {
  const exempt = state.get('loopback') ?? 'none';
  const list = `\r\nList Loopback Exempted AppContainers\r\n\r\n${exempt === 'exempt' ? exemption : ''}`;
  if (verb === '-s') return ok(list);
  changes.push(['CheckNetIsolation', verb ?? '', name ?? '']);
  if (exempt === 'forbidden') return { code: 5, stdout: 'Error: Access is denied.\r\n', stderr: '' };
  state.set('loopback', verb === '-a' ? 'exempt' : 'none');
  return ok('OK.\r\n');
}

const exemption = `[1] -----------------------------------------------------------------
    Name: microsoft.aad.brokerplugin_cw5n1h2txyewy
    SID:  S-1-15-2-1910091885-1573563583-1104941280-2418270861-3411158377-2822700936-2990310272

`;

/** `state` is by service and field: `Wi-Fi/autoproxyurl`. */
export function macBox(initial: Readonly<Record<string, string>> = {}): Box {
  const state = new Map(Object.entries(initial));
  const changes: Command[] = [];
  const of = (service: string, field: string) => state.get(`${service}/${field}`);
  const enabled = (service: string, field: string) => `Enabled: ${of(service, field) === 'on' ? 'Yes' : 'No'}\n`;
  const run: RunCommand = async (command) => {
    const [, verb = '', service = '', value = '', port] = command;
    if (verb === '-listallnetworkservices') {
      return ok(
        'An asterisk (*) denotes that a network service is disabled.\nWi-Fi\n*Thunderbolt Bridge\nUSB 10/100/1000 LAN\n',
      );
    }
    if (verb === '-getautoproxyurl') {
      return ok(`URL: ${of(service, 'autoproxyurl') ?? '(null)'}\n${enabled(service, 'autoproxystate')}`);
    }
    if (verb.startsWith('-get')) {
      const name = verb.slice(4);
      const [host, number] = (of(service, name) ?? ':0').split(':');
      return ok(
        `${enabled(service, `${name}state`)}Server: ${host}\nPort: ${number}\nAuthenticated Proxy Enabled: 0\n`,
      );
    }
    changes.push(command);
    const name = verb.slice(4);
    state.set(`${service}/${name}`, port === undefined ? value : `${value}:${port}`);
    if (!name.endsWith('state')) state.set(`${service}/${name.replace('url', '')}state`, 'on'); // as the real one does
    return ok();
  };
  return { machine: machine('darwin'), run, state, changes };
}

const gnomeDefaults = {
  mode: "'none'",
  'autoconfig-url': "''",
  'http.host': "''",
  'http.port': '8080',
  'https.host': "''",
  'https.port': '0',
};

/** `state` has GVariant text: `mode` → `'none'`. */
export function gnomeBox(initial: Readonly<Record<string, string>> = {}): Box {
  const state = new Map(Object.entries({ ...gnomeDefaults, ...initial }));
  const changes: Command[] = [];
  const run: RunCommand = async (command) => {
    const [, verb, schema = '', key = '', value = ''] = command;
    const name = [schema.replace(/^org\.gnome\.system\.proxy\.?/, ''), key].filter(Boolean).join('.');
    if (verb === 'get') return ok(`${state.get(name)}\n`);
    changes.push(command);
    state.set(name, value);
    return ok();
  };
  return { machine: machine('linux'), run, state, changes };
}
