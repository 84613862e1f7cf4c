/**
 * What is thrown becomes one paragraph that says what, where and what to try. Everything passes the same redaction and
 * the same guard against control characters as a report does: a message may quote a token given in the wrong place, or
 * a file name made to upset a terminal.
 */

import { exitCodes, HmaError, type Sentence, sentence, spoken } from '../errors.js';
import type { Lang } from '../messages/choose-language.js';
import { explainParserError, isParserError } from './parser-errors.js';

/** A paragraph for standard error (empty where there is nothing to add), and the exit code. */
export interface ErrorText {
  readonly text: string;
  readonly exitCode: number;
}

/** How an error is described. */
export interface ErrorOptions {
  /** English, when missing. */
  readonly lang?: Lang;
  /** Adds the stack. */
  readonly verbose?: boolean;
  /** What was read when it happened. */
  readonly input?: string;
}

/** Never throws; without a working redaction it says nothing of the message. */
export async function describeError(error: unknown, options: ErrorOptions = {}): Promise<ErrorText> {
  const { said, exitCode, expected } = explain(error, options.input);
  if (said === undefined) return { text: '', exitCode };
  const guard = await createGuard();
  const message = await inLanguage(said, options.lang);
  const paragraph = `hma-doctor: ${guard(message.trim().replace(/\s+/g, ' '))}`;
  const stack = options.verbose && !expected && error instanceof Error ? (error.stack ?? '') : '';
  const lines = stack === '' ? [] : stack.split('\n').map((line) => guard(line));
  return { text: [paragraph, ...lines].join('\n'), exitCode };
}

// Loaded where it is needed, like the guard: most runs meet no error.
async function inLanguage(said: Sentence, lang: Lang = 'en'): Promise<string> {
  if (lang === 'en') return spoken(said);
  return (await import('../messages/errors/error-text.js')).errorText(lang, said);
}

interface Explanation {
  /** Nothing: all is said already. */
  readonly said: Sentence | undefined;
  readonly exitCode: number;
  readonly expected: boolean;
}

function explain(error: unknown, input: string | undefined): Explanation {
  if (error instanceof HmaError) return { said: error.sentence, exitCode: error.exitCode, expected: true };
  if (isParserError(error)) return { ...explainParserError(error), expected: true };
  const reason = reasonOf(error);
  const place = input === undefined ? '' : sentence` while reading "${input}"`;
  const system = (error as NodeJS.ErrnoException | undefined)?.syscall !== undefined;
  const said = system
    ? sentence`${reason}${place}. Run again with -v for more.`
    : sentence`something unexpected happened${place}, and it is a fault of this program (${reason}). Please report it with the command that you ran and the version; -v adds the place in the code, without secrets.`;
  return { said, exitCode: exitCodes.failure, expected: false };
}

function reasonOf(error: unknown): string {
  // The message of an AggregateError is empty (a connection tried at several addresses).
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === 'string' ? error : 'not an error object';
}

/** Cuts secrets out of a text and shows control characters as escapes. */
export async function createGuard(): Promise<(text: string) => string> {
  try {
    const [{ createDoor }, { printable }] = await Promise.all([
      import('../admit/door.js'),
      import('../report/printable.js'),
    ]);
    const door = createDoor();
    return (text) => printable(door.redactText(text));
  } catch {
    return () => 'an error that cannot be shown safely'; // better nothing than a secret
  }
}
