/** What a command touches of the world, so that tests can hand it another one. */

import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type RunCommand, runCommand } from '../system/command.js';

/** Standard input; a terminal has `isTTY`, and `setRawMode` to read without echo. */
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };

/** Standard output or error; a terminal has `isTTY` and its width in `columns`. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Milliseconds since the epoch. */
  clock(): number;
  /** Calls the listener for every Ctrl-C (SIGINT) and SIGTERM until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Runs a program of the platform. */
  readonly run: RunCommand;
  /**
   * Starts this program once more, beside us, with a standard input that ends when we do, however that is. It outlives us.
   *
   * @returns Ends its standard input now.
   */
  startBeside(argv: readonly string[]): () => void;
}

/** The real world. */
export function processIo(): Io {
  // Who writes to standard output is told of what fails (output.ts). Of standard error nobody can be told: its terminal may
  // be gone, or the disk of its file full, and traffic goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  if (process.stderr.isTTY) neverWait(process.stderr);
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    platform: process.platform,
    clock: () => Date.now(),
    onInterrupt,
    run: runCommand,
    startBeside,
  };
}

// A terminal that is stopped (Ctrl-S) must not stop the traffic: to terminals Node writes synchronously ("process I/O" in
// its documentation), and has no public switch for it.
function neverWait(stream: object): void {
  const { _handle } = stream as { readonly _handle?: { setBlocking?(on: boolean): unknown } };
  if (process.platform !== 'win32') _handle?.setBlocking?.(false);
}

function startBeside(argv: readonly string[]): () => void {
  const [, program = ''] = process.argv;
  const child = spawn(process.execPath, [program, ...argv], {
    detached: true, // Ctrl-C in our terminal is not meant for it
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', () => {}); // without it `undo` and the next start do the same
  child.stdin.on('error', () => {});
  child.unref();
  return () => child.stdin.end();
}

function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/** Takes the command-line arguments out of the process list, as far as the platform can. */
export function hideArguments(): void {
  process.argv.splice(2);
  process.title = 'hma-doctor'; // on Linux and macOS this writes over the arguments that `ps` shows
}
