import { collect, type Input, openInput } from '../capture/input.js';
import { memorySource } from '../capture/source.js';
import { HmaError, sentence } from '../errors.js';
import type { Io } from './io.js';

/**
 * Opens a file, or standard input for `-`.
 *
 * @throws {HmaError} ERR_INPUT_… when there is nothing to read.
 */
export async function openOperand(operand: string, io: Pick<Io, 'stdin'>): Promise<Input> {
  if (operand !== '-') return await openInput(operand);
  const bytes = await readStdin(io);
  if (bytes.length > 0) return { ...memorySource(bytes, 'stdin'), close() {}, once: true };
  throw new HmaError('ERR_INPUT_EMPTY', sentence`Standard input is empty. Pipe a capture into it, or name a file.`);
}

/** All of standard input. */
export async function readStdin(io: Pick<Io, 'stdin'>): Promise<Uint8Array> {
  return await collect(io.stdin, 'stdin');
}

/** Operands as given; none and something piped in means standard input. */
export function operandsOrPipe(operands: readonly string[], io: Io): readonly string[] {
  return operands.length === 0 && io.stdin.isTTY !== true ? ['-'] : operands;
}
