import type { Command, Outcome, RunCommand } from '../command.js';
import { type Machine, systemProgram } from '../machine.js';
import { isAddress, isScriptUrl, type ProxySettings, type Value, type Values } from './settings.js';

const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const types = { AutoConfigURL: 'REG_SZ', ProxyServer: 'REG_SZ', ProxyEnable: 'REG_DWORD' } as const;
type Name = keyof typeof types;

/**
 * WinINET, of the user: what Outlook and the sign-in windows follow. The machine's own proxy (WinHTTP) is left alone: it
 * is that of services, which would not trust our authority. Of several ways Windows takes the script first.
 *
 * @see https://learn.microsoft.com/windows/win32/wininet/setting-and-retrieving-internet-options
 */
export function wininet(machine: Machine): ProxySettings {
  const reg = systemProgram(machine, 'reg.exe');
  const powershell = systemProgram(machine, 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  return {
    id: 'wininet',
    places: async () => [''],
    read: async (_place, run) => readValues((await run([reg, 'query', key])).stdout),
    plan(target, now) {
      if (target.mode === 'pac') return [['AutoConfigURL', target.url]];
      const script = now.get('AutoConfigURL') === null ? [] : ([['AutoConfigURL', null]] as const);
      return [['ProxyServer', `${target.host}:${target.port}`], ['ProxyEnable', '1'], ...script];
    },
    write: (_place, name, value) => writeValue(reg, name, value),
    before(now) {
      const [pac, server] = [now.get('AutoConfigURL'), now.get('ProxyServer')];
      const proxy = now.get('ProxyEnable') === '1' && server ? secureProxy(server) : undefined;
      return { ...(pac && { pac }), ...(proxy && { proxy }) };
    },
    isPlace: (place) => place === '',
    isValue: (name, value) => Object.hasOwn(types, name) && (value === null || grammars[name as Name](value)),
    notify: (run) => notify(powershell, run),
  };
}

const grammars: Record<Name, (value: string) => boolean> = {
  AutoConfigURL: isScriptUrl,
  ProxyEnable: (value) => value === '0' || value === '1',
  // One address for all, or a list: http=proxy:80;https=proxy:443
  ProxyServer: (value) => value.length <= 2_000 && /^[a-z0-9_.:=;/[\]-]*$/i.test(value),
};

// "    ProxyEnable    REG_DWORD    0x0", in every language of Windows.
function readValues(text: string): Values {
  const values = new Map<string, Value>(Object.keys(types).map((name) => [name, null]));
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', , value = ''] = /^ {4}(\w+) {4}(REG_\w+)(?: {4}(.*))?$/.exec(line) ?? [];
    if (Object.hasOwn(types, name)) values.set(name, name === 'ProxyEnable' ? String(Number(value)) : value);
  }
  return values;
}

function writeValue(reg: string, name: string, value: Value): Command {
  if (value === null) return [reg, 'delete', key, '/v', name, '/f'];
  return [reg, 'add', key, '/v', name, '/t', types[name as Name], '/d', value, '/f'];
}

function secureProxy(server: string): string | undefined {
  const one = /(?:^|;)https=(?:https?:\/\/)?([^;]+)/i.exec(server)?.[1] ?? (server.includes('=') ? '' : server);
  return isAddress(one) ? one : undefined;
}

// INTERNET_OPTION_SETTINGS_CHANGED and INTERNET_OPTION_REFRESH.
const script = `$m = Add-Type -Namespace HmaDoctor -Name WinInet -PassThru -MemberDefinition '[DllImport("wininet.dll")] public static extern bool InternetSetOption(IntPtr h, int option, IntPtr buffer, int length);'
foreach ($option in 39, 37) { [void]$m::InternetSetOption([IntPtr]::Zero, $option, [IntPtr]::Zero, 0) }
`;

async function notify(powershell: string, run: RunCommand): Promise<Outcome> {
  return await run([powershell, '-NoProfile', '-NonInteractive', '-Command', '-'], script);
}
