import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../certificates/write-atomically.js';
import { type RootIdentity, type TrustStoreId, trustStoreIds } from './trust-store.js';

/** A root that was put into a trust store by us. */
export interface Installed extends RootIdentity {
  readonly store: TrustStoreId;
}

const fileName = 'trusted.json';
const entryLimit = 100;

/**
 * What we installed where, so that an authority that is replaced can be taken out again. Data only, and only of these
 * shapes: an entry of any other is no entry.
 */
export async function readInstalled(folder: string): Promise<readonly Installed[]> {
  const text = await readFile(join(folder, fileName), 'utf8').catch(() => '[]');
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.slice(0, entryLimit).filter(isInstalled).map(pick) : [];
  } catch {
    return []; // damaged: the stores themselves can still be asked
  }
}

/** Before the store is changed, so that a crash leaves an entry too many rather than one too few. */
export async function recordInstalled(folder: string, entry: Installed): Promise<void> {
  const others = (await readInstalled(folder)).filter((known) => !isSame(known, entry));
  await write(folder, [...others, entry]);
}

/** After the store was changed. */
export async function recordRemoved(folder: string, entry: Installed): Promise<void> {
  await write(
    folder,
    (await readInstalled(folder)).filter((known) => !isSame(known, entry)),
  );
}

async function write(folder: string, list: readonly Installed[]): Promise<void> {
  const file = join(folder, fileName);
  if (list.length === 0) await rm(file, { force: true });
  else await writeAtomically(file, `${JSON.stringify(list.map(pick), undefined, 2)}\n`, 0o600);
}

function isInstalled(value: unknown): value is Installed {
  const { store, sha1, sha256 } = (value ?? {}) as Record<string, unknown>;
  return trustStoreIds.some((id) => id === store) && isHex(sha1, 40) && isHex(sha256, 64);
}

function isHex(value: unknown, length: number): boolean {
  return typeof value === 'string' && value.length === length && /^[0-9A-F]+$/.test(value);
}

function isSame(left: Installed, right: Installed): boolean {
  return left.store === right.store && left.sha256 === right.sha256;
}

function pick({ store, sha1, sha256 }: Installed): Installed {
  return { store, sha1, sha256 };
}
