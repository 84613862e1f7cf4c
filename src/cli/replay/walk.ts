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

/** Is told how a walk goes. */
export interface WalkWatch {
  /** What cannot be read or is not there; the rest goes on. */
  readonly complain: (error: HmaError) => void;
  /** A file whose name says that it is something else. */
  readonly leaveOut: (name: string) => void;
  /** So many files were met, and more are to come: the folder is a large one. Told again when they are twice as many. */
  readonly goesOn: (folder: string, files: number) => void;
}

const veryMany = 20_000;

/**
 * The captures in a folder and in the folders in it, in the order of their names. Hidden folders, node_modules and
 * links to folders are left out (a link may lead in a circle). A folder that cannot be read is complained of and skipped.
 *
 * @param manyFiles - From so many on it is told that the walk goes on.
 */
export async function walkFolder(
  folder: string,
  watch: WalkWatch,
  manyFiles = veryMany,
): Promise<readonly WalkedFile[]> {
  const found: WalkedFile[] = [];
  const open = [folder];
  let [files, many] = [0, manyFiles];
  // A stack and not a recursion: no depth of folders overflows it.
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = await list(next, watch.complain);
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        files += 1;
        found.push(...captureOf(path, entry.name, watch));
      }
    }
    open.push(...folders.reverse());
    if (files < many) continue;
    watch.goesOn(folder, files);
    many = files * 2;
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

function captureOf(path: string, name: string, { leaveOut }: WalkWatch): readonly WalkedFile[] {
  const judged = judgeName(name);
  if (judged !== 'no') return [{ path, sure: judged === 'yes' }];
  leaveOut(name);
  return [];
}
