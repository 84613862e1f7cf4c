import { execFile } from 'node:child_process';

/** A program, by its absolute path, and its arguments. It never goes through a shell. */
export type Command = readonly [program: string, ...args: string[]];

/** How a command ended. */
export interface Outcome {
  /** Undefined: it could not be started, or was ended by a signal. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end and never rejects. `input` goes to its standard input. */
export type RunCommand = (command: Command, input?: string) => Promise<Outcome>;

const limits = { timeout: 120_000, maxBuffer: 16 * 1024 * 1024, windowsHide: true } as const;

/** The real world. Two minutes at most: some of these ask a person. */
export const runCommand: RunCommand = ([program, ...args], input) =>
  new Promise((resolve) => {
    const child = execFile(program, args, limits, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      resolve({ code: typeof code === 'number' ? code : undefined, stdout, stderr: stderr || (error?.message ?? '') });
    });
    // A program that ends before it has read everything, or never began.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });

/** A command as it is pasted into a shell of the platform: sh, or cmd and PowerShell. */
export function commandText(command: Command, platform: NodeJS.Platform): string {
  return command.map((word) => quoteWord(word, platform)).join(' ');
}

/** One word of a command to paste. */
export function quoteWord(word: string, platform: NodeJS.Platform): string {
  if (/^[\w./:@=+,*-]+$/.test(word) || (platform === 'win32' && /^[\w./:@=+,\\-]+$/.test(word))) return word;
  return platform === 'win32' ? `"${word}"` : `'${word.replace(/'/g, "'\\''")}'`;
}
