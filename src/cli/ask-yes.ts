import { createInterface } from 'node:readline';
import type { Io } from './io.js';

/** Asks a person at the terminal; anything but yes (`y`, `yes`, `はい`), and the end of the input, means no. */
export async function askYes(question: string, io: Io): Promise<boolean> {
  io.stderr.write(question);
  const lines = createInterface({ input: io.stdin, terminal: false });
  try {
    for await (const line of lines) return /^(?:y|yes|はい)$/i.test(line.trim());
    return false;
  } finally {
    lines.close();
    io.stdin.pause();
  }
}
