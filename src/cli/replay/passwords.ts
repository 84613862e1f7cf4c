import { sentence } from '../../errors.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { printable } from '../../report/printable.js';
import { askHidden } from '../hidden-prompt.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { readPasswordFile } from '../password-file.js';
import type { PasswordFor } from './opener.js';

/** The passwords of a run. One that was right once is tried first for the archives after it. */
export interface Passwords {
  /** Those that were given, or typed so far. */
  readonly known: readonly string[];
  /** Tries what is known, then asks the person at the terminal. */
  readonly forArchive: PasswordFor;
}

const fromEnvironment = 'HMA_DOCTOR_SAZ_PASSWORD';

/**
 * Takes the password from `--password-file`, else from the environment; never from an argument, which everybody sees in
 * the process list.
 *
 * @param beforeAsking - Clears the terminal for the question.
 * @throws {HmaError} ERR_INPUT_… or ERR_USAGE when the file cannot be read or has no password.
 */
export async function createPasswords(
  operands: readonly string[],
  options: Options,
  io: Io,
  beforeAsking: () => void,
): Promise<Passwords> {
  const known = await givenPasswords(options, io);
  // Standard input may be the capture itself.
  const asks = io.stdin.isTTY === true && !operands.includes('-');
  return {
    known,
    forArchive(name) {
      const given = answersOf(known);
      return async (again) => {
        const list = given.shift();
        if (list !== undefined || !asks) return list;
        beforeAsking();
        const typed = await askHidden(questionFor(name, again, options, io), io, sentence`No password was given.`);
        if (typed !== '' && !known.includes(typed)) known.unshift(typed);
        return typed === '' ? undefined : typed;
      };
    },
  };
}

/** Tries the given passwords in turn, and asks nobody. */
export function knownPasswords(known: readonly string[]): PasswordFor {
  return () => {
    const given = answersOf(known);
    return async () => given.shift();
  };
}

// One answer: all of them.
function answersOf(known: readonly string[]): (readonly string[])[] {
  return known.length === 0 ? [] : [[...known]];
}

async function givenPasswords(options: Options, io: Io): Promise<string[]> {
  const { passwordFile } = options;
  if (passwordFile !== undefined) return await readPasswordFile(passwordFile, options, io);
  const given = io.env[fromEnvironment];
  return given ? [given] : [];
}

function questionFor(name: string, again: boolean, options: Options, io: Io): string {
  const words = sessionText(chooseLanguage(options.lang, io.env));
  return `${again ? `${words.wrongPassword} ` : ''}${words.password(printable(name))} `;
}
