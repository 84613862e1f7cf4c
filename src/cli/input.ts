import { readInput } from '../capture/input.js';
import { HmaError } from '../errors.js';
import type { Io } from './io.js';

/** An input's bytes, and its name in reports. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file, or standard input for `-`.
 *
 * @throws {HmaError} ERR_INPUT_… when there is nothing to read.
 */
export async function readOperand(operand: string, io: Io): Promise<NamedBytes> {
  if (operand !== '-') return await readInput(operand);
  const bytes = await readStdin(io);
  if (bytes.length > 0) return { name: 'stdin', bytes };
  throw new HmaError('ERR_INPUT_EMPTY', 'Standard input is empty. Pipe a capture into it, or name a file.');
}

/** All of standard input. */
export async function readStdin(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin)
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** Operands as given; none and something piped in means standard input. */
export function operandsOrPipe(operands: readonly string[], io: Io): readonly string[] {
  return operands.length === 0 && io.stdin.isTTY !== true ? ['-'] : operands;
}
