import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What commands depend on: whose machine it is, and where things lie on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  /** Windows: the folder of the system, `C:\Windows`. */
  readonly systemRoot: string;
  /** Commands that change the system need no `sudo`. */
  readonly isRoot: boolean;
  exists(path: string): boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** This machine. */
export function thisMachine(platform: NodeJS.Platform, env: Environment): Machine {
  return {
    platform,
    home: (platform === 'win32' ? env.USERPROFILE : env.HOME) || homedir(),
    systemRoot: env.SystemRoot || 'C:\\Windows',
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
  };
}

/** A program of Windows itself, by its full path: a file of its name in the working folder is not run in its place. */
export function systemProgram({ systemRoot }: Pick<Machine, 'systemRoot'>, ...path: string[]): string {
  return win32.join(systemRoot, 'System32', ...path);
}

/** A file in the user's home folder, not on Windows. */
export function homeFile({ home }: Pick<Machine, 'home'>, ...path: string[]): string {
  return posix.join(home, ...path);
}
