/**
 * What is thrown becomes one paragraph that says what, where and what to try. Everything passes the same redaction and
 * the same guard against control characters as a report does: a message may quote a token given in the wrong place, or
 * a file name made to upset a terminal.
 */

import { exitCodes, HmaError } from '../errors.js';

/** A paragraph for standard error (empty where there is nothing to add), and the exit code. */
export interface ErrorText {
  readonly text: string;
  readonly exitCode: number;
}

/**
 * Never throws; without a working redaction it says nothing of the message. `verbose` adds the stack;
 * `input` is what was read when it happened.
 */
export async function describeError(
  error: unknown,
  options: { readonly verbose?: boolean; readonly input?: string } = {},
): Promise<ErrorText> {
  const { message, exitCode, expected } = explain(error, options.input);
  if (message === '') return { text: '', exitCode };
  const guard = await createGuard();
  const paragraph = `hma-doctor: ${guard(message.trim().replace(/\s+/g, ' '))}`;
  const stack = options.verbose && !expected && error instanceof Error ? (error.stack ?? '') : '';
  const lines = stack === '' ? [] : stack.split('\n').map((line) => guard(line));
  return { text: [paragraph, ...lines].join('\n'), exitCode };
}

function explain(error: unknown, input: string | undefined): { message: string; exitCode: number; expected: boolean } {
  if (error instanceof HmaError) return { message: error.message, exitCode: error.exitCode, expected: true };
  if (isParserError(error)) return { ...explainParserError(error), expected: true };
  const reason = reasonOf(error);
  const place = input === undefined ? '' : ` while reading "${input}"`;
  const system = (error as NodeJS.ErrnoException | undefined)?.syscall !== undefined;
  if (system)
    return { message: `${reason}${place}. Run again with -v for more.`, exitCode: exitCodes.failure, expected: false };
  return {
    message: `something unexpected happened${place}, and it is a fault of this program (${reason}). Please report it with the command that you ran and the version; -v adds the place in the code, without secrets.`,
    exitCode: exitCodes.failure,
    expected: false,
  };
}

interface ParserError {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

// Told by its code and not by its class, so that this module does not load the parser.
function isParserError(error: unknown): error is ParserError {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code.startsWith('commander.');
}

function explainParserError(error: ParserError): { message: string; exitCode: number } {
  if (error.exitCode === 0) return { message: '', exitCode: exitCodes.ok }; // help or version, printed
  if (error.code === 'commander.help') return { message: '', exitCode: exitCodes.usage }; // no command: help was printed
  const said = error.message
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .replace(/\.+$/, '');
  return { message: `${said}. "hma-doctor --help" lists commands and options.`, exitCode: exitCodes.usage };
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
