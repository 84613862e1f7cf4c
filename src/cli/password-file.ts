import { readFile, stat } from 'node:fs/promises';
import { decodeText } from '../capture/decode-text.js';
import { unreadable } from '../capture/source.js';
import { HmaError, sentence } from '../errors.js';
import { chooseLanguage, sessionText } from '../messages/language.js';
import { printable } from '../report/printable.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { say } from './terminal.js';

/**
 * The passwords of `--password-file`, one a line. Says so when others can read the file.
 *
 * @throws {HmaError} ERR_INPUT_… or ERR_USAGE when the file cannot be read or has no password.
 */
export async function readPasswordFile(path: string, options: Options, io: Io): Promise<string[]> {
  const lines = decodeText(await readSecret(path)).split(/\r?\n/, lineLimit);
  const passwords = lines.filter((line) => line !== '');
  if (passwords.length === 0)
    throw new HmaError(
      'ERR_USAGE',
      sentence`--password-file "${path}" is empty: it must hold a password, or one a line.`,
    );
  if (io.platform !== 'win32' && (await isOpenToOthers(path))) {
    const words = sessionText(chooseLanguage(options.lang, io.env));
    say(options, io, words.passwordFileIsOpen(printable(path)));
  }
  return passwords;
}

/** More passwords than anybody keeps for captures; trying takes time. */
const lineLimit = 100;

async function readSecret(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function isOpenToOthers(path: string): Promise<boolean> {
  const stats = await stat(path);
  return stats.isFile() && (stats.mode & 0o077) !== 0;
}
