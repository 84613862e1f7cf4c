import { HmaError, sentence } from '../../errors.js';
import { cloudHosts } from '../../knowledge/clouds.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { printable } from '../../report/printable.js';
import { commandText } from '../../system/command.js';
import { thisMachine } from '../../system/machine.js';
import { fetchScript, openScriptServer, writeScript } from '../../system/proxy/pac.js';
import type { Before } from '../../system/proxy/settings.js';
import {
  type Desk,
  readPresent,
  setSystemProxy,
  settingsOf,
  type Undone,
  undoSystemProxy,
} from '../../system/proxy/system-proxy.js';
import { allowCommand, allowLoopback } from '../../system/windows/loopback.js';
import { type Preflight, preflight } from '../../system/windows/preflight.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { say, widthOf, wrapProse } from '../terminal.js';

/** Where a run listens, and for which hosts. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
  /** Is told where our own script is served. */
  readonly announce: (listener: { readonly address: string; readonly port: number }) => void;
}

/** Puts the settings back. Never rejects; what could not be put back is said. */
export type CloseSystemProxy = () => Promise<void>;

/**
 * `--system-proxy`: sends the user's programs here until it is closed. A second process beside us puts the settings back
 * when we are killed.
 *
 * @throws {HmaError} ERR_SYSTEM when the settings cannot be read, changed, or put back later.
 */
export async function openSystemProxy(
  to: Destination,
  folder: string,
  options: Options,
  io: Io,
): Promise<CloseSystemProxy> {
  const mode = options.systemProxy;
  const desk = deskOf(folder, io);
  const found = desk.machine.platform === 'win32' ? await preflight(desk.machine, desk.run) : undefined;
  if (found) sayPreflight(found, options, io);
  if (mode === undefined) {
    if (found?.loopback === false) tell(noLoopback(desk, options, io), options, io);
    return async () => {};
  }
  const address = reachable(to);
  const present = await readPresent(desk);
  const before = [...present.values()].map((now) => settingsOf(desk.machine).before(now)).find(isSet) ?? {};
  const theirs = mode === 'pac' ? await readTheirs(before) : {};
  const script = await openScriptServer();
  to.announce({ address: '127.0.0.1', port: Number(new URL(script.url).port) });
  const serve = (hosts: readonly string[]) =>
    script.serve(writeScript({ hosts, proxy: `${address.host}:${address.port}`, theirs }));
  serve(found?.loopback === false ? withoutSignIn(to.hosts) : to.hosts);
  try {
    const target = mode === 'pac' ? ({ mode, url: script.url } as const) : { mode, ...address };
    const release = io.startBeside(['undo', '--wait', '--confdir', folder]);
    await setSystemProxy(desk, target, present, { script: script.url, loopback: found?.loopback === false });
    tell(wordsOf(options, io).set(mode, script.url), options, io);
    if (found?.loopback === false && (await letSignInReach(mode, desk, options, io))) serve(to.hosts);
    return async () => {
      await close(desk, options, io);
      await script.close();
      release();
    };
  } catch (error) {
    await undoSystemProxy(desk).catch(() => {}); // the error that led here is told; the journal stays for `undo`
    await script.close();
    throw error;
  }
}

/**
 * Puts back what a run that did not end well left behind; that of a run that is alive stays.
 *
 * @throws {HmaError} ERR_SYSTEM when such a run is alive and this one is to change the settings, too.
 */
export async function undoLeftover(folder: string, options: Options, io: Io): Promise<void> {
  const undone = await undoSystemProxy(deskOf(folder, io), true);
  if (undone === 'alive' && options.systemProxy !== undefined) {
    throw new HmaError(
      'ERR_SYSTEM',
      sentence`Another hma-doctor has set the system proxy, and runs. End it first, or leave --system-proxy out.`,
    );
  }
  if (undone !== 'nothing' && undone !== 'alive') tell(said(undone, options, io), options, io);
}

/** `hma-doctor undo`. */
export async function undoNow(folder: string, onlyWhenGone: boolean, options: Options, io: Io): Promise<void> {
  const undone = await undoSystemProxy(deskOf(folder, io), onlyWhenGone);
  tell(said(undone, options, io), options, io);
}

async function close(desk: Desk, options: Options, io: Io): Promise<void> {
  try {
    tell(said(await undoSystemProxy(desk), options, io), options, io);
  } catch (error) {
    const reason = error instanceof HmaError ? error.message : 'something unexpected happened.';
    io.stderr.write(`hma-doctor: ${wordsOf(options, io).failed(printable(reason))}\n`);
  }
}

// The journal knows our own address by this spelling alone.
function reachable({ host, port }: Destination): { readonly host: string; readonly port: number } {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return { host: '127.0.0.1', port };
  throw new HmaError(
    'ERR_USAGE',
    sentence`--system-proxy needs a proxy at 127.0.0.1, not at ${host}. Leave --listen-host out.`,
  );
}

// Hosts that are not ours must find the way that was theirs before.
async function readTheirs({ pac, proxy }: Before): Promise<{ script?: string; proxy?: string }> {
  if (pac === undefined) return proxy === undefined ? {} : { proxy };
  const script = await fetchScript(pac);
  if (script !== undefined) return { script };
  const message = sentence`The proxy script that is set now (${pac}) cannot be read, and without it other hosts would lose their way. Leave --system-proxy out, or use --system-proxy=proxy.`;
  throw new HmaError('ERR_SYSTEM', message);
}

function sayPreflight(found: Preflight, options: Options, io: Io): void {
  const { preflight: words } = wordsOf(options, io);
  if (found.machineWide) tell(words.machineWide, options, io);
  if (found.ownConnections.length > 0) tell(words.ownConnections(found.ownConnections.map(printable)), options, io);
  if (found.noUserRoots) tell(words.noUserRoots, options, io);
}

/**
 * @returns Whether sign-in windows reach us now. If not, their hosts stay off the script.
 * @throws {HmaError} ERR_SYSTEM where all is sent here, so that nobody could sign in.
 */
async function letSignInReach(mode: 'pac' | 'proxy', desk: Desk, options: Options, io: Io): Promise<boolean> {
  if ((await allowLoopback(desk.machine, desk.run)).code === 0) return true;
  const command = commandText(allowCommand(desk.machine), 'win32');
  if (mode === 'proxy') {
    throw new HmaError(
      'ERR_SYSTEM',
      sentence`The sign-in windows of Windows may not reach a proxy on this computer, and --system-proxy=proxy would send them here. As an administrator: ${command}. Or use --system-proxy=pac.`,
    );
  }
  tell(`${noLoopback(desk, options, io)}\n${wordsOf(options, io).preflight.signInAside}`, options, io);
  return false;
}

function noLoopback({ machine }: Desk, options: Options, io: Io): string {
  return wordsOf(options, io).preflight.noLoopback(commandText(allowCommand(machine), 'win32'));
}

const signIn: ReadonlySet<string> = new Set(
  cloudHosts.filter(({ role }) => role === 'sign-in').map(({ host }) => host),
);

function withoutSignIn(hosts: readonly string[]): readonly string[] {
  return hosts.filter((host) => !signIn.has(host));
}

function isSet({ pac, proxy }: Before): boolean {
  return pac !== undefined || proxy !== undefined;
}

function said(undone: Undone, options: Options, io: Io): string {
  const { restored, notOurs, invalid, nothing } = wordsOf(options, io);
  return { restored, 'not-ours': notOurs, invalid, nothing, alive: nothing }[undone];
}

function deskOf(folder: string, { platform, env, run }: Io): Desk {
  return { folder, machine: thisMachine(platform, env), run };
}

function tell(text: string, options: Options, io: Io): void {
  say(options, io, wrapProse(text, widthOf(io.stderr)));
}

function wordsOf(options: Options, io: Io) {
  return sessionText(chooseLanguage(options.lang, io.env)).systemProxy;
}
