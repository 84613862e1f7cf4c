import type { Io } from './io.js';
import type { Options } from './options.js';

/** The code of a command: its operands, its options, the world; it gives the exit code. */
export type Command = (operands: readonly string[], options: Options, io: Io) => Promise<number>;
