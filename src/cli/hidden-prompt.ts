import { HmaError, type Sentence } from '../errors.js';
import type { Io } from './io.js';

const enter = new Set(['\r', '\n', '\u0004']); // Return, line feed, Ctrl-D
const erase = new Set(['\b', '\u007f']);
const interrupt = '\u0003';
const pasteOn = '\u001b[?2004h';
const pasteOff = '\u001b[?2004l';
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals mark a paste by these
const pasteMark = /\u001b\[20([01])~/g;

/**
 * Asks for one line on a terminal without showing it. Raw mode, because a terminal in line mode cuts a line at 4,096
 * characters and tokens are longer; bracketed paste, so that a token wrapped over several lines is one answer.
 *
 * @param givenUp - What is said when the user gives up.
 * @throws {HmaError} ERR_USAGE when the user gives up (Ctrl-C).
 */
export async function askHidden(question: string, io: Io, givenUp: Sentence): Promise<string> {
  io.stderr.write(question + pasteOn);
  io.stdin.setRawMode?.(true);
  try {
    return await readLine(io, givenUp);
  } finally {
    io.stdin.setRawMode?.(false);
    io.stderr.write(`${pasteOff}\n`);
  }
}

function readLine(io: Io, givenUp: Sentence): Promise<string> {
  return new Promise((resolve, reject) => {
    const line = createLine();
    const stop = (settle: () => void) => {
      io.stdin.off('data', read);
      io.stdin.off('end', finish);
      io.stdin.pause();
      settle();
    };
    const finish = () => stop(() => resolve(line.text()));
    const read = (chunk: Uint8Array | string) => {
      const state = line.type(chunk.toString());
      if (state === 'done') finish();
      if (state === 'given up') stop(() => reject(new HmaError('ERR_USAGE', givenUp)));
    };
    io.stdin.on('data', read);
    io.stdin.on('end', finish);
    io.stdin.resume();
  });
}

/** A line as it is typed and pasted, key by key. */
function createLine(): { type(keys: string): 'open' | 'done' | 'given up'; text(): string } {
  const typed: string[] = [];
  let pasting = false;
  return {
    text: () => typed.join(''),
    type(keys) {
      // A mark becomes one private-use character, so that what follows can go by single characters.
      for (const key of keys.replace(pasteMark, (_, end) => (end === '0' ? '\ue000' : '\ue001'))) {
        if (key === '\ue000' || key === '\ue001') pasting = key === '\ue000';
        else if (key === interrupt) return 'given up';
        else if (!pasting && enter.has(key)) return 'done';
        else if (erase.has(key)) typed.pop();
        else typed.push(key);
      }
      return 'open';
    },
  };
}
