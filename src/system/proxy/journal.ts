import { lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../certificates/write-atomically.js';
import { HmaError, sentence } from '../../errors.js';
import { ownAddress, ownScript, type ProxySettings, type SettingsId, type Value } from './settings.js';

/** One setting that we change. */
export interface Change {
  readonly name: string;
  readonly before: Value;
  readonly after: Value;
}

/** What we change in one place; the first change is the pointer at us. */
export interface ChangedPlace {
  readonly place: string;
  readonly changes: readonly Change[];
}

/** What a run changes on this machine: written before the first change, removed after the last was put back. */
export interface Journal {
  readonly system: SettingsId;
  readonly places: readonly ChangedPlace[];
  /** Our script. While it is served, the run is alive. */
  readonly script: string;
  /** The run let a packaged app of Windows reach the loopback. */
  readonly loopback: boolean;
}

const fileName = 'system-proxy.json';
const limits = { bytes: 65_536, places: 64, changes: 16 } as const;

/**
 * The journal of a run that did not end well, if there is one. It is data for the settings of this system and nothing
 * else: one value that does not fit, and the whole counts for nothing, because what we did not write we do not undo.
 */
export async function readJournal(folder: string, settings: ProxySettings): Promise<Journal | 'none' | 'invalid'> {
  const file = join(folder, fileName);
  const status = await lstat(file).catch(() => undefined);
  if (!status) return 'none';
  const isOurs = status.isFile() && status.size <= limits.bytes && isOwn(status.uid, status.mode);
  if (!isOurs) return 'invalid';
  try {
    return asJournal(JSON.parse(await readFile(file, 'utf8')), settings) ?? 'invalid';
  } catch {
    return 'invalid';
  }
}

/**
 * Whole or not at all.
 *
 * @throws {HmaError} ERR_SYSTEM where it cannot be written: nothing may be changed then.
 */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  const file = join(folder, fileName);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 }); // a control run has made no certificates in it
    await writeAtomically(file, `${JSON.stringify(journal, undefined, 2)}\n`, 0o600);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new HmaError(
      'ERR_SYSTEM',
      sentence`Cannot write "${file}" (${reason}), and without it the proxy settings could not be put back: they are left alone. Name another folder with --confdir, or set the proxy by hand.`,
      { cause },
    );
  }
}

/** When everything is as it was. */
export async function removeJournal(folder: string): Promise<void> {
  await rm(join(folder, fileName), { force: true });
}

function isOwn(uid: number, mode: number): boolean {
  return process.getuid === undefined || (process.getuid() === uid && (mode & 0o022) === 0);
}

function asJournal(value: unknown, settings: ProxySettings): Journal | undefined {
  const { system, places, script, loopback } = (value ?? {}) as Record<string, unknown>;
  if (system !== settings.id || typeof loopback !== 'boolean') return undefined;
  if (typeof script !== 'string' || !ownScript.test(script)) return undefined;
  if (!Array.isArray(places) || places.length === 0 || places.length > limits.places) return undefined;
  if (!places.every((place) => isChangedPlace(place, settings))) return undefined;
  return { system: settings.id, script, loopback, places: places.map(pickPlace) };
}

function isChangedPlace(value: unknown, settings: ProxySettings): value is ChangedPlace {
  const { place, changes } = (value ?? {}) as Record<string, unknown>;
  if (typeof place !== 'string' || !settings.isPlace(place)) return false;
  if (!Array.isArray(changes) || changes.length === 0 || changes.length > limits.changes) return false;
  return changes.every((change) => isChange(change, settings)) && pointsAtUs(changes[0]?.after);
}

function isChange(value: unknown, settings: ProxySettings): value is Change {
  const { name, before, after } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !isValue(before) || !isValue(after)) return false;
  return [before, after].every((one) => one === null || settings.isValue(name, one));
}

// Or else a journal could have us put "back" what was never ours.
function pointsAtUs(after: Value | undefined): boolean {
  return typeof after === 'string' && (ownScript.test(after) || ownAddress.test(after) || after === '127.0.0.1');
}

function isValue(value: unknown): value is Value {
  return value === null || typeof value === 'string';
}

function pickPlace({ place, changes }: ChangedPlace): ChangedPlace {
  return { place, changes: changes.map(({ name, before, after }) => ({ name, before, after })) };
}
