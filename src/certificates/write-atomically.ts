import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

// A write takes a moment: what is as old as this was broken off. Milliseconds.
const leftoverMs = 3_600_000;

/**
 * Puts a file in place whole or not at all, with the given mode from its first byte. A link at its name is replaced,
 * not followed; the temporary file is opened exclusively, so that no link planted there is followed either.
 */
export async function writeAtomically(file: string, text: string, mode: number): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  await removeLeftovers(file, Date.now() - leftoverMs);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Removes what writes of this file left behind that were killed: it may hold a key.
 *
 * @param before - Only what was last changed before, ms since the epoch: another process may be writing now.
 */
export async function removeLeftovers(file: string, before = Number.POSITIVE_INFINITY): Promise<void> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith('.tmp')) continue;
    const left = join(folder, name);
    const changed = await stat(left).catch(() => undefined);
    if (changed && changed.mtimeMs < before) await rm(left, { force: true });
  }
}
