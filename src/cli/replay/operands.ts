import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HmaError, sentence } from '../../errors.js';
import { byName, captureKinds } from './capture-names.js';
import { type WalkWatch, walkFolder } from './walk.js';

/** A file to be read, in the order in which they are reported on. */
export interface NamedFile {
  /** As it is shown and opened; `-` is standard input. */
  readonly path: string;
  /** Nobody named it, and its name does not say that it is a capture: only its content can. */
  readonly doubtful: boolean;
  /** Bytes; undefined for what can be read only once (a pipe, a device), or not at all. */
  readonly size: number | undefined;
}

/** What the operands stand for. */
export interface Expanded {
  /** Each file once. */
  readonly files: readonly NamedFile[];
  /** A folder or a pattern was named: how many files it means is chance, so there are "several" whatever the number. */
  readonly several: boolean;
}

/**
 * Files for operands: a file is itself, a folder the captures in it, a pattern (for shells which leave that to programs)
 * what it matches. A name that exists is never a pattern.
 *
 * @param leftOut - Files of this run itself: they are never met in a folder.
 * @param watch - Told what cannot be read or is not there, and how the walk through a folder goes.
 */
export async function expandOperands(
  operands: readonly string[],
  leftOut: readonly string[],
  watch: WalkWatch,
): Promise<Expanded> {
  const files = new Map<string, NamedFile>();
  const own = new Set(leftOut.map((path) => resolve(path)));
  let several = operands.length > 1;
  for (const operand of operands) {
    const found = await expand(operand, watch);
    several ||= found.many;
    for (const file of found.files) {
      if (found.many && own.has(resolve(file.path))) continue;
      const key = await keyOf(file.path);
      if (!files.has(key)) files.set(key, file);
    }
  }
  return { files: [...files.values()], several };
}

interface Found {
  readonly files: readonly NamedFile[];
  readonly many: boolean;
}

async function expand(operand: string, watch: WalkWatch): Promise<Found> {
  if (operand === '-' || operand === '') return alone(operand, undefined);
  const stats = await look(operand);
  if (stats?.isDirectory()) return { files: await filesIn(operand, watch), many: true };
  const matches = stats ? undefined : await match(operand);
  if (!matches) return alone(operand, stats?.isFile() ? stats.size : undefined);
  if (matches.length === 0) {
    watch.complain(
      new HmaError('ERR_INPUT_NOT_FOUND', sentence`No file matches "${operand}". Check the pattern and the folder.`),
    );
  }
  return { files: await withSizes(matches.map((path) => ({ path, sure: true }))), many: true };
}

function alone(path: string, size: number | undefined): Found {
  return { files: [{ path, doubtful: false, size }], many: false };
}

async function filesIn(folder: string, watch: WalkWatch): Promise<readonly NamedFile[]> {
  const complaints: HmaError[] = [];
  const files = await withSizes(await walkFolder(folder, { ...watch, complain: (error) => complaints.push(error) }));
  for (const complaint of complaints) watch.complain(complaint);
  if (files.length + complaints.length === 0) watch.complain(noCaptureIn(folder));
  return files;
}

/** The complaint about a folder in which nothing can be read. */
export function noCaptureIn(folder: string): HmaError {
  return new HmaError(
    'ERR_INPUT_NOT_FOUND',
    sentence`There is no capture in the folder "${folder}" (${captureKinds}). Name a file to have it read whatever it is called.`,
  );
}

// Undefined: the operand is no pattern. Back-slashes are part of a path on Windows, and quote a character elsewhere.
async function match(operand: string): Promise<readonly string[] | undefined> {
  if (!/[*?[\]{}()!+@]/.test(operand)) return undefined;
  const { glob, isDynamicPattern } = await import('tinyglobby');
  const windows = process.platform === 'win32';
  const parts = (windows ? operand.replaceAll('\\', '/') : operand).split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  if (first < 0) return undefined;
  // Searched from the folder before the first part that is a pattern: names are then what was typed and what was found.
  const base = first === 0 ? '' : `${parts.slice(0, first).join('/')}/`;
  const found = await glob(parts.slice(first).join('/'), {
    cwd: base || '.',
    expandDirectories: false,
    caseSensitiveMatch: !windows,
    ignore: operand.includes('node_modules') ? [] : ['**/node_modules/**'],
  });
  return found.map((name) => base + name).sort(byName);
}

async function withSizes(found: readonly { path: string; sure: boolean }[]): Promise<readonly NamedFile[]> {
  const files: NamedFile[] = [];
  for (const { path, sure } of found) {
    const stats = await look(path);
    // A link may lead to a folder or to nothing. What is empty is no capture, and in /proc it has no end.
    if (stats?.isFile() && (sure || stats.size > 0)) files.push({ path, doubtful: !sure, size: stats.size });
  }
  return files;
}

async function look(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined; // opening it says why
  }
}

// The same file by two names is one file.
async function keyOf(path: string): Promise<string> {
  if (path === '-') return path;
  try {
    return await realpath(path);
  } catch {
    return resolve(path);
  }
}
