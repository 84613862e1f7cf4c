import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadable } from '../../capture/source.js';
import type { HmaError } from '../../errors.js';
import { byName, isLeftOut, judgeName } from './capture-names.js';

/** A file that a walk met. `sure`: by its name it is a capture. */
export interface WalkedFile {
  readonly path: string;
  readonly sure: boolean;
}

/**
 * The captures in a folder and in the folders in it, in the order of their names. Hidden folders, node_modules and
 * links to folders are left out (a link may lead in a circle). A folder that cannot be read is complained of and skipped.
 */
export async function walkFolder(folder: string, complain: (error: HmaError) => void): Promise<readonly WalkedFile[]> {
  const found: WalkedFile[] = [];
  const open = [folder];
  // A stack and not a recursion: no depth of folders overflows it.
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = await list(next, complain);
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(...captureOf(path, entry.name));
    }
    open.push(...folders.reverse());
  }
  return found;
}

async function list(folder: string, complain: (error: HmaError) => void): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !isLeftOut(name)).sort((one, other) => byName(one.name, other.name));
  } catch (cause) {
    complain(unreadable(folder, cause));
    return [];
  }
}

function captureOf(path: string, name: string): readonly WalkedFile[] {
  const judged = judgeName(name);
  return judged === 'no' ? [] : [{ path, sure: judged === 'yes' }];
}
