import { PassThrough, Readable, Writable } from 'node:stream';
import type { Io } from '../../src/cli/io.js';
import { runCli } from '../../src/cli/run.js';
import type { RunCommand } from '../../src/system/command.js';

/** A world for one command: what it reads and is told, and what it wrote. */
export interface World {
  readonly io: Io;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when standard output has shown this text. */
  readonly printed: (text: string) => Promise<void>;
  /** Resolves when the command takes Ctrl-C. */
  readonly interruptible: Promise<void>;
  /** Ctrl-C. */
  readonly interrupt: () => void;
  /** Resolves when standard error has shown this text. */
  readonly shown: (text: string) => Promise<void>;
}

/** What a world begins with; the boring default is a pipe with nothing in it, on the 1st of March 2025. */
export interface WorldOptions {
  readonly stdin?: string | Uint8Array;
  /** Standard input is a terminal on which these keys are typed. */
  readonly typed?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly platform?: NodeJS.Platform;
  /** Programs of the platform; without it there are none. */
  readonly run?: RunCommand;
}

export function createWorld(options: WorldOptions = {}): World {
  const stdout = new Recorder(options);
  const stderr = new Recorder(options);
  const listeners = new Set<() => void>();
  let takesInterrupts = () => {};
  const interruptible = new Promise<void>((resolve) => {
    takesInterrupts = resolve;
  });
  const io: Io = {
    stdin: options.typed ? terminalInput(options.typed) : Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout,
    stderr,
    env: { LANG: 'en_US.UTF-8', ...options.env },
    platform: options.platform ?? 'linux',
    run: options.run ?? (async () => ({ code: undefined, stdout: '', stderr: 'no such program' })),
    startBeside: () => () => {},
    clock: () => Date.UTC(2025, 2, 1, 9, 30),
    onInterrupt(listener) {
      listeners.add(listener);
      takesInterrupts();
      return () => listeners.delete(listener);
    },
  };
  return {
    io,
    stdout: () => stdout.text,
    stderr: () => stderr.text,
    interrupt: () => {
      for (const listener of [...listeners]) listener();
    },
    interruptible,
    printed: (text) => stdout.shown(text),
    shown: (text) => stderr.shown(text),
  };
}

/** Runs a command line in a fresh world. */
export async function run(
  argv: readonly string[],
  options: WorldOptions = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const world = createWorld(options);
  const code = await runCli(argv, world.io);
  return { code, stdout: world.stdout(), stderr: world.stderr() };
}

/** The port where a live run listens. A command that fails instead says so in its exit code and on standard error. */
export async function portOf(world: World, ended: Promise<number>): Promise<number> {
  const failed = ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${world.stderr()}`)));
  await Promise.race([world.shown('Ctrl-C'), failed]);
  return Number(/127\.0\.0\.1:(\d+)/.exec(world.stderr())?.[1]);
}

function terminalInput(typed: readonly string[]): Io['stdin'] {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} });
  for (const keys of typed) input.write(keys);
  return input;
}

class Recorder extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;
  readonly #waiting = new Map<string, () => void>();

  constructor({ terminal = false, columns = 80 }: WorldOptions) {
    super({ decodeStrings: false });
    this.isTTY = terminal;
    this.columns = columns;
  }

  override _write(chunk: string | Uint8Array, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    for (const [text, resolve] of this.#waiting) if (this.text.includes(text)) resolve();
    done();
  }

  shown(text: string): Promise<void> {
    if (this.text.includes(text)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(text, resolve));
  }
}
