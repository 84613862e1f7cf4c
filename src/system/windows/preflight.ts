import type { RunCommand } from '../command.js';
import { type Machine, systemProgram } from '../machine.js';
import { mayReachLoopback } from './loopback.js';

/** What stands against a proxy of the user on this Windows. */
export interface Preflight {
  /** A policy gives all users one proxy: the user's own settings count for nothing. */
  readonly machineWide: boolean;
  /** Dial-up and VPN connections, which have proxy settings of their own. */
  readonly ownConnections: readonly string[];
  /** A policy bans roots that users install. */
  readonly noUserRoots: boolean;
  /** Sign-in windows may reach the loopback; undefined where Windows does not say. */
  readonly loopback: boolean | undefined;
}

const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft';
const proxyPolicy = `${policies}\\Windows\\CurrentVersion\\Internet Settings`;
const rootPolicy = `${policies}\\SystemCertificates\\Root\\ProtectedRoots`;
const connections = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections';

/** What the user's settings are called there; all other names are of dial-up and VPN connections. */
const ofTheUser: ReadonlySet<string> = new Set(['DefaultConnectionSettings', 'SavedLegacySettings']);

/** Asks Windows, and changes nothing. */
export async function preflight(machine: Machine, run: RunCommand): Promise<Preflight> {
  const reg = systemProgram(machine, 'reg.exe');
  const value = async (key: string, name: string) => readDword((await run([reg, 'query', key, '/v', name])).stdout);
  const [perUser, roots, names, loopback] = await Promise.all([
    value(proxyPolicy, 'ProxySettingsPerUser'),
    value(rootPolicy, 'Flags'),
    run([reg, 'query', connections]),
    mayReachLoopback(machine, run),
  ]);
  return {
    machineWide: perUser === 0,
    ownConnections: readNames(names.stdout).filter((name) => !ofTheUser.has(name)),
    noUserRoots: roots !== undefined && (roots & 1) === 1, // CERT_PROT_ROOT_DISABLE_CURRENT_USER_FLAG
    loopback,
  };
}

function readDword(text: string): number | undefined {
  const digits = / {4}REG_DWORD {4}0x([0-9a-f]{1,8})/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function readNames(text: string): readonly string[] {
  return [...text.matchAll(/^ {4}(\S[^\r\n]{0,255}?) {4}REG_BINARY/gm)].flatMap(([, name]) => name ?? []);
}
