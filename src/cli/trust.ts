import { join } from 'node:path';
import { removeAuthority } from '../certificates/store.js';
import { exitCodes, HmaError, sentence } from '../errors.js';
import { chooseLanguage, sessionText } from '../messages/language.js';
import { commandText } from '../system/command.js';
import { type Machine, thisMachine } from '../system/machine.js';
import { type Installed, readInstalled, recordInstalled, recordRemoved } from '../system/trust/record.js';
import { storesOf, trustStore } from '../system/trust/stores.js';
import type { RootIdentity, TrustStoreId } from '../system/trust/trust-store.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { agree, runAll } from './run-commands.js';

/** A root that is kept in a folder. */
export interface KeptRoot extends RootIdentity {
  readonly folder: string;
  /** PEM */
  readonly file: string;
}

/**
 * Puts the root into `--store`, or the one that this machine's programs read first, after showing the commands.
 *
 * @throws {HmaError} ERR_USAGE without a terminal and `--force`; ERR_SYSTEM when a command failed.
 */
export async function installRoot(root: KeptRoot, options: Options, io: Io): Promise<number> {
  const id = options.store ?? defaultStore(machineOf(io));
  const store = trustStore(id, machineOf(io));
  const words = wordsOf(options, io);
  if (await isTrusted(id, root, io)) {
    io.stderr.write(`${words.already(id)}\n`);
    return exitCodes.ok;
  }
  const commands = store.install(root, root.file);
  if (!(await agree(commands, options, io))) return exitCodes.ok;
  await recordInstalled(root.folder, { store: id, ...fingerprints(root) });
  await runAll(commands, io);
  if ((await isTrusted(id, root, io)) === false) {
    throw new HmaError(
      'ERR_SYSTEM',
      sentence`The commands ended well, but ${id} does not have the certificate. Is there a policy?`,
    );
  }
  io.stderr.write(`${words.installed(id)}\n`);
  return exitCodes.ok;
}

/**
 * Takes every root of ours out of the stores that have it, and removes the authority with its key; with `--store` out of
 * that store alone, and keeps the authority.
 */
export async function removeRoots(
  folder: string,
  kept: KeptRoot | undefined,
  options: Options,
  io: Io,
): Promise<number> {
  const words = wordsOf(options, io);
  const entries = (await installedRoots(folder, kept, io)).filter(({ store }) => (options.store ?? store) === store);
  const commands = entries.flatMap((entry) => trustStore(entry.store, machineOf(io)).remove(entry));
  if (commands.length > 0 && !(await agree(commands, options, io))) return exitCodes.ok;
  for (const entry of entries) {
    await takeOut(folder, entry, io);
    io.stderr.write(`${words.removed(entry.store)}\n`);
  }
  const gone = options.store === undefined && (await removeAuthority(folder));
  if (gone) io.stderr.write(`${words.filesRemoved(join(folder))}\n`);
  if (!gone && entries.length === 0) io.stderr.write(`${words.nothingToRemove}\n`);
  return exitCodes.ok;
}

/**
 * Takes authorities that a new one replaced out of the stores we put them in. Never rejects, because the run does not
 * depend on it: without a terminal, and where it fails, the commands are shown for the user to run.
 */
export async function removeReplaced(folder: string, current: RootIdentity, options: Options, io: Io): Promise<void> {
  const old = (await readInstalled(folder)).filter(({ sha256 }) => sha256 !== current.sha256);
  const words = wordsOf(options, io);
  for (const entry of old) {
    const commands = trustStore(entry.store, machineOf(io)).remove(entry);
    const text = commands.map((command) => `     ${commandText(command, io.platform)}\n`).join('');
    io.stderr.write(`${words.removingReplaced(entry.store)}\n${text}`);
    const removed = io.stdin.isTTY === true && (await takeOut(folder, entry, io).then(...always));
    io.stderr.write(`${removed ? words.removed(entry.store) : words.removeByHand}\n`);
  }
}

const always = [() => true, () => false] as const;

/** Which stores of this machine have the root; undefined where a store does not say. */
export async function whereTrusted(
  root: RootIdentity,
  io: Io,
): Promise<readonly { readonly store: TrustStoreId; readonly trusted: boolean | undefined }[]> {
  const ids = storesOf(machineOf(io));
  return await Promise.all(ids.map(async (store) => ({ store, trusted: await isTrusted(store, root, io) })));
}

// What was recorded, and the present root wherever a store has it: it may have been installed by hand.
async function installedRoots(folder: string, kept: KeptRoot | undefined, io: Io): Promise<readonly Installed[]> {
  const recorded = await readInstalled(folder);
  if (!kept) return recorded;
  const isRecorded = (id: TrustStoreId) => recorded.some(({ store, sha256 }) => store === id && sha256 === kept.sha256);
  const found = (await whereTrusted(kept, io)).filter(({ store, trusted }) => trusted && !isRecorded(store));
  return [...recorded, ...found.map(({ store }) => ({ store, ...fingerprints(kept) }))];
}

async function takeOut(folder: string, entry: Installed, io: Io): Promise<void> {
  const there = await isTrusted(entry.store, entry, io);
  if (there !== false) await runAll(trustStore(entry.store, machineOf(io)).remove(entry), io);
  await recordRemoved(folder, entry);
}

async function isTrusted(id: TrustStoreId, root: RootIdentity, io: Io): Promise<boolean | undefined> {
  const store = trustStore(id, machineOf(io));
  return store.read(await io.run(store.query(root)), root);
}

function defaultStore(machine: Machine): TrustStoreId {
  const [id] = storesOf(machine);
  if (id) return id;
  throw new HmaError('ERR_SYSTEM', sentence`No trust store is known on this computer. Name one with --store.`);
}

function machineOf({ platform, env }: Io): Machine {
  return thisMachine(platform, env);
}

function fingerprints({ sha1, sha256 }: RootIdentity): RootIdentity {
  return { sha1, sha256 };
}

function wordsOf(options: Options, io: Io) {
  return sessionText(chooseLanguage(options.lang, io.env)).trust;
}
