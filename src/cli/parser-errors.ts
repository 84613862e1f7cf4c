import { exitCodes, type Sentence, sentence } from '../errors.js';

/** What the parser of the command line throws. */
export interface ParserError {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

/** Told by its code and not by its class, so that this module does not load the parser. */
export function isParserError(error: unknown): error is ParserError {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code.startsWith('commander.');
}

/** What to say of it, nothing where the parser said all, and the exit code. */
export function explainParserError(error: ParserError): { said: Sentence | undefined; exitCode: number } {
  if (error.exitCode === 0) return { said: undefined, exitCode: exitCodes.ok }; // help or version, printed
  if (error.code === 'commander.help') return { said: undefined, exitCode: exitCodes.usage }; // no command: help was printed
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .replace(/\.+$/, '');
  const said = sentence`${knownSentence(message)}. "hma-doctor --help" lists commands and options.`;
  return { said, exitCode: exitCodes.usage };
}

// The parser has no messages but English ones.
const known: readonly (readonly [pattern: RegExp, say: (...values: string[]) => Sentence])[] = [
  [/^unknown option '([^']*)'$/, (name = '') => sentence`unknown option '${name}'`],
  [/^unknown command '([^']*)'$/, (name = '') => sentence`unknown command '${name}'`],
  [/^missing required argument '([^']*)'$/, (name = '') => sentence`missing required argument '${name}'`],
  [/^option '([^']*)' argument missing$/, (flags = '') => sentence`option '${flags}' argument missing`],
  [
    /^option '([^']*)' argument '([^']*)' is invalid\. Allowed choices are (.*)$/,
    (flags = '', given = '', choices = '') =>
      sentence`option '${flags}' argument '${given}' is invalid. Allowed choices are ${choices}`,
  ],
  [
    /^command-argument value '([^']*)' is invalid for argument '([^']*)'\. Allowed choices are (.*)$/,
    (given = '', name = '', choices = '') =>
      sentence`command-argument value '${given}' is invalid for argument '${name}'. Allowed choices are ${choices}`,
  ],
];

function knownSentence(message: string): Sentence | string {
  for (const [pattern, say] of known) {
    const found = pattern.exec(message);
    if (found) return say(...found.slice(1));
  }
  return message;
}
