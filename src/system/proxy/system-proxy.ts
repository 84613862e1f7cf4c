import { HmaError, sentence } from '../../errors.js';
import { type Command, commandText, type Outcome, type RunCommand } from '../command.js';
import type { Machine } from '../machine.js';
import { forbidLoopback } from '../windows/loopback.js';
import { gsettings } from './gsettings.js';
import { type ChangedPlace, type Journal, readJournal, removeJournal, writeJournal } from './journal.js';
import { networksetup } from './networksetup.js';
import { isServed } from './pac.js';
import type { ProxySettings, Target, Value, Values } from './settings.js';
import { wininet } from './wininet.js';

/** Where the settings are, and how they are changed. */
export interface Desk {
  /** Of the journal. */
  readonly folder: string;
  readonly machine: Machine;
  readonly run: RunCommand;
}

/** The proxy settings of a machine. */
export function settingsOf(machine: Machine): ProxySettings {
  if (machine.platform === 'win32') return wininet(machine);
  return machine.platform === 'darwin' ? networksetup() : gsettings();
}

/** What is set in every place now. */
export type Present = ReadonlyMap<string, Values>;

/**
 * Reads what is set now.
 *
 * @throws {HmaError} ERR_SYSTEM where nothing can be read: no such desktop.
 */
export async function readPresent({ machine, run }: Desk): Promise<Present> {
  const settings = settingsOf(machine);
  const places = await settings.places(run);
  const present = new Map<string, Values>();
  for (const place of places) present.set(place, await settings.read(place, run));
  const isKnown = settings.id !== 'gsettings' || present.get('')?.get('mode') != null;
  if (present.size > 0 && isKnown) return present;
  throw new HmaError('ERR_SYSTEM', sentence`The proxy settings of this desktop are not known. Set the proxy by hand.`);
}

/**
 * Points the user's settings at us. The journal is written first, so that whatever ends us leaves behind how it was.
 *
 * @throws {HmaError} ERR_SYSTEM when a setting could not be put back later, or a command failed; then all is as before.
 */
export async function setSystemProxy(
  desk: Desk,
  target: Target,
  present: Present,
  about: Pick<Journal, 'script' | 'loopback'>,
): Promise<void> {
  const settings = settingsOf(desk.machine);
  const places = [...present].map(([place, now]) => changesFor(settings, place, target, now));
  await writeJournal(desk.folder, { system: settings.id, places, ...about });
  try {
    for (const { place, changes } of places) {
      for (const { name, after } of changes) await write(settings, place, name, after, desk);
    }
    await settings.notify?.(desk.run);
  } catch (error) {
    await undoSystemProxy(desk);
    throw error;
  }
}

function changesFor(settings: ProxySettings, place: string, target: Target, now: Values): ChangedPlace {
  const changes = settings.plan(target, now).map(([name, after]) => ({ name, before: now.get(name) ?? null, after }));
  for (const { name, before } of changes) {
    if (before === null || settings.isValue(name, before)) continue;
    throw new HmaError(
      'ERR_SYSTEM',
      sentence`The present ${name} could not be put back as it is. Set the proxy by hand.`,
    );
  }
  return { place, changes };
}

/** What became of the settings that a run left behind. */
export type Undone =
  /** There was nothing to undo. */
  | 'nothing'
  | 'restored'
  /** The settings are not ours any more: somebody else changed them since. */
  | 'not-ours'
  /** The run that set them is alive. */
  | 'alive'
  /** The journal is damaged, or not ours: nothing was done. */
  | 'invalid';

/**
 * Puts back what a run changed, setting by setting, as far as it still stands as we set it. Can be broken off anywhere
 * and begun again.
 *
 * @param onlyWhenGone - Leaves the settings of a run that is alive.
 * @throws {HmaError} ERR_SYSTEM when a command failed; the journal stays.
 */
export async function undoSystemProxy(desk: Desk, onlyWhenGone = false): Promise<Undone> {
  const settings = settingsOf(desk.machine);
  const journal = await readJournal(desk.folder, settings);
  if (journal === 'none') return 'nothing';
  if (journal === 'invalid') {
    await removeJournal(desk.folder);
    return 'invalid';
  }
  if (onlyWhenGone && (await isServed(journal.script))) return 'alive';
  let restored = false;
  const present = new Set(await settings.places(desk.run)); // a service may be gone with its network card
  for (const changed of journal.places.filter(({ place }) => present.has(place))) {
    restored = (await restorePlace(settings, changed, desk)) || restored;
  }
  if (restored) await settings.notify?.(desk.run);
  if (journal.loopback) await forbidLoopback(desk.machine, desk.run);
  await removeJournal(desk.folder);
  return restored ? 'restored' : 'not-ours';
}

// Backwards, so that the pointer goes last: while it stands, what is left is known to be ours.
async function restorePlace(settings: ProxySettings, { place, changes }: ChangedPlace, desk: Desk): Promise<boolean> {
  const now = await settings.read(place, desk.run);
  const [pointer] = changes;
  if (pointer === undefined || now.get(pointer.name) !== pointer.after) return false;
  for (const { name, before, after } of [...changes].reverse()) {
    if (now.get(name) === after) await write(settings, place, name, before, desk);
  }
  return true;
}

async function write(
  settings: ProxySettings,
  place: string,
  name: string,
  value: Value,
  { run, machine }: Desk,
): Promise<void> {
  const command = settings.write(place, name, value);
  if (!command) return;
  const outcome = await run(command);
  if (outcome.code !== 0) throw failed(command, outcome, machine.platform);
}

function failed(command: Command, { code, stdout, stderr }: Outcome, platform: NodeJS.Platform): HmaError {
  const said = (stderr || stdout).trim().split('\n')[0]?.slice(0, 300) ?? '';
  return new HmaError(
    'ERR_SYSTEM',
    sentence`"${commandText(command, platform)}" ended with ${code ?? 'nothing'}: ${said}`,
  );
}
